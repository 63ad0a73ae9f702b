"""A lever: something an outside organisation can do, to a degree, with hosts who may refuse."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from regimelab.policy.push import Push
from regimelab.policy.words import (
    Amount,
    BasisName,
    Chance,
    MemberCode,
    Months,
    Number,
    PartyOrHost,
    RegionCode,
)
from regimelab.reading.words import Entry, Slug, Text, one_of

Dimension = Literal["politico-military", "economic and environmental", "human"]
DIMENSIONS: tuple[Dimension, ...] = ("politico-military", "economic and environmental", "human")
DimensionName = Annotated[Dimension, BeforeValidator(one_of(DIMENSIONS, "a dimension"))]
Channel = Literal["intended", "displacement", "backfire", "legitimation", "bookkeeping"]
CHANNELS: dict[Channel, str] = {
    "intended": "what the lever is for",
    "displacement": "what moves elsewhere, or what others do in its place",
    "backfire": "what it makes worse of what it is for",
    "legitimation": "what recognition gives the government",
    "bookkeeping": "its own activities, which are acts too",
}
ChannelName = Annotated[Channel, BeforeValidator(one_of(tuple(CHANNELS), "a channel"))]


class Cost(Entry):
    """What one unit costs in one host: a range, with what it rests on."""

    low: Amount
    high: Amount
    unit: Text
    basis: BasisName
    reason: Text
    source: str = ""

    @model_validator(mode="after")
    def _is_a_range(self) -> "Cost":
        if self.high < self.low:
            raise PydanticCustomError("reversed", "is below the low end", {"at": "high", "value": self.high})
        return self


class Granted(Entry):
    """How likely something is given in a host, once in each future. An assumption."""

    chance: Chance
    hosts: dict[MemberCode, Chance] = Field(default_factory=dict)
    reason: Text

    def of(self, host: str) -> float:
        """Chance that it is given in this host."""
        return self.hosts.get(host, self.chance)


class Consent(Granted):
    """How likely a host is to agree; ``beside`` is added to the chance where another lever is pulled too."""

    beside: dict[Slug, Number] = Field(default_factory=dict)


class Mandate(Granted):
    """Whether the field operation's mandate, which is prolonged by consensus, covers the lever."""


class Funding(Entry):
    """Money from outside the regular budget: the share that must be pledged, and whether it is."""

    extra_budgetary: Chance
    pledged: Chance
    reason: Text


class LeverEffect(Push):
    """What one unit of a lever does at full strength, as a log rate ratio.

    ``host`` is the state where the lever works, ``hosts`` any state where it works; of an act
    between two hosts each gives its share of the effect. ``channel`` says what sort of effect it is.
    """

    channel: ChannelName = "intended"
    sender: PartyOrHost = "any"
    receiver: PartyOrHost = "any"


class Lever(Entry):
    """A lever: dimension, unit, range, cost, delivery, the hosts' consent, and what it is assumed to do.

    Delivery begins ``lag_months`` after the decision and is at full strength ``ramp_months`` after
    that; no hosts listed are all members; no consent, mandate or funding given means that none is needed.
    Effects of several levers on the same acts add up as log rates.
    """

    name: Slug
    title: Text
    description: Text
    dimension: DimensionName
    unit: Text
    low: Amount = 0.0
    high: Amount
    cost: Cost
    lag_months: Months
    ramp_months: Months
    hosts: tuple[MemberCode, ...] = ()
    consent: Consent | None = None
    mandate: Mandate | None = None
    funding: Funding | None = None
    effects: Annotated[tuple[LeverEffect, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _is_a_range(self) -> "Lever":
        if self.high <= self.low:
            raise PydanticCustomError(
                "reversed", "is not above the low end", {"at": "high", "value": self.high}
            )
        return self


class LeverFile(Entry):
    """All that ``levers.toml`` may say."""

    region: RegionCode = None
    levers: Annotated[tuple[Lever, ...], Field(min_length=1)]
