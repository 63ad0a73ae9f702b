"""A scenario: what nobody here controls, with dates, priors and reasons."""

from datetime import date

from pydantic import field_validator, model_validator

from regimelab.policy.push import Push
from regimelab.policy.words import Amount, BasisName, MemberCode, Months, OpenDay, Party, RegionCode
from regimelab.reading.words import Entry, Slug, Text, refuse_reversed

BASELINE = "baseline"


class PatronPoint(Entry):
    """How unpredictable the patron is on a day: 0 as before the shock, 1 as since; straight between days."""

    day: OpenDay
    level: Amount
    basis: BasisName
    reason: Text
    source: str = ""


class Window(Entry):
    """A member's transition window, open or shut from one day to another; ``end`` is its last day."""

    member: MemberCode
    open: bool
    start: OpenDay
    end: OpenDay | None = None
    reason: Text
    source: str = ""

    @model_validator(mode="after")
    def _runs_forward(self) -> "Window":
        refuse_reversed(self.start, self.end)
        return self


class Shift(Push):
    """Acts that become more or less frequent for a while, for reasons outside the model."""

    sender: Party = "any"
    receiver: Party = "any"
    start: OpenDay
    end: OpenDay | None = None
    ramp_months: Months = 0.0

    @model_validator(mode="after")
    def _runs_forward(self) -> "Shift":
        refuse_reversed(self.start, self.end)
        return self


class Scenario(Entry):
    """A course that the world may take; it may depart from the present from ``start`` on."""

    name: Slug
    title: Text
    description: Text
    region: RegionCode = None
    start: OpenDay
    patron: tuple[PatronPoint, ...] = ()
    windows: tuple[Window, ...] = ()
    shifts: tuple[Shift, ...] = ()

    @field_validator("patron")
    @classmethod
    def _in_order(cls, value: tuple[PatronPoint, ...]) -> tuple[PatronPoint, ...]:
        return tuple(sorted(value, key=lambda point: point.day))


def baseline(first_day: date) -> Scenario:
    """Nothing departs from the present."""
    return Scenario(
        name=BASELINE,
        title="As now",
        description="The patron stays as unpredictable as it is, open transition windows stay open, "
        "and nothing comes from outside that the evidence does not hold already.",
        start=first_day,
    )
