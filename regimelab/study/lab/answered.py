"""What the lab answers while a lever is moved: bands by month, levels, and differences."""

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from regimelab.interval import Basis, Estimate
from regimelab.report.language import other
from regimelab.study.lab.wanted import Moved

if TYPE_CHECKING:
    from regimelab.policy.comparison import Cell, Paired
    from regimelab.policy.forecast import ForecastOutcome


@dataclass(frozen=True)
class Band:
    """An outcome of a member, or of the region (none), at the start and after each month, as quantiles.

    Each value counts the acts of the twelve months before it.
    """

    outcome: str
    actor: str | None
    q05: tuple[float, ...]
    q25: tuple[float, ...]
    q50: tuple[float, ...]
    q75: tuple[float, ...]
    q95: tuple[float, ...]


@dataclass(frozen=True)
class Level:
    """Acts a year: the middle of the futures, and the interval that holds nine in ten."""

    outcome: str
    actor: str | None
    estimate: float
    low: float
    high: float


@dataclass(frozen=True)
class ChangeShown:
    """What the doses change against doing nothing on the same futures, in acts a year.

    ``moves`` is 1 for better, -1 for worse, 0 where no difference can be told.
    """

    outcome: str
    actor: str | None
    estimate: float
    low: float
    high: float
    probability_better: float
    moves: int
    assumed_share: float | None


@dataclass(frozen=True)
class Simulated:
    """Futures of a portfolio in a scenario."""

    scenario: str
    futures: int
    months: int
    seed: int
    release: str
    start: date
    unit: str
    basis: Basis
    contains: str
    capped: float
    bands: tuple[Band, ...]
    levels: tuple[Level, ...]
    changes: tuple[ChangeShown, ...]


def answered(moved: Moved, release: str) -> Simulated:
    """Lay a course out; without ``members``, that of the region alone."""
    wanted, course = moved.wanted, moved.course
    first = course.paths[0]
    return Simulated(
        wanted.scenario,
        wanted.futures,
        wanted.months,
        wanted.seed,
        release,
        first.start,
        first.unit,
        first.basis,
        course.contains,
        course.capped,
        tuple(_band(path) for path in course.paths),
        tuple(_level(cell) for cell in course.cells),
        tuple(change_shown(pair) for pair in moved.changes),
    )


def told(found: Simulated) -> Simulated:
    """Tell its words in the language spoken; its numbers know none."""
    return replace(found, unit=other(found.unit), contains=other(found.contains))


def change_shown(pair: "Paired") -> ChangeShown:
    """Lay a paired difference out flat."""
    return ChangeShown(
        pair.outcome,
        pair.actor,
        *ends(pair.difference),
        pair.probability_better,
        pair.moves,
        pair.assumed_share,
    )


def _band(path: "ForecastOutcome") -> Band:
    return Band(
        path.name, path.actor, *(path.quantiles[name] for name in ("q05", "q25", "q50", "q75", "q95"))
    )


def _level(cell: "Cell") -> Level:
    return Level(cell.outcome, cell.actor, *ends(cell.estimate))


def ends(number: Estimate) -> tuple[float, float, float]:
    """Give the middle of a number and the ends of its interval; what is not known is 0."""
    return number.estimate or 0.0, number.low or 0.0, number.high or 0.0
