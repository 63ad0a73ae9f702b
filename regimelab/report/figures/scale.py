"""From values to places on the page, and the round values worth a tick."""

import math
from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from regimelab.codebook import DAYS_PER_MONTH
from regimelab.report.language import signed


class Scale(NamedTuple):
    """A range of values on a range of places in pixels, straight or by its logarithm."""

    low: float
    high: float
    first: float
    last: float
    logarithmic: bool = False

    def at(self, value: float) -> float:
        """Give the place of a value; what lies outside is put on the edge."""
        inside = min(self.high, max(self.low, value))
        share = (self._even(inside) - self._even(self.low)) / (self._even(self.high) - self._even(self.low))
        return self.first + (self.last - self.first) * share

    def ticks(self) -> list[float]:
        """List round values worth a tick."""
        return log_ticks(self.low, self.high) if self.logarithmic else ticks(self.low, self.high)

    def _even(self, value: float) -> float:
        """Put a value where equal steps are equal distances."""
        return math.log(value) if self.logarithmic else value


def extent(values: Iterable[float], include: float | None = None) -> tuple[float, float]:
    """Give the smallest range of finite values, widened to a round step and never empty."""
    finite = [value for value in values if math.isfinite(value)]
    if include is not None:
        finite.append(include)
    low, high = (min(finite), max(finite)) if finite else (0.0, 1.0)
    if low == high:
        low, high = low - 0.5, high + 0.5
    step = tick_step(low, high)
    return math.floor(low / step) * step, math.ceil(high / step) * step


def log_extent(values: Iterable[float]) -> tuple[float, float]:
    """Give round powers around positive values, at most a hundredfold to either side of one."""
    finite = [value for value in values if math.isfinite(value) and value > 0]
    low, high = min([0.5, *finite]), max([2.0, *finite])
    steps = [factor * 10.0**power for power in range(-2, 3) for factor in (1.0, 2.0, 5.0)][:-2]
    below = [step for step in steps if step <= low * 1.0001]
    above = [step for step in steps if step >= high * 0.9999]
    return (below[-1] if below else steps[0]), (above[0] if above else steps[-1])


def log_ticks(low: float, high: float) -> list[float]:
    """List powers of ten, with twos and fives where the range is short."""
    factors = (1.0, 2.0, 5.0) if high / low <= 100 else (1.0,)
    marks = [round(factor * 10.0**power, 6) for power in range(-2, 3) for factor in factors]
    return [mark for mark in marks if low * 0.999 <= mark <= high * 1.001]


def tick_step(low: float, high: float, wanted: int = 4) -> float:
    """Give the round step (1, 2 or 5 times a power of ten) that cuts a range in about so many."""
    raw = (high - low) / wanted
    power = 10.0 ** math.floor(math.log10(raw))
    return next(power * factor for factor in (1.0, 2.0, 5.0, 10.0) if power * factor >= raw * 0.999)


def ticks(low: float, high: float, wanted: int = 4) -> list[float]:
    """List round values in a range."""
    step = tick_step(low, high, wanted)
    first = math.ceil(low / step - 1e-9)
    last = math.floor(high / step + 1e-9)
    return [round(index * step, 10) + 0.0 for index in range(first, last + 1)]


def tick_text(value: float) -> str:
    """Print a tick with a true minus sign."""
    return signed(f"{value:g}".replace("-", "\u2212"))


def after_months(start: date, months: float) -> date:
    """Give the day so many months later; a month is 30.4375 days."""
    return start + timedelta(days=round(months * DAYS_PER_MONTH))
