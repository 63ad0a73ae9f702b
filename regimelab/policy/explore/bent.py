"""Experiments that can be bent: what would be advised if assumptions were others, without simulating anew."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from scipy.special import ndtr, ndtri

from regimelab.interval import Estimate
from regimelab.policy.explore.experiments import Try
from regimelab.policy.explore.explored import Explored, way
from regimelab.policy.explore.factors import Factor
from regimelab.policy.explore.over_worlds import over_worlds
from regimelab.policy.explore.robust import Criterion, scores
from regimelab.policy.explore.surface import Surface, surface
from regimelab.policy.explore.worlds import Worlds
from regimelab.policy.outcomes import PER_YEAR
from regimelab.types import FactorWorld, PerPortfolio, PerWorld, PortfolioWorld

BLOCK = 2_000_000  # names worlds that are simulated again
Drivers = tuple[np.ndarray, ...]  # of every portfolio: effects of its levers by world
Steps = Mapping[str, float]  # by label of an effect: standard deviations that its prior is moved by


class Judge(NamedTuple):
    """What is judged: the outcome, by which criterion, and what is enough of it."""

    outcome: str
    criterion: Criterion
    enough: float


class Bent(NamedTuple):
    """The experiments as surfaces that can be bent: levels of nothing, and what pushes each portfolio."""

    explored: Explored
    judge: Judge
    surfaces: tuple[Surface, ...]
    left: PortfolioWorld
    ground: PerWorld

    @property
    def everywhere(self) -> PerWorld:
        """The same weight for all worlds."""
        return np.ones(self.explored.worlds.number)

    def scores(self, drivers: Drivers, weights: PerWorld) -> PerPortfolio:
        """How every portfolio does by the criterion if levers push so hard; more is better."""
        gain = np.stack(
            [one.at(self.ground, pushed) for one, pushed in zip(self.surfaces, drivers, strict=True)]
        )
        gain = gain + self.left
        level = self.explored.level(self.judge.outcome)[:1] + gain * way(self.judge.outcome)
        found = scores(self.explored, level, gain, weights, (self.judge.outcome, self.judge.enough))
        return getattr(found, self.judge.criterion)

    def advice(self, drivers: Drivers, weights: PerWorld) -> int:
        """Place of the portfolio that is advised if levers push so hard and worlds weigh so much."""
        return int(self.scores(drivers, weights).argmax())


def bend(explored: Explored, judge: Judge) -> Bent:
    """Lay surfaces through the experiments, and keep world by world what they leave unexplained."""
    surfaces = tuple(surface(explored, judge.outcome, place) for place in range(len(explored.portfolios)))
    ground = explored.level(judge.outcome)[0]
    expected = np.stack(
        [one.at(ground, pushed(explored, place, one.labels)) for place, one in enumerate(surfaces)]
    )
    return Bent(explored, judge, surfaces, explored.gain(judge.outcome) - expected, ground)


def pushed(explored: Explored, place: int, labels: tuple[str, ...]) -> FactorWorld:
    """How hard effects push in each world, if a portfolio is carried out."""
    drivers = explored.tried[place].drivers
    return np.reshape([drivers[label] for label in labels], (len(labels), explored.worlds.number))


def movable(one: Bent) -> list[Factor]:
    """Effects of levers that some portfolio uses and whose prior has a spread."""
    used = {label for labels, *_ in one.surfaces for label in labels}
    factors = one.explored.space.factors
    return [
        factor for factor in factors if factor.sort == "effect" and factor.sd > 0 and factor.label in used
    ]


def moved(one: Bent, steps: Steps) -> Drivers:
    """Drivers if the priors of some effects were moved by so many of their standard deviations each."""
    worlds, factors = one.explored.worlds, {factor.label: factor for factor in one.explored.space.factors}
    found: list[np.ndarray] = []
    for place, (labels, *_) in enumerate(one.surfaces):
        rows = pushed(one.explored, place, labels)
        for row, label in enumerate(labels):
            if steps.get(label):
                rows[row] = _scaled(rows[row], factors[label], worlds, steps[label])
        found.append(rows)
    return tuple(found)


def _scaled(row: PerWorld, factor: Factor, worlds: Worlds, step: float) -> PerWorld:
    """A driver is proportional to its effect's draw: the same dose and delivery, another draw."""
    drawn = factor.mean + factor.sd * ndtri(worlds.even[factor.label])
    reach = np.divide(row, drawn, out=np.zeros_like(row), where=np.abs(drawn) > 1e-9)
    return row + reach * step * factor.sd


def simulated_again(
    trying: Try, explored: Explored, steps: Steps, pair: tuple[str, str], outcome: str
) -> Estimate:
    """Simulate the worlds with priors moved: by how much the second of two portfolios is the better one.

    By regret and by the worst that may come the difference of means need not have the sign of the advice,
    so that it is told and not held against it.
    """
    moved = {label: ndtr(ndtri(explored.worlds.even[label]) + step) for label, step in steps.items()}
    worlds = explored.worlds._replace(even={**explored.worlds.even, **moved})
    named = {one.name: one for one in explored.portfolios}
    old, new = trying(worlds, (named[pair[0]], named[pair[1]]), BLOCK)
    place = explored.place(outcome)
    apart = (new.mean[place] - old.mean[place]) * way(outcome)
    method = "mean over worlds simulated again where the advice flips; normal interval"
    return over_worlds(apart, PER_YEAR, method)
