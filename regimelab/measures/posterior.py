"""A probability distribution on a grid: what a measure knows about one number."""

from typing import NamedTuple

import numpy as np


class Posterior(NamedTuple):
    """Probability mass on an increasing grid of values of one quantity."""

    grid: np.ndarray
    mass: np.ndarray

    def quantile(self, probability: float) -> float:
        """Give the value below which this share of the probability lies, between grid points by line."""
        below = np.cumsum(self.mass) - self.mass / 2
        return float(np.interp(probability, below, self.grid))

    def interval(self, level: float = 0.9) -> tuple[float, float]:
        """Bound the central share ``level`` of the probability."""
        tail = (1 - level) / 2
        return self.quantile(tail), self.quantile(1 - tail)

    @property
    def median(self) -> float:
        """Split the probability in halves."""
        return self.quantile(0.5)

    def probability_above(self, value: float) -> float:
        """Probability that the quantity exceeds a value; a grid point on it counts half."""
        above = self.mass[self.grid > value].sum() + self.mass[self.grid == value].sum() / 2
        return float(min(above, 1.0))


def normalised(grid: np.ndarray, log_density: np.ndarray) -> Posterior:
    """Turn a log density, known up to a constant, into a posterior on an even grid."""
    density = np.exp(log_density - log_density.max())
    return Posterior(grid, density / density.sum())


def probability_greater(first: Posterior, second: Posterior) -> float:
    """Probability that the first of two independent quantities exceeds the second."""
    second_below = np.concatenate([[0.0], np.cumsum(second.mass)])
    left = second_below[np.searchsorted(second.grid, first.grid, side="left")]
    right = second_below[np.searchsorted(second.grid, first.grid, side="right")]
    return float(min(np.sum(first.mass * (left + right) / 2), 1.0))


def difference(first: Posterior, second: Posterior, points: int = 401) -> Posterior:
    """Give the first of two independent quantities minus the second."""
    values = np.subtract.outer(first.grid, second.grid).ravel()
    mass = np.outer(first.mass, second.mass).ravel()
    grid = np.linspace(values.min(), values.max(), points)
    place = np.rint((values - grid[0]) / (grid[1] - grid[0])).astype(int)
    return Posterior(grid, np.bincount(place, weights=mass, minlength=points))
