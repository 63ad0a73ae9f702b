"""Where states stand, how surely, and draws from what is known of it."""

from typing import NamedTuple

import numpy as np
from scipy.linalg import cholesky_banded, solve_banded


class Positions(NamedTuple):
    """Ideal points: one entry a state and year, sorted by state, then year.

    ``sd`` is the standard deviation of the posterior, ``votes`` the number of votes behind an entry on roll
    calls that were not unanimous; the last two fields are the precision of the posterior, tridiagonal.
    """

    states: np.ndarray
    years: np.ndarray
    mean: np.ndarray
    sd: np.ndarray
    votes: np.ndarray
    diagonal: np.ndarray
    off_diagonal: np.ndarray

    def draws(self, generator: np.random.Generator, number: int) -> np.ndarray:
        """Draw whole paths from the posterior, one row a draw; years of one state go together."""
        if not len(self.mean):
            return np.zeros((number, 0))
        upper = cholesky_banded(np.stack([self.off_diagonal, self.diagonal]))
        noise = generator.standard_normal((len(self.mean), number))
        return self.mean + solve_banded((0, 1), upper, noise).T


def standardised(values: np.ndarray, years: np.ndarray) -> np.ndarray:
    """Place states by the year's world: zero is the mean of all states, one their standard deviation.

    What the whole world's move from one year to the next is cannot be told from a change of what is put to
    the vote; this leaves it out. ``values`` run over positions in their last axis.
    """
    placed, year = np.unique(years, return_inverse=True)
    count = np.bincount(year, minlength=len(placed))
    rows = np.atleast_2d(values)
    sums = np.stack([np.bincount(year, row, len(placed)) for row in rows])
    centred = rows - (sums / count)[:, year]
    squares = np.stack([np.bincount(year, row**2, len(placed)) for row in centred])
    spread = np.sqrt(squares / count)
    apart = centred / np.where(spread > 0, spread, 1.0)[:, year]
    return apart.reshape(values.shape)
