"""A lever: something an outside organisation can do, to a degree, with hosts who may refuse."""

from typing import Annotated

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from regimelab.policy.push import Push
from regimelab.policy.words import Amount, BasisName, Chance, MemberCode, Months, PartyOrHost
from regimelab.reading.words import Entry, Slug, Text


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


class Consent(Entry):
    """How likely a host is to agree; each host decides once in each future. An assumption."""

    chance: Chance
    hosts: dict[MemberCode, Chance] = Field(default_factory=dict)
    reason: Text

    def of(self, host: str) -> float:
        """Chance that this host agrees."""
        return self.hosts.get(host, self.chance)


class LeverEffect(Push):
    """What one unit of a lever does at full strength, as a log rate ratio.

    ``host`` is the state where the lever works, ``hosts`` any state where it works; of an act
    between two hosts each gives its share of the effect.
    """

    sender: PartyOrHost = "any"
    receiver: PartyOrHost = "any"


class Lever(Entry):
    """A lever: unit, range, cost, delivery, the hosts' consent, and what it is assumed to do.

    Delivery begins ``lag_months`` after the decision and is at full strength ``ramp_months`` after
    that; no hosts listed are all members; no consent given means that none is needed.
    """

    name: Slug
    title: Text
    description: Text
    unit: Text
    low: Amount = 0.0
    high: Amount
    cost: Cost
    lag_months: Months
    ramp_months: Months
    hosts: tuple[MemberCode, ...] = ()
    consent: Consent | None = None
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

    levers: Annotated[tuple[Lever, ...], Field(min_length=1)]
