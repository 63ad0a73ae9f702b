"""Where the files of a source lie that has one for each span of time, or gives them on request.

Sources: GDELT's list of 2.0 files (data.gdeltproject.org/gdeltv2/masterfilelist.txt) and of 1.0 files
(data.gdeltproject.org/events/index.html); UNHCR, api.unhcr.org/docs/refugee-statistics.html.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Final

from regimelab.errors import InvalidInput, Problem
from regimelab.evidence.sources.source import Source

_GDELT: Final = "https://data.gdeltproject.org"
_QUARTERS_FROM: Final = datetime(2015, 2, 18, 23)  # the first 15-minute file
_DAYS_FROM: Final = date(2013, 4, 1)  # the first daily file
_MONTHS_FROM: Final = date(2006, 1, 1)  # before it a file holds a year
_YEARS_FROM: Final = 1979
_QUARTER: Final = timedelta(minutes=15)

Dated = Callable[[date, date], Iterator[str]]


def addresses_of(source: Source, start: date, end: date) -> tuple[str, ...]:
    """List the addresses of the files that hold a source from ``start`` to ``end``, both included.

    A producer may have left a file out (GDELT has gaps), which shows only when it is asked for.
    """
    if end < start:
        what = f"{end} comes before {start}."
        raise InvalidInput(Problem(source.name, what, "Give the earlier day first."))
    dated = _DATED.get(source.name)
    return tuple(dated(start, end)) if dated else source.addresses


def lies_openly(source: Source) -> bool:
    """Whether a source can be pulled: its files have an address, or one for each span of time."""
    return bool(source.addresses) or source.name in _DATED


def _gdelt_quarters(start: date, end: date) -> Iterator[str]:
    moment = max(datetime.combine(start, time()), _QUARTERS_FROM)
    while moment.date() <= end:
        yield f"{_GDELT}/gdeltv2/{moment:%Y%m%d%H%M%S}.export.CSV.zip"
        moment += _QUARTER


def _gdelt_days(start: date, end: date) -> Iterator[str]:
    first = max(start, _DAYS_FROM)
    for number in range((end - first).days + 1):
        yield f"{_GDELT}/events/{first + timedelta(days=number):%Y%m%d}.export.CSV.zip"


def _gdelt_backfile(start: date, end: date) -> Iterator[str]:
    last = min(end, _DAYS_FROM - timedelta(days=1))
    for year in range(max(start.year, _YEARS_FROM), min(last.year, _MONTHS_FROM.year - 1) + 1):
        yield f"{_GDELT}/events/{year}.zip"
    month = max(start, _MONTHS_FROM).replace(day=1)
    while month <= last:
        yield f"{_GDELT}/events/{month:%Y%m}.zip"
        month = (month + timedelta(days=31)).replace(day=1)


def _unhcr(table: str) -> Dated:
    def dated(start: date, end: date) -> Iterator[str]:
        years = f"yearFrom={start.year}&yearTo={end.year}"
        yield (
            f"https://api.unhcr.org/population/v1/{table}/?{years}&coo_all=true&coa_all=true&download=true"
        )

    return dated


_DATED: Final[dict[str, Dated]] = {
    "gdelt": _gdelt_quarters,
    "gdelt_daily": _gdelt_days,
    "gdelt_backfile": _gdelt_backfile,
    "unhcr_applications": _unhcr("asylum-applications"),
    "unhcr_decisions": _unhcr("asylum-decisions"),
}
