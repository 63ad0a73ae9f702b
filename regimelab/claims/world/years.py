"""The world's autocracies by year: repression, friends among autocracies, arms and blame from democracies."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import numpy as np

from regimelab.claims.world.record import (
    ELECTORAL_AUTOCRACY,
    REGIME,
    Yearly,
    autocracies,
    held,
    repression,
    yearly,
)
from regimelab.claims.world.regression import Panel, Rows, two_way
from regimelab.evidence.outside import Outside

PACTS = ("atop_defense", "atop_consul")
SCALE = "points of V-Dem's scale of repression of civil society (about one standard deviation each)"

Cell = tuple[str, int]
Series = Callable[[str, int], float | None]


class Years(NamedTuple):
    """Repression by state and year, and who was an autocracy or a democracy."""

    repression: Yearly
    autocratic: frozenset[Cell]
    democratic: frozenset[Cell]

    @property
    def cells(self) -> list[Cell]:
        """Autocracies with a figure of repression, in order."""
        return sorted(self.autocratic & self.repression.keys())

    def at(self, state: str, year: int) -> float | None:
        """Repression of one state in one year; none if unknown."""
        return self.repression.get((state, year))

    def change(self, ahead: int) -> Series:
        """Change of repression from a year to one some years after."""

        def over(state: str, year: int) -> float | None:
            now, then = self.at(state, year), self.at(state, year + ahead)
            return None if now is None or then is None else then - now

        return over


def years_of(outside: Outside | None) -> Years | None:
    """Read V-Dem's autocracies; none without them."""
    if outside is None or not held(outside, "vdem"):
        return None
    regimes = yearly(outside, REGIME)
    democratic = frozenset(cell for cell, regime in regimes.items() if regime > ELECTORAL_AUTOCRACY)
    found = Years(repression(outside), autocracies(regimes), democratic)
    return found if found.cells else None


def friends(outside: Outside, years: Years) -> Series | None:
    """Log of one more than the autocracies bound to a state by a pact of defence or of consultation."""
    if not held(outside, "atop"):
        return None
    bound: dict[Cell, set[str]] = defaultdict(set)
    known: set[int] = set()
    for row in outside.flows(PACTS).to_pylist():
        year, both = row["start"].year, (row["sender"], row["receiver"])
        known.add(year)
        for one, other in (both, both[::-1]) if row["value"] == 1 else ():
            if (other, year) in years.autocratic:
                bound[one, year].add(other)
    return lambda state, year: float(np.log1p(len(bound[state, year]))) if year in known else None


def fitted(cells: Sequence[Cell], outcome: Series, *regressors: Series) -> Panel | None:
    """Regress an outcome on others with an effect for each state and year; cells with a gap are left out."""
    rows = [(cell, outcome(*cell), [one(*cell) for one in regressors]) for cell in cells]
    whole = [row for row in rows if row[1] is not None and None not in row[2]]
    if not whole:
        return None
    return two_way(
        Rows(
            tuple(cell[0] for cell, _, _ in whole),
            tuple(cell[1] for cell, _, _ in whole),
            np.array([value for _, value, _ in whole], dtype=float),
            np.array([given for _, _, given in whole], dtype=float),
        )
    )


def moved(series: Series, by: int) -> Series:
    """The same series some years later, or earlier where the number is negative."""
    return lambda state, year: series(state, year + by)


def summed(counts: Yearly, over: Iterable[int], known: frozenset[int]) -> Series:
    """Log of one more than the sum over some years after each; none where a year is off the record."""
    steps = tuple(over)

    def series(state: str, year: int) -> float | None:
        then = [year + step for step in steps]
        if not known.issuperset(then):
            return None
        return float(np.log1p(sum(counts.get((state, one), 0.0) for one in then)))

    return series
