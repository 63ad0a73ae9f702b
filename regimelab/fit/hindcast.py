"""Hindcasts: fit to the end of each half-year, score the next, and compare with what is simple."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from regimelab.codebook import DAYS_PER_MONTH
from regimelab.engine.simulate import Simulate
from regimelab.fit.ahead import Stretch, ahead
from regimelab.fit.baselines import Scene
from regimelab.fit.grid import INSTANT, Grid, as_known, grid, known_at
from regimelab.fit.laplace import Fitter, Posterior
from regimelab.fit.one_step import Forecaster, one_step, rates_of
from regimelab.fit.scores import Scored, best_of, gain
from regimelab.history import History
from regimelab.interval import Estimate
from regimelab.theory.model import Model

FIRST = 23.0  # months of evidence before the first origin: two years, less the rounding of months
DAY = 1 / DAYS_PER_MONTH
BLOCK = 28  # days
Progress = Callable[[str, float], None]


@dataclass(frozen=True)
class Origin:
    """One forecast: fitted to a date, scored to another; scores are nats per act, higher is better.

    ``gain`` is one step ahead, ``ahead`` from the origin with nothing after it known.
    """

    fitted_to: date
    scored_to: date
    events: float
    score: float
    baselines: dict[str, float]
    gain: Estimate
    ahead: Estimate | None = None


@dataclass(frozen=True)
class Hindcast:
    """All forecasts, and the gains over the baseline that did best over all of them together."""

    origins: tuple[Origin, ...]
    baseline: str
    gain: Estimate
    ahead: Estimate | None = None
    ahead_baseline: str = ""


@dataclass(frozen=True)
class Tools:
    """What a region's model is fitted and simulated with."""

    model: Model
    estimate: Fitter
    simulate: Simulate


def hindcast(tools: Tools, history: History, seed: int, progress: Progress) -> Hindcast | None:
    """Forecast every half-year from what was known before it; none if there is none with acts.

    One step ahead, each day is scored with all acts before it remembered, but with parameters
    fitted to the origin; the same holds for the baselines that remember. Half a year ahead,
    nothing after the origin is known. An act dated only to a month or a year that reaches past
    the origin is not known at the origin.
    """
    laid, daily = grid(history, tools.model.risk), grid(history, tools.model.risk, DAY)
    rates = rates_of(tools.model)
    windows, posterior = [one for one in half_years(history) if _has_acts(daily, history, one)], None
    steps: list[Scored] = []
    far: list[Scored] = []
    for number, (first, last) in enumerate(windows):
        progress(f"hindcast from {first.isoformat()}", number / len(windows))
        start, end = (history.month_of(day + timedelta(days=1)) for day in (first, last))
        scene, posterior = _fitted(tools, history, (laid, daily), (start, end), posterior)
        forecaster = Forecaster(tools.model, tools.simulate, history, posterior, rates)
        steps.append(one_step(forecaster, scene))
        far.append(ahead(forecaster, scene, Stretch(start, end), seed))
    progress("hindcast", 1.0)
    return _pooled(windows, steps, far, seed) if windows else None


def half_years(history: History) -> list[tuple[date, date]]:
    """Last day of each half-year after two years of evidence, and the last day to score to."""
    last = history.origin + timedelta(days=round(history.length * DAYS_PER_MONTH) - 1)
    years = range(history.origin.year, last.year + 1)
    ends = [day for year in years for day in (date(year, 6, 30), date(year, 12, 31))]
    pairs = zip(ends, ends[1:], strict=False)
    return [
        (first, min(then, last)) for first, then in pairs if history.month_of(first) >= FIRST and first < last
    ]


def _has_acts(daily: Grid, history: History, window: tuple[date, date]) -> bool:
    start, end = (history.month_of(day + timedelta(days=1)) for day in window)
    before = daily.counts[:, daily.start < start - INSTANT].sum()
    return bool(before > 0 and daily.counts[:, _between(daily, start, end)].sum() > 0)


def _fitted(
    tools: Tools,
    history: History,
    grids: tuple[Grid, Grid],
    stretch: tuple[float, float],
    before: Posterior | None,
) -> tuple[Scene, Posterior]:
    laid, daily = grids
    known = known_at(laid, history, tools.model.risk, stretch[0])
    look = np.flatnonzero(_between(daily, *stretch))
    scene = Scene(tools.model.risk, as_known(laid, known), known.observed, daily, look)
    return scene, tools.estimate(scene.known, scene.observed, before)


def _between(laid: Grid, start: float, end: float) -> np.ndarray:
    return (laid.start >= start - INSTANT) & (laid.start + laid.exposure <= end + INSTANT)


def _pooled(windows: list[tuple[date, date]], steps: list[Scored], far: list[Scored], seed: int) -> Hindcast:
    near, beyond = best_of(steps), best_of(far)
    rng = np.random.default_rng(seed)
    origins = tuple(
        _origin(window, one, gain([one], near, BLOCK, rng), gain([other], beyond, 1, rng))
        for window, one, other in zip(windows, steps, far, strict=True)
    )
    return Hindcast(origins, near, gain(steps, near, BLOCK, rng), gain(far, beyond, 1, rng), beyond)


def _origin(window: tuple[date, date], one: Scored, near: Estimate, beyond: Estimate) -> Origin:
    acts = float(one.acts.sum())
    naive = {name: float(score.sum()) / acts for name, score in one.baselines.items()}
    return Origin(*window, acts, float(one.model.sum()) / acts, naive, near, beyond)
