"""The world's record as claims read it: months, tenures, regimes, events by state; and what is lacking."""

from datetime import date
from typing import Any

from regimelab.evidence.outside import Outside, how_to_add

ELECTORAL_AUTOCRACY = 1  # V-Dem's regimes of the world: 0 closed autocracy, 1 electoral autocracy
REGIME = "v2x_regime"
REPRESSION = "v2csreprss"  # civil society repression; the producer's scale is higher where it is freer

Yearly = dict[tuple[str, int], float]
Months = frozenset[tuple[str, int]]  # states and months


def lacking(outside: Outside | None, *sources: str) -> str:
    """Name the sources that are not held, each with the way to add it."""
    return outside.lacking(*sources) if outside else how_to_add(*sources)


def month_of(day: date) -> int:
    """Number of a day's month since the year 0."""
    return day.year * 12 + day.month - 1


def yearly(outside: Outside, variable: str) -> Yearly:
    """Figure of each state and year; of several sources the last by name."""
    rows = outside.figures([variable]).to_pylist()
    ordered = sorted((row for row in rows if row["value"] is not None), key=lambda row: row["source"])
    return {(row["actor"], row["start"].year): row["value"] for row in ordered}


def repression(outside: Outside) -> Yearly:
    """Repression of civil society by state and year, turned so that more is more."""
    return {cell: -value for cell, value in yearly(outside, REPRESSION).items()}


def autocracies(regimes: Yearly) -> frozenset[tuple[str, int]]:
    """States and years that V-Dem calls autocracies, closed or electoral."""
    return frozenset(cell for cell, regime in regimes.items() if regime <= ELECTORAL_AUTOCRACY)


def event_months(outside: Outside, *sources: str, starting: str = "") -> Months:
    """State and month of every event that a source reports within a state, of codes that start so."""
    rows = outside.events(*sources).to_pylist()
    return frozenset((row["receiver"], month_of(row["start"])) for row in rows if _counts(row, starting))


def held(outside: Outside, *sources: str) -> tuple[str, ...]:
    """Those of some sources that are held, in order of their names."""
    return tuple(sorted(name for name in sources if name in outside.sources))


def reach(months: Months) -> tuple[int, int]:
    """First and last month of a record; an empty one reaches nowhere."""
    found = [month for _, month in months]
    return (min(found), max(found)) if found else (1, 0)


def _counts(row: dict[str, Any], starting: str) -> bool:
    return bool(row["receiver"] and row["start"] and (row["code"] or "").startswith(starting))
