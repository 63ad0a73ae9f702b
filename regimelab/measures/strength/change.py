r"""When did the parts rise together? One change point, or none, by marginal likelihood.

Given a change at period $\tau$, part $p$ has mean $a_p$ before and $a_p+\delta+\eta_p$ from then on, with one
common step $\delta$ and each part's own departure $\eta_p$. Levels, departures, noise and step are summed
out. An onset is a change with $\delta>0$; with no change the mean is $a_p$ throughout.
"""

from typing import NamedTuple

import numpy as np

from regimelab.measures.strength.factor import LEVEL_SD, NOISE, NOISE_SCALE, Seen

PRIOR_CHANGE = 0.5  # even odds of a change within the period, up as likely as down, anywhere: assumed
RISES = (np.arange(60) + 0.5) * 0.05  # log odds, common rise
RISE_SCALE = 1.0  # half-normal scale of the common rise, assumed
DEPARTURE_SD = 0.5  # log odds: a part's own departure from the common rise, assumed
LEAST = 2  # periods on each side of an onset: one alone may be chance
GRID = NOISE[::3]


class Change(NamedTuple):
    """Probability of an onset at the start of each period, of a fall, and of no change within the period."""

    at: np.ndarray
    fall: float
    still: float

    @property
    def none(self) -> float:
        """Probability of no onset within the period."""
        return self.fall + self.still

    def quantile(self, share: float) -> int:
        """Number of the period at whose start an onset, if there was one, had come with this probability."""
        return int(np.searchsorted(np.cumsum(self.at) / self.at.sum(), share - 1e-12))


def change(data: Seen) -> Change:
    """Probabilities of the date of the onset."""
    parts = list(zip(*data, strict=True))
    still = sum(_still(odds, variance) for odds, variance in parts)
    steps = np.concatenate([-RISES[::-1], RISES])
    prior = -0.5 * (RISES / RISE_SCALE) ** 2
    prior = prior - _log_sum(prior)
    down, up = (np.full(data.odds.shape[1], -np.inf) for _ in range(2))
    dates = range(LEAST, data.odds.shape[1] - LEAST + 1)
    for date in dates:
        by_step = np.sum([_moved(odds, variance, date, steps) for odds, variance in parts], axis=0)
        down[date] = _log_sum(by_step[: len(RISES)] + prior[::-1])
        up[date] = _log_sum(by_step[len(RISES) :] + prior)
    each = np.log(PRIOR_CHANGE / 2 / max(len(dates), 1))
    log_mass = np.concatenate([up + each, down + each, [still + np.log(1 - PRIOR_CHANGE)]])
    mass = np.exp(log_mass - log_mass.max())
    mass = mass / mass.sum()
    return Change(mass[: len(up)], float(mass[len(up) : -1].sum()), float(mass[-1]))


def _still(odds: np.ndarray, variance: np.ndarray) -> float:
    there = np.isfinite(variance)
    spread = np.ones((there.sum(), there.sum())) * LEVEL_SD**2
    by_noise = [_normal(odds[there], spread, variance[there], noise, np.zeros(1))[0] for noise in GRID]
    return _log_sum(np.array(by_noise) + _noise_prior())


def _moved(odds: np.ndarray, variance: np.ndarray, date: int, steps: np.ndarray) -> np.ndarray:
    """Log marginal likelihood of a part, for each common step, given the date."""
    there = np.isfinite(variance)
    after = (np.arange(len(odds)) >= date)[there].astype(float)
    spread = np.ones((len(after), len(after))) * LEVEL_SD**2 + np.outer(after, after) * DEPARTURE_SD**2
    fits = [_normal(odds[there], spread, variance[there], noise, steps, after) for noise in GRID]
    return np.logaddexp.reduce(np.array(fits) + _noise_prior()[:, None], axis=0)


def _normal(
    odds: np.ndarray,
    spread: np.ndarray,
    variance: np.ndarray,
    noise: float,
    steps: np.ndarray,
    after: np.ndarray | None = None,
) -> np.ndarray:
    """Log density of a part's log odds with mean ``steps`` times ``after``, up to a constant."""
    root = np.linalg.cholesky(spread + np.diag(variance + noise**2))
    side = np.zeros_like(odds) if after is None else after
    level, shift = np.linalg.solve(root, np.column_stack([odds, side])).T
    squares = level @ level - 2 * steps * (level @ shift) + steps**2 * (shift @ shift)
    return -0.5 * squares - np.log(np.diag(root)).sum()


def _noise_prior() -> np.ndarray:
    log_mass = -0.5 * (GRID / NOISE_SCALE) ** 2 + np.log(GRID)
    return log_mass - _log_sum(log_mass)


def _log_sum(values: np.ndarray) -> float:
    return float(np.logaddexp.reduce(values))
