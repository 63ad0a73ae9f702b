"""A coefficient of a regression with standard errors clustered by state, as a claim reads it."""

from typing import NamedTuple

import numpy as np
from scipy.stats import t

from regimelab.interval import Estimate

LEVEL = 0.9
FEWEST_STATES = 10  # clusters below which clustered standard errors are not to be trusted (assumed)


class Slope(NamedTuple):
    """A coefficient, its clustered standard error, the states that it rests on, and how many cells."""

    value: float
    error: float
    states: int
    cells: int

    def probability_above(self, bound: float = 0.0) -> float:
        """Probability that it lies above a bound: Student's t with a state less than there are."""
        return float(t.cdf((self.value - bound) / self.error, self.states - 1))

    def interval(self, level: float = LEVEL) -> tuple[float, float]:
        """Central interval of the same distribution."""
        half = float(t.ppf((1 + level) / 2, self.states - 1)) * self.error
        return self.value - half, self.value + half

    def times(self, factor: float) -> "Slope":
        """Give it per another unit of what is regressed on."""
        return self._replace(value=self.value * factor, error=self.error * abs(factor))

    def estimate(
        self, unit: str, method: str, data: str, sources: tuple[str, ...], ratio: bool = False
    ) -> Estimate:
        """Report it, or as a ratio where it is on the log scale."""
        numbers = np.array([self.value, *self.interval()])
        middle, low, high = (float(one) for one in (np.exp(numbers) if ratio else numbers))
        return Estimate(middle, low, high, unit, method, data, level=LEVEL, sources=sources)
