"""Worlds: settings of everything that nobody knows, spread evenly over what is thought possible."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from scipy.stats import qmc

from regimelab.policy.explore.factors import Factor
from regimelab.types import PerWorld, WorldFactor, WorldIndex

BLOCK = 1024  # worlds that are laid out, run and kept together
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


def spread(space: Space, block: int, seed: int, number: int | None = None) -> Worlds:
    """Worlds of one block: each theory and scenario its share, and in each all else spread evenly.

    All else is a Latin hypercube of its own in each theory and scenario, so that no assumption is by chance
    higher in one of them than in another. Other blocks hold other worlds.

    Source: McKay, Beckman & Conover (1979), Technometrics 21, 239.
    """
    rng = np.random.default_rng([seed, block])
    parts = [
        _hypercube(space, cell, count, rng) for cell, count in enumerate(_shares(space, number or BLOCK))
    ]
    return placed(space, rng.permutation(np.concatenate(parts)))


def _shares(space: Space, number: int) -> list[int]:
    """How many worlds each theory and scenario get: by weight, and to one world all the same."""
    weights = np.repeat(np.array(space.weights) / sum(space.weights) / space.scenarios, space.scenarios)
    return np.diff(np.rint(np.concatenate([[0.0], np.cumsum(weights)]) * number).astype(int)).tolist()


def _hypercube(space: Space, cell: int, count: int, rng: np.random.Generator) -> WorldFactor:
    points = qmc.LatinHypercube(space.size, rng=rng).random(count)
    theory, scenario = divmod(cell, space.scenarios)
    edges = np.concatenate([[0.0], np.cumsum(space.weights) / sum(space.weights)])
    points[:, THEORY] = (edges[theory] + edges[theory + 1]) / 2
    points[:, SCENARIO] = (scenario + 0.5) / space.scenarios
    return points


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
        np.concatenate([part.theory for part in parts]),
        np.concatenate([part.scenario for part in parts]),
        np.concatenate([part.draw for part in parts]),
        np.concatenate([part.intensity for part in parts]),
        {label: np.concatenate([part.even[label] for part in parts]) for label in labels},
    )
