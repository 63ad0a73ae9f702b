"""Hindcasts: fit to the end of each half-year, score the next, and compare with what is simple."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

import jax
import numpy as np

from regimelab.codebook import DAYS_PER_MONTH
from regimelab.estimate import Estimate
from regimelab.fit.baselines import BASELINES
from regimelab.fit.grid import INSTANT, Grid, as_known, grid, known_at
from regimelab.fit.laplace import Fitter
from regimelab.fit.likelihood import coefficients_at, grid_log_rates
from regimelab.history import History
from regimelab.theory.model import Model
from regimelab.types import PerTime

FIRST = 23.0  # months of evidence before the first origin: two years, less the rounding of months
RESAMPLES = 2000
BLOCK = 8  # intervals, about four weeks
Progress = Callable[[str, float], None]


@dataclass(frozen=True)
class Origin:
    """One forecast: fitted to a date, scored to another; scores are nats per act, higher is better."""

    fitted_to: date
    scored_to: date
    events: float
    score: float
    baselines: dict[str, float]
    gain: Estimate


@dataclass(frozen=True)
class Hindcast:
    """All forecasts, and the gain over the baseline that did best over all of them together."""

    origins: tuple[Origin, ...]
    baseline: str
    gain: Estimate


@dataclass(frozen=True)
class Scored:
    """Log-likelihood of each scored interval under the model and the baselines, and acts in it."""

    acts: PerTime
    model: PerTime
    baselines: dict[str, PerTime]


def hindcast(model: Model, estimate: Fitter, history: History, seed: int, progress: Progress) -> Hindcast:
    """Forecast every half-year from what was known before it.

    A forecast moves along: each interval is scored with all acts before it remembered, but with
    parameters fitted to the origin; the same holds for the baselines that remember. An act dated
    only to a month or a year that reaches past the origin is not known at the origin.
    """
    laid, rates = grid(history, model.risk), jax.jit(lambda given, data: grid_log_rates(model, data, given))
    windows, posterior, found = half_years(history), None, []
    for number, (first, last) in enumerate(windows):
        progress(f"hindcast from {first.isoformat()}", number / len(windows))
        start, end = (history.month_of(day + timedelta(days=1)) for day in (first, last))
        known = known_at(laid, history, model.risk, start)
        posterior = estimate(as_known(laid, known), known.observed, posterior)
        log_rate = np.asarray(rates(coefficients_at(model, posterior.mode), laid))
        naive = {name: baseline(laid, model.risk, known) for name, baseline in BASELINES.items()}
        found.append(_scored(laid, log_rate, naive, _between(laid, start, end)))
    progress("hindcast", 1.0)
    return _pooled(windows, found, seed)


def half_years(history: History) -> list[tuple[date, date]]:
    """Last day of each half-year after two years of evidence, and the last day to score to."""
    last = history.origin + timedelta(days=round(history.length * DAYS_PER_MONTH) - 1)
    years = range(history.origin.year, last.year + 1)
    ends = [day for year in years for day in (date(year, 6, 30), date(year, 12, 31))]
    pairs = zip(ends, ends[1:], strict=False)
    return [
        (first, min(then, last)) for first, then in pairs if history.month_of(first) >= FIRST and first < last
    ]


def _between(laid: Grid, start: float, end: float) -> np.ndarray:
    return (laid.start >= start - INSTANT) & (laid.start + laid.exposure <= end + INSTANT)


def _scored(laid: Grid, log_rate: np.ndarray, naive: dict[str, np.ndarray], chosen: np.ndarray) -> Scored:
    def score(rate: np.ndarray) -> np.ndarray:
        return np.sum(laid.counts * rate - laid.exposure[None, :] * np.exp(rate), axis=0)[chosen]

    acts = laid.counts.sum(axis=0)[chosen]
    return Scored(acts, score(log_rate), {name: score(rate) for name, rate in naive.items()})


def _pooled(windows: list[tuple[date, date]], found: list[Scored], seed: int) -> Hindcast:
    totals = {name: sum(float(one.baselines[name].sum()) for one in found) for name in BASELINES}
    best = max(totals, key=lambda name: totals[name])
    rng = np.random.default_rng(seed)
    origins = tuple(_origin(window, one, best, rng) for window, one in zip(windows, found, strict=True))
    acts = np.concatenate([one.acts for one in found])
    gained = np.concatenate([one.model - one.baselines[best] for one in found])
    return Hindcast(origins, best, gain(acts, gained, rng, best))


def _origin(window: tuple[date, date], one: Scored, best: str, rng: np.random.Generator) -> Origin:
    acts = float(one.acts.sum())
    naive = {name: float(score.sum()) / acts for name, score in one.baselines.items()}
    gained = gain(one.acts, one.model - one.baselines[best], rng, best)
    return Origin(*window, acts, float(one.model.sum()) / acts, naive, gained)


def gain(acts: np.ndarray, gained: np.ndarray, rng: np.random.Generator, baseline: str) -> Estimate:
    """Gain per act in nats, with a bootstrap interval over blocks of intervals.

    Blocks of about four weeks are drawn with replacement, because acts come in episodes.
    """
    blocks = np.array_split(np.arange(len(acts)), max(len(acts) // BLOCK, 2))
    sums = np.array([[gained[block].sum(), acts[block].sum()] for block in blocks])
    drawn = sums[rng.integers(0, len(sums), (RESAMPLES, len(sums)))].sum(axis=1)
    low, high = np.quantile(drawn[:, 0] / np.maximum(drawn[:, 1], 1e-9), [0.05, 0.95])
    method = f"log score against {baseline.replace('_', ' ')}; bootstrap over blocks of intervals"
    centre = float(gained.sum() / acts.sum())
    return Estimate(centre, float(low), float(high), "nats per act", method, f"{acts.sum():.0f} acts scored")
