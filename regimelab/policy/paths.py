"""How strongly something holds in each month to come: taken in the middle of the month."""

from collections.abc import Sequence
from datetime import date

import numpy as np

from regimelab.codebook import DAYS_PER_MONTH
from regimelab.policy.scenario import PatronPoint
from regimelab.types import PerMonth


def months_after(first_day: date, day: date) -> float:
    """Months from the first day of the futures to a day."""
    return (day - first_day).days / DAYS_PER_MONTH


def middles(months: int) -> PerMonth:
    """Middle of every month, in months since the futures begin."""
    return np.arange(months) + 0.5


def strength(months: int, start: float, end: float | None, ramp: float) -> PerMonth:
    """Share of full strength: it grows evenly over the ramp from the start, and fades so from the end."""
    fading = 0.0 if end is None else _grown(middles(months) - end, ramp)
    return _grown(middles(months) - start, ramp) - fading


def bent(usual: PerMonth, points: Sequence[PatronPoint], first_day: date) -> PerMonth:
    """Bend a path through dated points: straight between them, held after the last, usual before."""
    if not points:
        return usual
    days = [months_after(first_day, point.day) for point in points]
    along = np.interp(middles(len(usual)), days, [point.level for point in points])
    return np.where(middles(len(usual)) < days[0], usual, along)


def _grown(since: PerMonth, ramp: float) -> PerMonth:
    return np.clip(since / ramp, 0.0, 1.0) if ramp > 0 else (since >= 0).astype(float)
