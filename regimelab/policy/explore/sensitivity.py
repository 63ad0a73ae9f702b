"""Global sensitivity: which part of what is not known makes a difference uncertain, chance taken out."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from scipy.stats import qmc

from regimelab.interval import Estimate
from regimelab.policy.explore.experiments import Ground, Measured, Try
from regimelab.policy.explore.explored import way
from regimelab.policy.explore.worlds import DRAW, FIRST, INTENSITY, SCENARIO, THEORY, Space, placed
from regimelab.policy.portfolio import DO_NOTHING, Portfolio
from regimelab.types import PerFactor, PerWorld, WorldFactor

RESAMPLES = 500
SHARE = "share of variance"
BLOCK = 1_000_000  # names these worlds apart from those of the exploration: they meet other chance


class Group(NamedTuple):
    """Dimensions that are varied together, under one title."""

    title: str
    dimensions: tuple[int, ...]


@dataclass(frozen=True)
class Sensitivity:
    """Share of a difference's variance over worlds that a group accounts for.

    ``alone`` counts what it does by itself (first order), ``total`` also what it does together with
    others. Variance that comes from chance between repetitions of one world is taken out of both.
    """

    title: str
    alone: Estimate
    total: Estimate


@dataclass(frozen=True)
class Sensitivities:
    """Sensitivity of what a portfolio changes; ``chance`` is the share of chance in a mean of repetitions."""

    portfolio: str
    outcome: str
    groups: tuple[Sensitivity, ...]
    chance: float
    experiments: int
    repetitions: int


class Sampled(NamedTuple):
    """Values at two independent samples of worlds, and at the first with a group from the second."""

    first: PerWorld
    second: PerWorld
    mixed: WorldFactor
    noise: float


def sensitivity(
    ground: Ground, space: Space, portfolio: Portfolio, outcome: str, base: int, trying: Try
) -> Sensitivities:
    """Sobol' indices of what a portfolio changes against nothing; ``base`` worlds make a sample.

    Each world meets chance of its own, so that noise is independent between worlds and can be taken out.
    """
    groups = tuple(groups_of(space, portfolio))
    worlds = placed(space, saltelli(space, groups, base, ground.seed))
    nothing, done = trying(worlds, (DO_NOTHING, portfolio), BLOCK)
    place = ground.measured.index(Measured(outcome))
    apart = (done.mean[place] - nothing.mean[place]) * way(outcome)
    noise = float(np.mean(done.apart[place])) / ground.replications
    parts = apart.reshape(len(groups) + 2, base)
    sampled = Sampled(parts[0], parts[1], parts[2:].T, noise)
    found = _with_intervals(sampled, groups, ground.seed)
    total = np.concatenate(parts[:2]).var()
    chance = float(noise / total) if total > 0 else 0.0
    return Sensitivities(portfolio.name, outcome, found, chance, len(apart), ground.replications)


def groups_of(space: Space, portfolio: Portfolio) -> Iterator[Group]:
    """What can make a portfolio's difference uncertain: the world, its levers, and who lets them work."""
    if len(space.weights) > 1:
        yield Group("which theory of regimes holds", (THEORY,))
    if space.scenarios > 1:
        yield Group("which scenario comes", (SCENARIO,))
    yield Group("the fitted model", (DRAW,))
    shifts = [FIRST + i for i, one in enumerate(space.factors) if one.sort == "shift"]
    yield Group("how the scenario goes", (INTENSITY, *shifts))
    levers = {dose.lever for dose in portfolio.doses}
    for place, one in enumerate(space.factors):
        if one.sort == "effect" and one.owner in levers:
            yield Group(one.title, (FIRST + place,))
    gates = [
        FIRST + place
        for place, one in enumerate(space.factors)
        if one.sort == "mandate" or (one.sort in ("consent", "money") and one.owner in levers)
    ]
    if gates:
        yield Group("consent, mandates and money", tuple(gates))


def saltelli(space: Space, groups: tuple[Group, ...], base: int, seed: int) -> WorldFactor:
    """Two independent samples, and the first once more for each group, with that group from the second.

    Samples are Latin hypercubes: of the many dimensions no two go together by construction.

    Source: Saltelli et al. (2010), Computer Physics Communications 181, 259.
    """
    first, second = (
        qmc.LatinHypercube(space.size, rng=np.random.default_rng([seed, sample])).random(base)
        for sample in (1, 2)
    )
    mixed: list[WorldFactor] = []
    for group in groups:
        one = first.copy()
        one[:, list(group.dimensions)] = second[:, list(group.dimensions)]
        mixed.append(one)
    return np.concatenate([first, second, *mixed])


def indices(sampled: Sampled) -> tuple[PerFactor, PerFactor]:
    r"""First-order and total indices, the noise of repetitions taken out.

    $S_i = \overline{f_B (f_{AB_i} - f_A)} / V$ and $T_i = (\tfrac12\overline{(f_A - f_{AB_i})^2} - \nu) / V$
    with $V$ the variance less the noise $\nu$.

    The product has no noise in the mean, as noise is independent between worlds; squares have.

    Source: Saltelli et al. (2010); Jansen (1999), Computer Physics Communications 117, 35.
    """
    whole = np.concatenate([sampled.first, sampled.second])
    middle = np.mean(np.concatenate([whole, sampled.mixed.ravel()]))
    first, second, mixed = (part - middle for part in sampled[:3])
    variance = max(whole.var() - sampled.noise, 1e-12)
    alone = np.mean(second[:, None] * (mixed - first[:, None]), axis=0) / variance
    total = (0.5 * np.mean((first[:, None] - mixed) ** 2, axis=0) - sampled.noise) / variance
    return alone, total


def _with_intervals(sampled: Sampled, groups: tuple[Group, ...], seed: int) -> tuple[Sensitivity, ...]:
    rng, size = np.random.default_rng(seed), len(sampled.first)
    drawn = [indices(_picked(sampled, rng.integers(0, size, size))) for _ in range(RESAMPLES)]
    alone, total = indices(sampled)
    spread = [np.quantile([one[place] for one in drawn], (0.05, 0.95), axis=0) for place in (0, 1)]
    method = f"Sobol' index over {size} base worlds, noise of repetitions taken out; bootstrap interval"
    return tuple(
        Sensitivity(
            group.title,
            *(
                Estimate(
                    float(point[i]),
                    float(ends[0, i]),
                    float(ends[1, i]),
                    SHARE,
                    method,
                    "experiments",
                    "assumed",
                )
                for point, ends in ((alone, spread[0]), (total, spread[1]))
            ),
        )
        for i, group in enumerate(groups)
    )


def _picked(sampled: Sampled, which: np.ndarray) -> Sampled:
    first, second, mixed = (part[which] for part in sampled[:3])
    return Sampled(first, second, mixed, sampled.noise)
