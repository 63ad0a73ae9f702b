"""How much of what is not known about a difference comes from what was assumed."""

from collections.abc import Iterable

import numpy as np
from scipy.stats import rankdata

from regimelab.types import FutureDriver, OutcomeFuture, PerFuture, PerOutcome


def assumed_shares(differences: OutcomeFuture, drivers: Iterable[PerFuture]) -> PerOutcome:
    r"""Share of each outcome's variance over futures that the drawn assumptions account for.

    First-order index by linear regression of ranks on the ranks of the drivers, $R^2$ adjusted for
    their number, never below zero: ranks, because a few futures run away. What assumptions do
    only together with other uncertainty is not counted. Not a number where nothing varies.

    Source: Iman & Conover (1979), Technometrics 21, 499.
    """
    ranked = rankdata(differences, axis=1)
    total = ranked.var(axis=1, ddof=1)
    design = _design(list(drivers), differences.shape[1])
    slopes = np.linalg.pinv(design.T @ design, hermitian=True) @ (design.T @ ranked.T)
    freedom = max(differences.shape[1] - design.shape[1], 1)
    left = np.sum((ranked.T - design @ slopes) ** 2, axis=0) / freedom
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(total > 0, np.clip(1.0 - left / total, 0.0, 1.0), np.nan)


def _design(drivers: list[PerFuture], futures: int) -> FutureDriver:
    """A constant, and the ranks of every driver that varies, in their standard deviations."""
    moving = [rankdata(driver) for driver in drivers if np.ptp(driver) > 0]
    scaled = [(ranks - ranks.mean()) / ranks.std() for ranks in moving]
    return np.column_stack([np.ones(futures), *scaled])
