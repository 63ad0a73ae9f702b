"""The effects that regimelab knows: being listed here gets an effect tested, documented and offered."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from regimelab.codebook import Form
from regimelab.theory.effects import crisis, endogenous, structural
from regimelab.theory.effects.moment import Home, Moment
from regimelab.types import AnyColumns

BUTTS = "Butts (2008), Sociological Methodology 38, 155"
STADTFELD = "Stadtfeld & Block (2017), Sociological Science 4, 318"
BRIEF = "OSCE Academy Policy Brief #86 (2023)"
DYADIC, SYMMETRIC, DOMESTIC = "dyadic", "symmetric", "domestic"
ENTRY, PAIR, SENDER, RECEIVER = Home


class Effect(NamedTuple):
    """A mechanism in the field's word, its statistic, where that has its home, and the kinds it bears on.

    The statistic has one row for each of its ``home``: entry, pair, or the seat of the sender or the
    receiver. An effect that ``remembers`` looks at past acts, and not only at structure and covariates.
    The prior of its coefficient (a log rate ratio per unit of the statistic) is normal with
    ``prior_mean`` and ``prior_sd``, by family of kinds, for the ``reason`` given.
    """

    name: str
    title: str
    statistic: Callable[[Moment], AnyColumns]
    home: Home
    forms: tuple[Form, ...]
    prior_mean: float
    prior_sd: float
    reason: str
    source: str
    remembers: bool

    @property
    def meaning(self) -> str:
        """The sentence that a political scientist would say."""
        return (self.statistic.__doc__ or "").split("\n")[0]

    @property
    def formula(self) -> str:
        """The statistic in mathematical notation, as LaTeX."""
        return (self.statistic.__doc__ or "").split("$")[1]


def _effect(
    statistic: Callable[[Moment], AnyColumns],
    home: Home,
    title: str,
    forms: tuple[Form, ...],
    prior: tuple[float, float, str],
    source: str,
    remembers: bool = True,
) -> Effect:
    mean, sd, reason = prior
    name = statistic.__name__
    return Effect(name, title, statistic, home, forms, mean, sd, reason, source, remembers)


_given = partial(_effect, remembers=False)  # by structure and covariates, whatever was done before


ALL: tuple[Form, ...] = (DYADIC, SYMMETRIC, DOMESTIC)
BETWEEN: tuple[Form, ...] = (DYADIC, SYMMETRIC)
REPEATS = (0.5, 0.7, "acts repeat in every event history we know of; the size is left open")
OPEN = (0.0, 0.5, "no direction assumed; a doubling or a halving is an ordinary effect")
CRISIS = (0.0, 1.5, "no direction assumed; the deepest crisis may change a rate twentyfold")
EXPOSURE = (0.4, 0.3, "recorded acts come in waves of attention, shared by all kinds")

EFFECTS: tuple[Effect, ...] = (
    _effect(endogenous.inertia, ENTRY, "Inertia", ALL, REPEATS, BUTTS),
    _effect(endogenous.reciprocity, ENTRY, "Reciprocity", (DYADIC,), REPEATS, BUTTS),
    _effect(endogenous.relation, PAIR, "Relation", BETWEEN, OPEN, STADTFELD),
    _effect(endogenous.animosity, PAIR, "Animosity", BETWEEN, OPEN, STADTFELD),
    _effect(endogenous.sender_activity, SENDER, "Sender activity", BETWEEN, OPEN, BUTTS),
    _effect(endogenous.receiver_popularity, RECEIVER, "Receiver popularity", (DYADIC,), OPEN, BUTTS),
    _effect(crisis.crisis_receiver, RECEIVER, "Crisis at the receiver", BETWEEN, CRISIS, BRIEF),
    _effect(crisis.crisis_own, SENDER, "Own crisis", (DYADIC, DOMESTIC), CRISIS, BRIEF),
    _effect(crisis.crisis_neighbour, SENDER, "Neighbour's crisis", ALL, CRISIS, BRIEF),
    _given(crisis.transition_window, RECEIVER, "Transition window", ALL, OPEN, BRIEF),
    _given(structural.contiguity, ENTRY, "Contiguity", BETWEEN, OPEN, STADTFELD),
    _given(structural.common_organisation, PAIR, "Common organisation", BETWEEN, OPEN, STADTFELD),
    _given(structural.patron_pair, ENTRY, "Patron exposure", BETWEEN, OPEN, BRIEF),
    _given(structural.patron_members, ENTRY, "Members under a shaken patron", ALL, OPEN, BRIEF),
    _given(structural.patron_outside, ENTRY, "Others under a shaken patron", BETWEEN, OPEN, BRIEF),
    _effect(endogenous.volume, SENDER, "Reporting volume", ALL, EXPOSURE, "the chronicle's codebook"),
)
EFFECT_NAMES: tuple[str, ...] = tuple(effect.name for effect in EFFECTS)
