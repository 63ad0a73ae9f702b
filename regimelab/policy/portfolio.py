"""A portfolio: dated doses of levers, decided together."""

from typing import Annotated

from pydantic import AfterValidator, ValidationInfo, field_validator, model_validator
from pydantic_core import PydanticCustomError

from regimelab.policy.known import Known, Reach
from regimelab.policy.words import Amount, MemberCode, OpenDay, refuse_unknown
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

    No end means that it goes on; no hosts listed are all the lever's own.
    """

    lever: str
    level: Amount
    start: OpenDay
    end: OpenDay | None = None
    hosts: tuple[HostCode, ...] = ()

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
    """Dated doses of levers under one name."""

    name: Slug
    title: Text
    description: Text
    doses: tuple[Dose, ...] = ()

    @model_validator(mode="after")
    def _nothing_is_nothing(self) -> "Portfolio":
        if self.name == NOTHING and self.doses:
            message = "is what every portfolio is compared with and has no doses; give it another name"
            raise PydanticCustomError("not_nothing", message, {"at": "name", "value": self.name})
        return self


DO_NOTHING = Portfolio(
    name=NOTHING,
    title="Do nothing new",
    description="What is under way goes on as the evidence shows it; nothing is added, nothing stopped.",
)
