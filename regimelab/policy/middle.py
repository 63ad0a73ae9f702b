"""The middle of many futures: robust, because in a few futures crises feed on each other without end."""

import numpy as np

from regimelab.types import PerFuture

TAIL = 0.05  # left out at either end: what is left is the 90 % that intervals show


def middle(values: PerFuture) -> float:
    """Mean of the middle nine tenths of the futures."""
    ordered, cut = np.sort(values), int(TAIL * len(values))
    return float(ordered[cut : len(values) - cut].mean())


def middle_error(values: PerFuture) -> float:
    """Monte Carlo standard error of the middle mean; without bound for a single future.

    Source: Tukey & McLaughlin (1963), Sankhya A 25, 331.
    """
    futures, cut = len(values), int(TAIL * len(values))
    if futures < 2:
        return float("inf")
    ordered = np.sort(values)
    winsorised = np.clip(values, ordered[cut], ordered[futures - 1 - cut])
    return float(winsorised.std(ddof=1) / ((1.0 - 2.0 * cut / futures) * np.sqrt(futures)))
