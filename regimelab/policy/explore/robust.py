"""Robustness: by regret, by how often it is good enough, and by the worst that may come."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np

from regimelab.interval import Estimate
from regimelab.policy.explore.explored import Explored, way
from regimelab.policy.outcomes import PER_YEAR
from regimelab.types import PerPortfolio, PerWorld, PortfolioCell, PortfolioWorld

Criterion = Literal["regret", "satisficing", "maximin"]
CRITERIA: dict[Criterion, str] = {
    "regret": "the smallest greatest regret over scenarios and theories",
    "satisficing": "good enough in the largest share of worlds",
    "maximin": "the best worst mean over scenarios and theories",
}
RESAMPLES = 400
CENTRAL = (0.05, 0.95)


@dataclass(frozen=True)
class Robustness:
    """How one portfolio stands by one outcome.

    ``gain`` is how much better than nothing it does on average over worlds (positive is better). ``regret``
    is how much it falls short of the best portfolio where it falls short most, ``worst`` its level where
    that is worst, both by means of scenarios and theories. ``good_enough`` is the share of worlds whose
    outcome is at least ``enough``. ``first`` is the share of resamples of worlds in which it comes first.
    """

    portfolio: str
    outcome: str
    gain: Estimate
    regret: Estimate
    regret_in: str
    good_enough: Estimate
    enough: float
    worst: Estimate
    worst_in: str
    first: dict[str, float]


class Scores(NamedTuple):
    """Every portfolio by every criterion; more is better in all of them, so regrets are negative."""

    gain: PerPortfolio
    regret: PerPortfolio
    satisficing: PerPortfolio
    maximin: PerPortfolio


def robustness(explored: Explored, outcome: str, enough: float | None = None) -> tuple[Robustness, ...]:
    """Hold every portfolio against every criterion; what is enough is what nothing gives on average.

    Intervals are from resampling the worlds. Source: Savage (1951), JASA 46, 55 (regret); Starr (1962),
    Product Design and Decision Theory (satisficing); Wald (1950), Statistical Decision Functions (maximin).
    """
    level = explored.level(outcome)
    bar = float(level[0].mean()) if enough is None else enough
    scored = scorer(explored, outcome, bar)
    weights = np.ones(explored.worlds.number)
    point, rng = scored(weights), np.random.default_rng(explored.seed)
    drawn = [scored(_resampled(explored, rng)) for _ in range(RESAMPLES)]
    cells, present = cell_means(explored, level, weights)
    gains = cells * way(outcome)
    names = [explored.cell_name(int(cell)) for cell in present]
    short = gains.max(axis=0, keepdims=True) - gains
    return tuple(
        Robustness(
            one.name,
            outcome,
            _estimate(point.gain[place], [one_draw.gain[place] for one_draw in drawn], PER_YEAR),
            _estimate(-point.regret[place], [-one_draw.regret[place] for one_draw in drawn], PER_YEAR, 0.0),
            names[int(short[place].argmax())] if short[place].max() > 0 else "",
            _estimate(
                point.satisficing[place],
                [one_draw.satisficing[place] for one_draw in drawn],
                "share of worlds",
            ),
            bar,
            _estimate(
                point.maximin[place] * way(outcome),
                [one_draw.maximin[place] * way(outcome) for one_draw in drawn],
                PER_YEAR,
            ),
            names[int(gains[place].argmin())],
            {name: _first(drawn, name, place) for name in CRITERIA},
        )
        for place, one in enumerate(explored.portfolios)
    )


def advised(rows: Sequence[Robustness], criterion: Criterion) -> str:
    """Name the portfolio that comes first by a criterion; of equals, the one that is named first."""
    outcome = rows[0].outcome
    score: dict[Criterion, Callable[[Robustness], float]] = {
        "regret": lambda row: -_number(row.regret),
        "satisficing": lambda row: _number(row.good_enough),
        "maximin": lambda row: way(outcome) * _number(row.worst),
    }
    return max(rows, key=score[criterion]).portfolio


def scorer(explored: Explored, outcome: str, bar: float) -> Callable[[PerWorld], Scores]:
    """Make a function that scores every portfolio over weighted worlds."""
    level, gain = explored.level(outcome), explored.gain(outcome)
    return lambda weights: scores(explored, level, gain, weights, (outcome, bar))


def scores(
    explored: Explored,
    level: PortfolioWorld,
    gain: PortfolioWorld,
    weights: PerWorld,
    judged: tuple[str, float],
) -> Scores:
    """Score portfolios in weighted worlds; ``judged`` is the outcome and what is enough."""
    outcome, bar = judged
    cells, _ = cell_means(explored, level, weights)
    good = cells * way(outcome)
    enough = level * way(outcome) >= bar * way(outcome)
    return Scores(
        gain @ weights / weights.sum(),
        -(good.max(axis=0, keepdims=True) - good).max(axis=1),
        enough @ weights / weights.sum(),
        good.min(axis=1),
    )


def cell_means(
    explored: Explored, level: PortfolioWorld, weights: PerWorld
) -> tuple[PortfolioCell, np.ndarray]:
    """Mean level in each theory and scenario that any world is of, and which these are."""
    present, cell = np.unique(explored.cell, return_inverse=True)
    total = np.bincount(cell, weights, len(present))
    means = [np.bincount(cell, weights * row, len(present)) / total for row in level]
    return np.stack(means), present


def _resampled(explored: Explored, rng: np.random.Generator) -> PerWorld:
    """How often each world is drawn when as many as there are of its theory and scenario are."""
    weights = np.zeros(explored.worlds.number)
    for cell in np.unique(explored.cell):
        here = np.flatnonzero(explored.cell == cell)
        weights[here] = np.bincount(rng.integers(0, len(here), len(here)), minlength=len(here))
    return weights


def _first(drawn: Sequence[Scores], criterion: Criterion, place: int) -> float:
    found = [getattr(scores, criterion) for scores in drawn]
    return float(np.mean([one.argmax() == place for one in found]))


def _estimate(point: float, drawn: Sequence[float], unit: str, least: float = -np.inf) -> Estimate:
    """Resample; the greatest of noisy means leans upward, in resamples once more: that lean is taken out."""
    low, high = np.quantile(drawn, CENTRAL) - (np.mean(drawn) - point)
    method = f"over worlds; the interval is from {len(drawn)} resamples of them, less how these lean"
    bounds = float(max(min(low, point), least)), float(max(high, point))
    return Estimate(float(point), *bounds, unit, method, "experiments", "assumed")


def _number(estimate: Estimate) -> float:
    assert estimate.estimate is not None
    return estimate.estimate
