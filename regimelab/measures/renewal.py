r"""Regularity of what comes again and again: gamma renewal process, seen from a first to a last day.

Gaps between events are gamma distributed with shape $k$ and mean $m$; the gap that is still open at the end
is known only to be longer. $k=1$ is chance (a Poisson process), more is a calendar, less comes in clumps.
"""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from scipy.stats import gamma

from regimelab.measures.posterior import Posterior, normalised

LOG_SHAPES = np.linspace(np.log(0.1), np.log(30), 240)
SHAPE_SD = 1.0  # log: prior about chance, 95 % from a seventh to seven, assumed
LOG_MEANS = np.linspace(-2.5, 2.5, 101)  # log of the mean gap over the plain one
MEAN_SD = 1.0  # log
LEAST_GAPS = 2


class Gaps(NamedTuple):
    """Days between events, and the days since the last one that are still open."""

    closed: tuple[int, ...]
    open: int


def gaps(days: Sequence[date], end: date) -> Gaps:
    """Gaps between distinct days, and the open one up to the end."""
    ordered = sorted(set(days))
    closed = tuple((later - earlier).days for earlier, later in pairwise(ordered))
    return Gaps(closed, (end - ordered[-1]).days if ordered else 0)


def regularity(found: Gaps) -> Posterior | None:
    """Shape of the gamma renewal process; unknown with fewer than two gaps."""
    if len(found.closed) < LEAST_GAPS:
        return None
    closed = np.array(found.closed, dtype=float)[:, None, None]
    shape = np.exp(LOG_SHAPES)[:, None]
    scale = closed.mean() * np.exp(LOG_MEANS)[None, :] / shape
    fit = gamma.logpdf(closed, shape, scale=scale).sum(axis=0) + gamma.logsf(found.open, shape, scale=scale)
    prior = -0.5 * (LOG_SHAPES[:, None] / SHAPE_SD) ** 2 - 0.5 * (LOG_MEANS[None, :] / MEAN_SD) ** 2
    mass = normalised(LOG_SHAPES, fit + prior).mass.sum(axis=1)
    return Posterior(np.exp(LOG_SHAPES), mass)
