"""Leave one region out: predict it with what the others lend, and without, from early and late dates."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

import numpy as np

from regimelab.codebook import DAYS_PER_MONTH
from regimelab.engine.simulate import Simulate
from regimelab.fit.laplace import estimator_of
from regimelab.fit.one_step import one_step
from regimelab.fit.origins import Tools, Window, standings
from regimelab.fit.pooled.lent import Lent
from regimelab.fit.pooled.regions import borrowing
from regimelab.fit.scores import BLOCK, Scored, gain
from regimelab.history import History
from regimelab.interval import Estimate
from regimelab.theory.model import Model

ALONE: Final = "fitted alone"
EARLY: Final = 6  # months of a region's own acts at the first date


@dataclass(frozen=True)
class Predicted:
    """A region forecast one step ahead from a date, with what other regions lend and without.

    ``acts_known`` had been recorded by then; ``gain`` is that of the pooled fit over the fit alone.
    """

    region: str
    fitted_to: date
    scored_to: date
    acts_known: float
    acts: float
    alone: float
    pooled: float
    gain: Estimate


def left_out(
    name: str,
    model: Model,
    history: History,
    lent: Lent,
    simulate: Simulate,
    seed: int,
    progress: Callable[[float], None] = lambda done: None,
) -> tuple[tuple[Predicted, ...], Estimate | None]:
    """Predict a region half-year by half-year; ``lent`` must come from the other regions only."""
    windows = _with_acts(history, half_years(history))
    if not windows:
        return (), None
    with_others = borrowing(model, lent)
    found: list[list[Scored]] = [[], []]
    for turn, one in enumerate((model, with_others)):
        for done, scored in enumerate(_scored(one, history, simulate, windows), start=1):
            found[turn].append(scored)
            progress((turn + done / len(windows)) / 2)
    bare, helped = found
    rng = np.random.default_rng(seed)
    both = [Scored(b.acts, h.model, {ALONE: b.model}) for b, h in zip(bare, helped, strict=True)]
    rows = tuple(_row(name, history, window, one, rng) for window, one in zip(windows, both, strict=True))
    return rows, gain(both, ALONE, BLOCK, rng)


def half_years(history: History) -> list[Window]:
    """Half-years of a history, from the first after half a year of acts to the last that is whole."""
    last = history.origin + timedelta(days=round(history.length * DAYS_PER_MONTH) - 1)
    years = range(history.origin.year, last.year + 1)
    ends = [day for year in years for day in (date(year, 6, 30), date(year, 12, 31))]
    return [
        (first, then)
        for first, then in pairwise(ends)
        if history.month_of(first) >= EARLY - 1 and then <= last
    ]


def _with_acts(history: History, windows: list[Window]) -> list[Window]:
    return [w for w in windows if _known(history, w[0]) > 0 and _known(history, w[1]) > _known(history, w[0])]


def _known(history: History, day: date) -> float:
    before = history.events.end <= history.month_of(day + timedelta(days=1)) + 1e-5
    return float(history.events.weight[before].sum())


def _scored(model: Model, history: History, simulate: Simulate, windows: list[Window]) -> Iterator[Scored]:
    tools = Tools(model, estimator_of(model)(model.layout), simulate)
    for forecaster, scene, _ in standings(tools, history, windows):
        yield one_step(forecaster, scene, {})


def _row(name: str, history: History, window: Window, one: Scored, rng: np.random.Generator) -> Predicted:
    acts = float(one.acts.sum())
    alone, pooled = (float(score.sum()) / acts for score in (one.baselines[ALONE], one.model))
    known = _known(history, window[0])
    return Predicted(name, *window, known, acts, alone, pooled, gain([one], ALONE, BLOCK, rng))
