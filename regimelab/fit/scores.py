"""Scores of forecasts: log score by interval, and the gain over a baseline with its interval."""

from typing import NamedTuple

import numpy as np

from regimelab.fit.verification import Counted
from regimelab.interval import Estimate
from regimelab.types import EntryTime, PerTime

BLOCK = 28  # days
RESAMPLES = 2000
LEAST = 1e-9  # acts expected; none at all would make any act infinitely surprising


class Scored(NamedTuple):
    """Acts in each scored interval, its log score under the model and each baseline, and counts by kind."""

    acts: PerTime
    model: PerTime
    baselines: dict[str, PerTime]
    counted: Counted | None = None


def log_score(counts: EntryTime, exposure: PerTime, log_rate: EntryTime) -> PerTime:
    r"""Log-likelihood of each interval: $\sum_e y_e\log\lambda_e - \Delta\lambda_e$, in nats."""
    return np.sum(counts * log_rate - exposure[None, :] * np.exp(log_rate), axis=0)


def expected_score(counts: EntryTime, expected: EntryTime) -> PerTime:
    """Log score of intervals in which so many acts of each entry were expected, in nats."""
    return log_score(counts, np.ones(counts.shape[1]), np.log(np.maximum(expected, LEAST)))


def best_of(found: list[Scored]) -> str:
    """Name the baseline that did best over all that was scored."""
    totals = {name: sum(float(one.baselines[name].sum()) for one in found) for name in found[0].baselines}
    return max(totals, key=lambda name: totals[name])


def gain(found: list[Scored], baseline: str, block: int, rng: np.random.Generator) -> Estimate:
    """Gain per act in nats over a baseline, with a bootstrap interval.

    Blocks of ``block`` intervals are drawn with replacement, because acts come in episodes.
    """
    sums = np.concatenate([_block_sums(one, baseline, block) for one in found])
    drawn = sums[rng.integers(0, len(sums), (RESAMPLES, len(sums)))].sum(axis=1)
    low, high = np.quantile(drawn[:, 0] / np.maximum(drawn[:, 1], 1.0), [0.05, 0.95])
    gained, acts = sums.sum(axis=0)
    method = f"log score against {baseline.replace('_', ' ')}; bootstrap over blocks of about four weeks"
    data = f"{acts:.0f} acts scored"
    return Estimate(float(gained / acts), float(low), float(high), "nats per act", method, data)


def _block_sums(one: Scored, baseline: str, block: int) -> np.ndarray:
    starts = np.arange(0, len(one.acts), block)
    gained = np.add.reduceat(one.model - one.baselines[baseline], starts)
    return np.stack([gained, np.add.reduceat(one.acts, starts)], axis=1)
