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


def difference(first: Posterior, second: Posterior) -> Posterior:
    """Give the first of two independent quantities minus the second, on the one step of their even grids."""
    step = float(first.grid[1] - first.grid[0])
    assert np.allclose(np.diff(second.grid), step), "the two grids differ in their step"
    mass = np.convolve(first.mass, second.mass[::-1])
    places = np.arange(len(mass)) - (len(second.mass) - 1)
    return Posterior(first.grid[0] - second.grid[0] + places * step, mass)


def drawn(values: np.ndarray) -> Posterior:
    """Take draws of a quantity as its posterior, each with the same mass."""
    return Posterior(np.sort(values), np.full(len(values), 1 / len(values)))
