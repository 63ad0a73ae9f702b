"""What members fear and what they do about it: the threat and the mechanism registers."""

from typing import Annotated

from pydantic import AfterValidator, Field

from regimelab.reading.words import ActorCode, Entry, KindName, Slug, Text, one_of
from regimelab.region.vocabulary import ClaimNumber, MechanismCode

EFFECT_NAMES: tuple[str, ...] = (
    "inertia",
    "reciprocity",
    "relation",
    "animosity",
    "sender_activity",
    "receiver_popularity",
    "crisis_receiver",
    "crisis_own",
    "crisis_neighbour",
    "transition_window",
    "contiguity",
    "common_organisation",
    "patron_pair",
    "patron_members",
    "patron_outside",
    "volume",
)
EffectName = Annotated[str, AfterValidator(one_of(EFFECT_NAMES, "an effect of the theory"))]
LineNumber = Annotated[int, Field(ge=1)]


class Threat(Entry):
    """What the members' governments fear, and the kinds of act that realise it."""

    name: Slug
    title: Text
    passage: Text
    line: LineNumber
    kinds: tuple[KindName, ...] = Field(min_length=1)
    actors: tuple[ActorCode, ...] = ()
    mechanisms: tuple[Slug, ...] = ()


class Mechanism(Entry):
    """How the members keep each other in power: passage, acts, effects, claims.

    ``passage`` is a short quote of the brief that stands on its line ``line``; ``codes`` and
    ``kinds`` pick the chronicle's rows that bear on it; ``effects`` and ``claims`` say where the
    model and the claims look for it.
    """

    name: Slug
    title: Text
    passage: Text
    line: LineNumber
    codes: tuple[MechanismCode, ...] = Field(min_length=1)
    kinds: tuple[KindName, ...] = Field(min_length=1)
    effects: tuple[EffectName, ...] = Field(min_length=1)
    claims: tuple[ClaimNumber, ...] = Field(min_length=1)
