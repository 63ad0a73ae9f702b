"""Dates as the source supports them: a day, a month or a year is an interval, never its first day."""

import re
from datetime import date, timedelta
from typing import NamedTuple

from regimelab.codebook import Precision

FORMS: dict[Precision, str] = {
    Precision.DAY: "YYYY-MM-DD",
    Precision.MONTH: "YYYY-MM",
    Precision.YEAR: "YYYY",
}
_PATTERN = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


class Interval(NamedTuple):
    """The time in which an act took place: ``start`` is in it, ``end`` is the first day after it."""

    start: date
    end: date


class ImpossibleDate(ValueError):
    """A text that names no day, month or year of the calendar."""


def precision_of(text: str) -> Precision:
    """Read off how exactly a text dates: to the day, the month or the year."""
    found = _PATTERN.fullmatch(text)
    if not found:
        raise ImpossibleDate(f"'{text}' is not a date.")
    return (Precision.YEAR, Precision.MONTH, Precision.DAY)[
        sum(part is not None for part in found.groups()) - 1
    ]


def interval(text: str) -> Interval:
    """Find the days that a date covers: ``2022-01`` is [2022-01-01, 2022-02-01)."""
    precision = precision_of(text)
    numbers = [int(part) for part in text.split("-")]
    try:
        start = date(*(numbers + [1, 1])[:3])
        return Interval(start, _next(start, precision))
    except (ValueError, OverflowError):
        raise ImpossibleDate(f"'{text}' is not in the calendar.") from None


def _next(start: date, precision: Precision) -> date:
    if precision is Precision.DAY:
        return start + timedelta(days=1)
    if precision is Precision.YEAR:
        return date(start.year + 1, 1, 1)
    return date(start.year + start.month // 12, start.month % 12 + 1, 1)
