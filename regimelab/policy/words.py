"""Words of the files of options, each held against what the region knows."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo
from pydantic_core import PydanticCustomError

from regimelab.interval import Basis
from regimelab.policy.known import Known
from regimelab.reading.words import Day, one_of

TOO_EARLY = "where the evidence ends and the futures begin"
HOST, HOSTS = "host", "hosts"
GROUNDS: tuple[Basis, ...] = ("estimated", "pooled", "assumed")


def refuse_unknown(value: str, known: Iterable[str], what: str) -> str:
    """Refuse a name that the region does not have; the refusal carries those it has."""
    names = list(known)
    if value not in names:
        raise PydanticCustomError("not_known", "is not {what}", {"what": what, "known": names})
    return value


def _party(value: str, info: ValidationInfo) -> str:
    names = info.context.parties if isinstance(info.context, Known) else (value,)
    return refuse_unknown(value, names, "an actor, a class of actors, or 'any'")


def _party_or_host(value: str, info: ValidationInfo) -> str:
    return value if value in (HOST, HOSTS) else _party(value, info)


def _member(value: str, info: ValidationInfo) -> str:
    names = info.context.members if isinstance(info.context, Known) else (value,)
    return refuse_unknown(value, names, "a member of the region")


def _still_open(value: date, info: ValidationInfo) -> date:
    if isinstance(info.context, Known) and value < info.context.first_day:
        message = f"lies before {{first}}, {TOO_EARLY}"
        raise PydanticCustomError("not_open", message, {"first": info.context.first_day.isoformat()})
    return value


def _own_region(value: str | None, info: ValidationInfo) -> str | None:
    known = info.context.region if isinstance(info.context, Known) else ""
    if value is not None and known and value != known:
        raise PydanticCustomError("not_here", "is another region; this is {here}", {"here": known})
    return value


RegionCode = Annotated[str | None, AfterValidator(_own_region)]
Party = Annotated[str, AfterValidator(_party)]
PartyOrHost = Annotated[str, AfterValidator(_party_or_host)]
MemberCode = Annotated[str, AfterValidator(_member)]
OpenDay = Annotated[Day, AfterValidator(_still_open)]
BasisName = Annotated[Basis, BeforeValidator(one_of(GROUNDS, "a basis"))]
Chance = Annotated[float, Field(ge=0, le=1)]
Months = Annotated[float, Field(ge=0)]
Amount = Annotated[float, Field(ge=0, allow_inf_nan=False)]
Number = Annotated[float, Field(allow_inf_nan=False)]
