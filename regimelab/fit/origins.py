"""Where a forecaster of the past stood: at the end of each half-year, knowing what was known then."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

import numpy as np

from regimelab.codebook import DAYS_PER_MONTH
from regimelab.engine.simulate import Simulate
from regimelab.fit.ahead import Stretch
from regimelab.fit.baselines import Scene
from regimelab.fit.grid import INSTANT, Grid, as_known, beginning, grid, known_at
from regimelab.fit.laplace import Fitter, Posterior
from regimelab.fit.one_step import Forecaster, rates_of
from regimelab.history import History
from regimelab.theory.model import Model
from regimelab.types import PerTime

FIRST = 23.0  # months of evidence before the first origin: two years, less the rounding of months
DAY = 1 / DAYS_PER_MONTH
SIZES = 4  # lengths of the known past that the fit is compiled for
Window = tuple[date, date]
Standing = tuple[Forecaster, Scene, Stretch]


@dataclass(frozen=True)
class Tools:
    """What a region's model is fitted and simulated with."""

    model: Model
    estimate: Fitter
    simulate: Simulate


def windows_of(tools: Tools, history: History) -> list[Window]:
    """Half-years that can be forecast: with acts before them and in them."""
    daily = grid(history, tools.model.risk, DAY)
    return [one for one in half_years(history) if _has_acts(daily, history, one)]


def standings(tools: Tools, history: History, windows: list[Window], without: str = "") -> Iterator[Standing]:
    """Stand at the beginning of each window with a model fitted to what was known there."""
    risk = tools.model.risk
    grids, rates = (grid(history, risk), grid(history, risk, DAY)), rates_of(tools.model)
    posterior = None
    for window in windows:
        start, end = (history.month_of(day + timedelta(days=1)) for day in window)
        scene, posterior = _fitted(tools, history, grids, (start, end), posterior)
        forecaster = Forecaster(tools.model, tools.simulate, history, posterior, rates, without)
        yield forecaster, scene, Stretch(start, end)


def half_years(history: History) -> list[Window]:
    """Last day of each half-year after two years of evidence, and the last day to score to."""
    last = history.origin + timedelta(days=round(history.length * DAYS_PER_MONTH) - 1)
    years = range(history.origin.year, last.year + 1)
    ends = [day for year in years for day in (date(year, 6, 30), date(year, 12, 31))]
    pairs = pairwise(ends)
    return [
        (first, min(then, last)) for first, then in pairs if history.month_of(first) >= FIRST and first < last
    ]


def _has_acts(daily: Grid, history: History, window: Window) -> bool:
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
    size = _size(known.observed)
    scene = Scene(
        tools.model.risk, beginning(as_known(laid, known), size), known.observed[:size], daily, look
    )
    return scene, tools.estimate(scene.known, scene.observed, before)


def _size(observed: PerTime) -> int:
    """Intervals to fit on: those before the origin, filled up so that few sizes have to be compiled."""
    part = -(-len(observed) // SIZES)
    return min(-(-int(np.sum(observed > 0)) // part) * part, len(observed))


def _between(laid: Grid, start: float, end: float) -> np.ndarray:
    return (laid.start >= start - INSTANT) & (laid.start + laid.exposure <= end + INSTANT)
