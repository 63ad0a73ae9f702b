"""Words that any file may use, each refused by name when it is not one of them."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from regimelab.codebook import KIND_NAMES
from regimelab.reading.dates import PartialDate, read_partial


class Entry(BaseModel):
    """A part of a file: it cannot be changed, and knows no other keys than its own."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


def one_of(known: Iterable[str | int], what: str) -> Callable[[object], object]:
    """Accept a known word only; the refusal carries the words that are known."""
    words = tuple(known)

    def check(value: object) -> object:
        if value not in words:
            listed = [str(word) for word in words if word != ""]
            raise PydanticCustomError("not_known", "is not {what}", {"what": what, "known": listed})
        return value

    return check


def _read_date(value: object) -> object:
    if isinstance(value, date):
        return value
    if not isinstance(value, str):
        quoted = value if isinstance(value, int) and value > 999 else "2019-06-30"
        remedy = f'Write it in quotes: "{quoted}".'
        raise PydanticCustomError("unquoted", "is not a date", {"remedy": remedy})
    try:
        return read_partial(value)
    except ValueError as error:
        message = "is not a date of the calendar ({reason})"
        raise PydanticCustomError("no_date", message, {"reason": str(error)}) from error


def _whole_day(value: object) -> object:
    day = _read_date(value)
    if isinstance(day, str):
        raise PydanticCustomError("no_date", "is not a whole day (write YYYY-MM-DD)")
    return day


def refuse_reversed(start: date, end: date | None) -> None:
    """Refuse an end that lies before its start."""
    if end is not None and end < start:
        context = {"at": "end", "value": end.isoformat(), "start": start.isoformat()}
        raise PydanticCustomError("reversed", "is before the start, {start}", context)


Text = Annotated[str, Field(min_length=1)]
KindName = Annotated[str, AfterValidator(one_of(KIND_NAMES, "a kind of act"))]
ActorCode = Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9_]*$")]
Slug = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
Day = Annotated[date, BeforeValidator(_whole_day)]
Dated = Annotated[PartialDate, BeforeValidator(_read_date)]
