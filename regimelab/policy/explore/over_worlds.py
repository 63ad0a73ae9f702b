"""A mean over worlds with its normal interval, for everything that experiments are averaged to."""

import numpy as np

from regimelab.interval import QUANTILE_90, Estimate


def over_worlds(values: np.ndarray, unit: str, method: str) -> Estimate:
    """Mean over worlds and its 90 % interval; one world alone has an interval without end."""
    mean, count = float(values.mean()), len(values)
    half = QUANTILE_90 * float(values.std(ddof=1)) / np.sqrt(count) if count > 1 else np.inf
    low, high = mean - float(half), mean + float(half)
    return Estimate(mean, low, high, unit, method, "experiments", "assumed")
