"""A portfolio: dated doses of levers, decided together, and what is to make them begin or end."""

from typing import Annotated

from pydantic import AfterValidator, ValidationInfo, field_validator, model_validator
from pydantic_core import PydanticCustomError

from regimelab.policy.known import Known, Reach
from regimelab.policy.trigger import Named, Trigger, wrong_with
from regimelab.policy.words import Amount, MemberCode, OpenDay, RegionCode, refuse_unknown
from regimelab.reading.words import Entry, Slug, Text, refuse_reversed

NOTHING = "do_nothing"


def _reach(info: ValidationInfo) -> Reach | None:
    if not isinstance(info.context, Known):
        return None
    return info.context.levers.get(info.data.get("lever", ""))


def _can_be_host(value: str, info: ValidationInfo) -> str:
    reach = _reach(info)
    allowed = reach.hosts if reach and reach.hosts else (value,)
    return refuse_unknown(value, allowed, "a state where the lever works")


HostCode = Annotated[MemberCode, AfterValidator(_can_be_host)]


class Dose(Entry):
    """How much of a lever, from the day it is decided to the day it ends, in which states.

    No end means that it goes on; no hosts listed are all the lever's own. With ``when`` it is decided
    once that trigger has fired, and not before ``start``; with ``until`` it ends once that one has.
    """

    lever: str
    level: Amount
    start: OpenDay
    end: OpenDay | None = None
    hosts: tuple[HostCode, ...] = ()
    when: Slug | None = None
    until: Slug | None = None

    @field_validator("lever")
    @classmethod
    def _is_a_lever(cls, value: str, info: ValidationInfo) -> str:
        names = info.context.levers if isinstance(info.context, Known) else (value,)
        return refuse_unknown(value, names, "a lever of the region")

    @field_validator("level")
    @classmethod
    def _is_in_range(cls, value: float, info: ValidationInfo) -> float:
        reach = _reach(info)
        if reach and not reach.low <= value <= reach.high:
            context = {"range": f"{reach.low:g} to {reach.high:g}"}
            raise PydanticCustomError("out_of_range", "is outside the range of the lever, {range}", context)
        return value

    @model_validator(mode="after")
    def _runs_forward(self) -> "Dose":
        refuse_reversed(self.start, self.end)
        return self


class Portfolio(Entry):
    """Dated doses of levers under one name, and the triggers that some of them wait for."""

    name: Slug
    title: Text
    description: Text
    region: RegionCode = None
    doses: tuple[Dose, ...] = ()
    triggers: tuple[Trigger, ...] = ()

    @model_validator(mode="after")
    def _triggers_fit(self) -> "Portfolio":
        named = [
            Named(f"doses[{place}].{key}", trigger)
            for place, dose in enumerate(self.doses)
            for key, trigger in (("when", dose.when), ("until", dose.until))
            if trigger is not None
        ]
        wrong = list(wrong_with(self.triggers, named))
        if wrong:
            (where, value, why), *others = wrong
            whole = "; ".join([why, *(f"{place}: '{one}' {reason}" for place, one, reason in others)])
            raise PydanticCustomError("trigger", "{whole}", {"at": where, "value": value, "whole": whole})
        return self

    @model_validator(mode="after")
    def _nothing_is_nothing(self) -> "Portfolio":
        if self.name == NOTHING and self.doses:
            message = "is what every portfolio is compared with and has no doses; give it another name"
            raise PydanticCustomError("not_nothing", message, {"at": "name", "value": self.name})
        return self


DO_NOTHING = Portfolio(
    name=NOTHING,
    title="Do nothing new",
    description="What is under way goes on as the evidence shows it; nothing is added and nothing is "
    "stopped.",
)
