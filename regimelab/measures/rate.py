"""Rates of acts per time, and ratios of rates between two kinds of spell."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

import numpy as np
from scipy.stats import gamma

from regimelab.measures.posterior import Posterior, normalised

LOG_RATIOS = np.linspace(np.log(1 / 50), np.log(50), 1201)  # rate ratios from 1/50 to 50
LOG_RATIO_SD = 2.0  # prior sd of a log rate ratio, assumed: wide, 95 % within a factor of 50


class Stratum(NamedTuple):
    """Counts and exposures of one stratum, inside and outside the spells that are compared."""

    inside: float
    exposure_inside: float
    outside: float
    exposure_outside: float


def rate(count: int, exposure: float, points: int = 400) -> Posterior:
    """Rate of acts per unit of exposure: gamma posterior under the Jeffreys prior of a Poisson rate."""
    even = (np.arange(points) + 0.5) / points
    return Posterior(gamma.ppf(even, count + 0.5, scale=1 / exposure), np.full(points, 1 / points))


def rate_ratio(strata: Sequence[Stratum], spread: float = 1.0) -> Posterior:
    r"""Ratio of the rate inside to the rate outside, the same in every stratum, whatever their levels.

    Given its total, a stratum's inside count is binomial with
    $p = r E_1 / (r E_1 + E_0)$ (the conditional test of two Poisson rates). Counts that scatter more than
    that, between strata or in time (``spread``), are allowed for by dividing the log likelihood by the
    larger dispersion.
    """
    usable = [s for s in strata if s.exposure_inside > 0 and s.exposure_outside > 0]
    likelihood = sum((_conditional(s) for s in usable), np.zeros_like(LOG_RATIOS))
    scatter = max(spread, dispersion(usable, float(np.exp(LOG_RATIOS[np.argmax(likelihood)]))))
    prior = -0.5 * (LOG_RATIOS / LOG_RATIO_SD) ** 2
    on_logs = normalised(LOG_RATIOS, likelihood / scatter + prior)
    return Posterior(np.exp(LOG_RATIOS), on_logs.mass)


def dispersion(strata: Sequence[Stratum], ratio: float) -> float:
    """Pearson's chi-square per degree of freedom of the strata around a common ratio; at least one."""
    terms = [_pearson(stratum, ratio) for stratum in strata if stratum.inside + stratum.outside > 0]
    return max(1.0, sum(terms) / (len(terms) - 1)) if len(terms) > 1 else 1.0


def clumping(counts: np.ndarray, exposures: np.ndarray) -> float:
    """Pearson dispersion of counts in time around each row's own mean rate; at least one.

    Rows are series and columns are months. One for Poisson counts, more for acts that come in clumps.
    """
    totals = exposures.sum(axis=1, keepdims=True)
    expected = counts.sum(axis=1, keepdims=True) * exposures / np.where(totals > 0, totals, 1.0)
    cells = expected > 0
    terms = (counts[cells] - expected[cells]) ** 2 / expected[cells]
    freedom = int(cells.sum() - cells.any(axis=1).sum())
    return max(1.0, float(terms.sum()) / freedom) if freedom > 0 else 1.0


def monthly(dated: Iterable[tuple[date, float]], start: date, end: date) -> np.ndarray:
    """Sum of weights in each calendar month from the first day to the last."""
    totals = np.zeros((end.year - start.year) * 12 + end.month - start.month + 1)
    for day, weight in dated:
        totals[(day.year - start.year) * 12 + day.month - start.month] += weight
    return totals


def _chance(stratum: Stratum, ratio: float | np.ndarray) -> float | np.ndarray:
    inside = ratio * stratum.exposure_inside
    return inside / (inside + stratum.exposure_outside)


def _conditional(stratum: Stratum) -> np.ndarray:
    chance = _chance(stratum, np.exp(LOG_RATIOS))
    return stratum.inside * np.log(chance) + stratum.outside * np.log1p(-chance)


def _pearson(stratum: Stratum, ratio: float) -> float:
    total, chance = stratum.inside + stratum.outside, float(_chance(stratum, ratio))
    return (stratum.inside - total * chance) ** 2 / (total * chance * (1 - chance))
