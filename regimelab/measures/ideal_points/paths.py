r"""Where a state stands from year to year: $\theta_{i,t+g} \sim N(\rho^g\theta_{it},\ 1 - \rho^{2g})$.

A gap of $g$ years loosens the link; a state's first year is $N(0, 1)$, which sets the scale.
"""

from typing import NamedTuple

import numpy as np
from scipy.linalg import solveh_banded

DAMPING = 0.8  # share of the Newton step taken: roll calls and states move in turn, and would overshoot
LONGEST_STEP = 1.0


class Paths(NamedTuple):
    """Positions in the order of the ballots, with the tridiagonal precision of their posterior.

    ``off_diagonal[p]`` links position ``p`` to the one before it; zero where another state begins.
    """

    position: np.ndarray
    variance: np.ndarray
    diagonal: np.ndarray
    off_diagonal: np.ndarray


class Link(NamedTuple):
    """Prior of each position given the one before it: how much is carried over, and how precisely."""

    carried: np.ndarray
    precision: np.ndarray


def linked(states: np.ndarray, years: np.ndarray, persistence: float) -> Link:
    """Link each state's years; the first year of a state carries nothing over."""
    carried = np.zeros(len(years))
    same = states[1:] == states[:-1]
    carried[1:][same] = persistence ** np.diff(years)[same].astype(float)
    return Link(carried, 1 / (1 - carried**2))


def moved(paths: Paths, link: Link, rise: np.ndarray, information: np.ndarray) -> Paths:
    """Take one damped Newton step along the paths, given the votes' slope and information on them."""
    carried, precision = link
    onward = np.append((precision * carried**2)[1:], 0.0)
    diagonal = information + precision + onward
    off_diagonal = -precision * carried
    before = np.append(0.0, paths.position[:-1])
    strayed = precision * (paths.position - carried * before)
    pulled = -strayed + np.append((carried * strayed)[1:], 0.0)
    step = solveh_banded(np.stack([off_diagonal, diagonal]), rise + pulled)
    position = paths.position + DAMPING * np.clip(step, -LONGEST_STEP, LONGEST_STEP)
    return Paths(position, inverse_diagonal(diagonal, off_diagonal), diagonal, off_diagonal)


def inverse_diagonal(diagonal: np.ndarray, off_diagonal: np.ndarray) -> np.ndarray:
    r"""Diagonal of the inverse of a symmetric tridiagonal matrix, from its pivots both ways.

    $(A^{-1})_{pp} = 1/(f_p + b_p - a_p)$, with $f$ the pivots of elimination from above, $b$ from below.
    """
    above, below = diagonal.tolist(), diagonal.tolist()
    squared = (off_diagonal**2).tolist()
    for place in range(1, len(above)):
        above[place] -= squared[place] / above[place - 1]
    for place in range(len(below) - 2, -1, -1):
        below[place] -= squared[place + 1] / below[place + 1]
    return 1 / (np.array(above) + np.array(below) - diagonal)
