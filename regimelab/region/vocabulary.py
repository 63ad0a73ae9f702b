"""Words that only a region file may use, each refused by name when it is not one of them."""

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from regimelab.codebook import MECHANISMS, ActorClass
from regimelab.reading.words import one_of

CLAIMS: tuple[int, ...] = tuple(range(1, 14))
EVENT_SOURCES: tuple[str, ...] = ("polecat", "icews", "gdelt", "gdelt_daily", "gdelt_backfile")
TABLE_NAMES: tuple[str, ...] = ("borders", "memberships", "states", "un_votes")

_ACT = re.compile(r"[A-Z]{2,8}\d{3,}")
_SOURCE = re.compile(rf"brief:[1-9]\d*|{_ACT.pattern}|https?://\S+|" + "|".join(TABLE_NAMES))


def _source(value: str) -> str:
    if not _SOURCE.fullmatch(value):
        raise PydanticCustomError(
            "no_source",
            "is not a source (write brief:LINE, a row of the chronicle, an address, or one of {tables})",
            {"tables": ", ".join(TABLE_NAMES)},
        )
    return value


def _act_id(value: str) -> str:
    if not _ACT.fullmatch(value):
        raise PydanticCustomError(
            "no_act", "is not the id of an act (two or more capitals, then digits: CH0016)"
        )
    return value


MechanismCode = Annotated[str, AfterValidator(one_of(MECHANISMS, "a mechanism code of the chronicle"))]
ClaimNumber = Annotated[int, AfterValidator(one_of(CLAIMS, "the number of a claim"))]
Role = Annotated[ActorClass, BeforeValidator(one_of([role.value for role in ActorClass], "a class of actor"))]
OutsideRole = Annotated[
    ActorClass,
    BeforeValidator(
        one_of([r.value for r in ActorClass if r is not ActorClass.MEMBER], "a class of outside actor")
    ),
]
Grounds = Annotated[Literal["sourced", "assumed"], BeforeValidator(one_of(("sourced", "assumed"), "a basis"))]
EventSource = Annotated[str, AfterValidator(one_of(EVENT_SOURCES, "a source of events coded by machine"))]
ActId = Annotated[str, AfterValidator(_act_id)]
StateCode = Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
FoldedCode = Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9_]*(:[a-z_]+)?$")]
SourceRef = Annotated[str, AfterValidator(_source)]
