"""A surface through the experiments: what a portfolio changes, by how hard its levers push."""

from typing import NamedTuple

import numpy as np

from regimelab.policy.explore.explored import Explored
from regimelab.types import FactorWorld, PerFactor, PerWorld, RowTerms

RIDGE = 1e-3  # of the mean square of a term: keeps near-copies apart


class Surface(NamedTuple):
    r"""Gain of a portfolio in a world, expected over chance.

    $E[D \mid w] = \ell(w)\,(\sum_j \beta_j d_j + \sum_j \gamma_j d_j^2)$ with $d_j$ the log rate ratio by
    which effect $j$ pushes and $\ell(w)$ the level of nothing in the same world: without a push there
    is no difference, so there is no constant. ``explained`` is the share of the
    variance that is not chance of repetition which the surface explains.
    """

    labels: tuple[str, ...]
    linear: PerFactor
    square: PerFactor
    explained: float

    def at(self, level: PerWorld, drivers: FactorWorld) -> PerWorld:
        """Expected gain in worlds where nothing has these levels and levers push so hard."""
        return level * (self.linear @ drivers + self.square @ drivers**2)


def surface(explored: Explored, outcome: str, place: int) -> Surface:
    """Fit the surface of one portfolio by least squares."""
    labels = tuple(explored.tried[place].drivers)
    gain, noise = explored.gain(outcome)[place], explored.noise(outcome)[place]
    if not labels:
        return Surface((), np.zeros(0), np.zeros(0), 1.0)
    drivers = np.stack([explored.tried[place].drivers[label] for label in labels])
    level = explored.level(outcome)[0]
    terms = (np.concatenate([drivers, drivers**2]) * level).T
    slopes = _ridge(terms, gain)
    systematic = max(float(gain.var() - np.nan_to_num(noise.mean())), 1e-12)
    left = float(np.mean((gain - terms @ slopes) ** 2) - np.nan_to_num(noise.mean()))
    half = len(labels)
    return Surface(labels, slopes[:half], slopes[half:], float(np.clip(1.0 - left / systematic, 0.0, 1.0)))


def _ridge(terms: RowTerms, target: PerWorld) -> np.ndarray:
    gram = terms.T @ terms
    damped = gram + np.diag(RIDGE * np.diag(gram) + 1e-12)
    return np.linalg.solve(damped, terms.T @ target)
