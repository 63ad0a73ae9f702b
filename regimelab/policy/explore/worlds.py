"""Worlds: settings of everything that nobody knows, spread evenly over what is thought possible."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from scipy.stats import qmc

from regimelab.policy.explore.factors import Factor
from regimelab.types import PerWorld, WorldFactor, WorldIndex

BLOCK = 1024  # worlds that are laid out and run together: a power of two, as Sobol's points want it
THEORY, SCENARIO, DRAW, INTENSITY = range(4)
FIRST = 4  # dimensions before the factors'
WEAK, STRONG = 0.5, 1.5  # scenarios come half as strong to half as strong again: assumed


class Space(NamedTuple):
    """What worlds differ in: theories by weight, how many scenarios, draws of the fit, and factors."""

    weights: tuple[float, ...]
    scenarios: int
    draws: int
    factors: tuple[Factor, ...]

    @property
    def size(self) -> int:
        """Number of dimensions."""
        return FIRST + len(self.factors)


class Worlds(NamedTuple):
    """Settings by world: theory, scenario, draw of the fit, how strongly the scenario comes, even draws.

    ``even`` has for each label of a factor one number between 0 and 1 a world: its place in the prior.
    """

    theory: WorldIndex
    scenario: WorldIndex
    draw: WorldIndex
    intensity: PerWorld
    even: Mapping[str, PerWorld]

    @property
    def number(self) -> int:
        """How many worlds there are."""
        return len(self.theory)


def spread(space: Space, block: int, seed: int) -> Worlds:
    """Worlds of one block of a scrambled Sobol' sequence: more blocks fill in between the first.

    Source: Sobol' (1967), USSR Computational Mathematics and Mathematical Physics 7, 86; scrambled as in
    Owen (1998), Journal of Complexity 14, 466.
    """
    points = qmc.Sobol(space.size, scramble=True, rng=np.random.default_rng(seed))
    if block:
        points.fast_forward(block * BLOCK)
    return placed(space, points.random(BLOCK))


def placed(space: Space, points: WorldFactor) -> Worlds:
    """Worlds at points of the unit cube, one dimension for each of what they differ in."""
    points = np.clip(points, 1e-9, 1.0 - 1e-9)
    edges = np.cumsum(space.weights)[:-1] / sum(space.weights)
    return Worlds(
        np.searchsorted(edges, points[:, THEORY], side="right"),
        (points[:, SCENARIO] * space.scenarios).astype(int),
        (points[:, DRAW] * space.draws).astype(int),
        WEAK + (STRONG - WEAK) * points[:, INTENSITY],
        {factor.label: points[:, FIRST + place] for place, factor in enumerate(space.factors)},
    )


def joined(parts: Sequence[Worlds]) -> Worlds:
    """Put worlds of several blocks together."""
    labels = parts[0].even
    return Worlds(
        *(np.concatenate([part[place] for part in parts]) for place in range(4)),
        {label: np.concatenate([part.even[label] for part in parts]) for label in labels},
    )
