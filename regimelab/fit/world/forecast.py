"""Months held out: log score of every pair-month, and the gain over what each pair did before."""

from typing import Final, NamedTuple

import jax.numpy as jnp
import numpy as np

from regimelab.fit.world.estimate import WorldPosterior, log_odds, spread_out
from regimelab.fit.world.rows import whole_months
from regimelab.history import PairMonths
from regimelab.interval import Estimate

PRIOR_MONTHS: Final = 12.0  # months of the world's mean behind each pair's own share
RESAMPLES: Final = 2000
LEAST: Final = 1e-9


class Held(NamedTuple):
    """Months held out: scores per pair-month, and the gain over each pair's own share, nats per case."""

    months: int
    cases: int
    expected: float
    model: float
    baseline: float
    gain: Estimate


def hold_out(
    data: PairMonths,
    outcome: str,
    half_life: float,
    posterior: WorldPosterior,
    stretches: tuple[range, range],
    seed: int,
) -> Held:
    """Score the later stretch with what was fitted to the earlier; memories go on, parameters stay."""
    learnt, scored = stretches
    seen, before = np.zeros(len(data.risk[0])), 0
    sums: list[tuple[float, float, float, float]] = []
    for month, rows in whole_months(data, outcome, half_life, range(learnt.start, scored.stop)):
        if month in learnt:
            seen, before = seen + rows.occurred, before + 1
            continue
        odds = np.asarray(log_odds(jnp.asarray(posterior.mode), spread_out(rows)))
        own = _share(seen, before)
        model = float(np.sum(rows.occurred * odds - np.logaddexp(0.0, odds)))
        naive = float(np.sum(np.where(rows.occurred > 0, np.log(own), np.log1p(-own))))
        sums.append((model, naive, float(rows.occurred.sum()), float(np.sum(1 / (1 + np.exp(-odds))))))
    table = np.array(sums)
    return _held(table, len(data.risk[0]), np.random.default_rng(seed))


def _share(seen: np.ndarray, months: int) -> np.ndarray:
    """Each pair's share of months with the outcome, shrunk to the mean of all."""
    mean = max(float(seen.sum()) / max(months * len(seen), 1), LEAST)
    return np.clip((seen + PRIOR_MONTHS * mean) / (months + PRIOR_MONTHS), LEAST, 1 - LEAST)


def _held(table: np.ndarray, pairs: int, rng: np.random.Generator) -> Held:
    months = len(table)
    gained, cases = table[:, 0] - table[:, 1], table[:, 2]
    drawn = rng.integers(0, months, (RESAMPLES, months))
    each = gained[drawn].sum(axis=1) / np.maximum(cases[drawn].sum(axis=1), 1.0)
    low, high = np.quantile(each, [0.05, 0.95])
    value = float(gained.sum() / max(cases.sum(), 1.0))
    data = f"{months} months held out, {int(cases.sum())} cases"
    method = "log score against each pair's own share; bootstrap over months"
    gain = Estimate(value, float(low), float(high), "nats per case", method, data)
    model, naive = (float(score) / (months * pairs) for score in table[:, :2].sum(axis=0))
    return Held(months, int(cases.sum()), float(table[:, 3].sum()), model, naive, gain)
