"""The smallest change that flips the advice: how wrong would an assumption have to be?"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

import numpy as np
from scipy.special import ndtr, ndtri

from regimelab.interval import Estimate
from regimelab.policy.explore.experiments import Ground, tried
from regimelab.policy.explore.explored import Explored, way
from regimelab.policy.explore.factors import Factor
from regimelab.policy.explore.over_worlds import over_worlds
from regimelab.policy.explore.robust import Criterion, scores
from regimelab.policy.explore.surface import Surface, surface
from regimelab.policy.explore.worlds import Worlds
from regimelab.policy.outcomes import PER_YEAR
from regimelab.types import FactorWorld, PerWorld, PortfolioWorld

FARTHEST = 4.0  # standard deviations of a prior: beyond, another assumption would be called another world
STEPS = 20
MOST = 0.99  # weight of one scenario: the others must weigh something
Sort = Literal["effect", "lever", "delivery", "scenario"]
Drivers = tuple[np.ndarray, ...]  # of every portfolio: effects of its levers by world


@dataclass(frozen=True)
class Flip:
    """A change of one assumption at which another portfolio would be advised.

    ``assumed`` and ``needed`` are in ``unit``: a factor on rates for an ``effect``, standard deviations by
    which all effects of a ``lever`` are moved, the share of what is decided that gets delivered, or the
    weight of a ``scenario``. ``distance`` is in standard deviations of the prior for the first two, else
    the change itself. ``checked`` is by how much the new advice is better, simulated again there.
    """

    sort: Sort
    name: str
    title: str
    unit: str
    assumed: float
    needed: float
    distance: float
    advice: str
    instead: str
    outcome: str
    criterion: Criterion
    checked: Estimate | None = None


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

    def advice(self, drivers: Drivers, weights: PerWorld) -> int:
        """Place of the portfolio that is advised if levers push so hard and worlds weigh so much."""
        gain = np.stack(
            [one.at(self.ground, pushed) for one, pushed in zip(self.surfaces, drivers, strict=True)]
        )
        gain = gain + self.left
        level = self.explored.level(self.judge.outcome)[:1] + gain * way(self.judge.outcome)
        found = scores(self.explored, level, gain, weights, (self.judge.outcome, self.judge.enough))
        return int(getattr(found, self.judge.criterion).argmax())


def flips(explored: Explored, judge: Judge) -> tuple[Flip, ...]:
    """Every single change that flips the advice, the smallest first within each sort.

    The change is sought on surfaces through the experiments, whose remainders are kept world by world.
    """
    bent = _bent(explored, judge)
    found = [*_effects(bent), *_levers(bent), *_deliveries(bent), *_scenarios(bent)]
    order = {"effect": 0, "lever": 1, "delivery": 2, "scenario": 3}
    return tuple(sorted(found, key=lambda flip: (order[flip.sort], flip.distance)))


def smallest(found: tuple[Flip, ...]) -> Flip | None:
    """The smallest change of an assumed effect, or of a lever's, in standard deviations, if any flips."""
    return min(
        (flip for flip in found if flip.sort in ("effect", "lever")),
        key=lambda flip: flip.distance,
        default=None,
    )


def _bent(explored: Explored, judge: Judge) -> Bent:
    surfaces = tuple(surface(explored, judge.outcome, place) for place in range(len(explored.portfolios)))
    ground = explored.level(judge.outcome)[0]
    expected = np.stack(
        [one.at(ground, _pushed(explored, place, one.labels)) for place, one in enumerate(surfaces)]
    )
    return Bent(explored, judge, surfaces, explored.gain(judge.outcome) - expected, ground)


def _pushed(explored: Explored, place: int, labels: tuple[str, ...]) -> FactorWorld:
    drivers = explored.tried[place].drivers
    return np.reshape([drivers[label] for label in labels], (len(labels), explored.worlds.number))


def _effects(bent: Bent) -> Iterator[Flip]:
    for factor in _movable(bent):
        yield from _sought(bent, "effect", factor.label, factor.title, (factor,))


def _levers(bent: Bent) -> Iterator[Flip]:
    levers: dict[str, list[Factor]] = {}
    for factor in _movable(bent):
        levers.setdefault(factor.owner, []).append(factor)
    for lever, factors in levers.items():
        title = f"{factors[0].title.split(':')[0]}: all its effects"
        yield from _sought(bent, "lever", lever, title, tuple(factors))


def _movable(bent: Bent) -> list[Factor]:
    """Effects of levers that some portfolio uses and whose prior has a spread."""
    used = {label for one in bent.surfaces for label in one.labels}
    factors = bent.explored.space.factors
    return [one for one in factors if one.sort == "effect" and one.sd > 0 and one.label in used]


def _sought(bent: Bent, sort: Sort, name: str, title: str, factors: tuple[Factor, ...]) -> Iterator[Flip]:
    """Move the middle of priors either way until the advice changes; the nearer change is told."""
    everywhere = np.ones(bent.explored.worlds.number)
    usual = bent.advice(_moved(bent, factors, 0.0), everywhere)
    found = [
        (abs(step), step, place)
        for side in (1.0, -1.0)
        for step, place in _first_change(
            lambda size, side=side: bent.advice(_moved(bent, factors, side * size), everywhere), usual, side
        )
    ]
    if not found:
        return
    distance, step, place = min(found)
    one = factors[0]
    assumed, needed = (float(np.exp(one.mean)), float(np.exp(one.mean + step * one.sd)))
    told = (assumed, needed, "times the rate") if sort == "effect" else (0.0, step, "standard deviations")
    yield _flip(bent, sort, (name, title), told, (distance, usual, place))


def _first_change(
    advice: Callable[[float], int], usual: int, side: float, farthest: float = FARTHEST
) -> Iterator[tuple[float, int]]:
    """First size of a change at which the advice is another, found on a ladder and then by halving."""
    last = 0.0
    for size in np.linspace(0.0, farthest, STEPS + 1)[1:]:
        if advice(float(size)) != usual:
            low, high = last, float(size)
            for _ in range(10):
                middle = 0.5 * (low + high)
                low, high = (low, middle) if advice(middle) != usual else (middle, high)
            yield side * high, advice(high)
            return
        last = float(size)


def _moved(bent: Bent, factors: tuple[Factor, ...], step: float) -> Drivers:
    """Drivers if the priors of some effects were moved by so many of their standard deviations."""
    worlds, moved = bent.explored.worlds, {one.label: one for one in factors}
    found: list[np.ndarray] = []
    for place, one in enumerate(bent.surfaces):
        pushed = _pushed(bent.explored, place, one.labels)
        for row, label in enumerate(one.labels):
            if label in moved:
                pushed[row] = _scaled(pushed[row], moved[label], worlds, step)
        found.append(pushed)
    return tuple(found)


def _scaled(pushed: PerWorld, factor: Factor, worlds: Worlds, step: float) -> PerWorld:
    """A driver is proportional to its effect's draw: the same dose and delivery, another draw."""
    drawn = factor.mean + factor.sd * ndtri(worlds.even[factor.label])
    reach = np.divide(pushed, drawn, out=np.zeros_like(pushed), where=np.abs(drawn) > 1e-9)
    return pushed + reach * step * factor.sd


def _deliveries(bent: Bent) -> Iterator[Flip]:
    """Let a smaller share of a lever be delivered than consent, mandates and money would have it."""
    everywhere = np.ones(bent.explored.worlds.number)
    owner = {one.label: one.owner for one in bent.explored.space.factors}
    titles = {one.owner: one.title.split(":")[0] for one in bent.explored.space.factors}
    for lever in dict.fromkeys(one.owner for one in _movable(bent)):

        def advice(less: float, lever: str = lever) -> int:
            return bent.advice(_lessened(bent, owner, lever, less), everywhere)

        usual = advice(0.0)
        for size, place in _first_change(advice, usual, 1.0, 1.0):
            told = (1.0, 1.0 - size, "of what is decided")
            title = f"{titles[lever]}: how much is delivered"
            yield _flip(bent, "delivery", (lever, title), told, (size, usual, place))


def _lessened(bent: Bent, owner: Mapping[str, str], lever: str, less: float) -> Drivers:
    return tuple(
        _pushed(bent.explored, place, one.labels)
        * np.array([[1.0 - less if owner.get(label) == lever else 1.0] for label in one.labels]).reshape(
            -1, 1
        )
        for place, one in enumerate(bent.surfaces)
    )


def _scenarios(bent: Bent) -> Iterator[Flip]:
    """Give one scenario more weight among equals; only means over worlds can be weighed."""
    if bent.judge.criterion != "satisficing":
        return
    number = len(bent.explored.scenarios)
    usual_drivers = _moved(bent, (), 0.0)
    usual = bent.advice(usual_drivers, np.ones(bent.explored.worlds.number))
    for place, scenario in enumerate(bent.explored.scenarios):
        here = bent.explored.worlds.scenario == place

        def advice(more: float, here: np.ndarray = here) -> int:
            weight = 1.0 / number + more
            weights = np.where(here, weight / here.sum(), (1.0 - weight) / (~here).sum())
            return bent.advice(usual_drivers, weights)

        for size, other in _first_change(advice, usual, 1.0, MOST - 1.0 / number):
            told = (1.0 / number, 1.0 / number + size, "weight of the scenario")
            yield _flip(bent, "scenario", (scenario.name, scenario.title), told, (size, usual, other))


def _flip(
    bent: Bent,
    sort: Sort,
    named: tuple[str, str],
    told: tuple[float, float, str],
    found: tuple[float, int, int],
) -> Flip:
    (name, title), (assumed, needed, unit), (distance, usual, place) = named, told, found
    names = [one.name for one in bent.explored.portfolios]
    judged, moved = bent.judge, (assumed, needed, distance)
    return Flip(sort, name, title, unit, *moved, names[usual], names[place], judged.outcome, judged.criterion)


def checked(ground: Ground, explored: Explored, flip: Flip) -> Flip:
    """Simulate the worlds again where the advice flips, and say by how much the new advice is better.

    Only changes of effects can be simulated so; by regret and by the worst that may come the difference
    of means need not have the sign of the advice, so that it is told and not held against it.
    """
    factors = [
        one
        for one in explored.space.factors
        if one.sort == "effect" and flip.name in (one.label, one.owner) and one.sd > 0
    ]
    if flip.sort not in ("effect", "lever") or not factors:
        return flip
    step = _step(flip, factors[0])
    moved = {one.label: ndtr(ndtri(explored.worlds.even[one.label]) + step) for one in factors}
    worlds = explored.worlds._replace(even={**explored.worlds.even, **moved})
    named = {one.name: one for one in explored.portfolios}
    old, new = tried(ground, worlds, (named[flip.advice], named[flip.instead]), block=2_000_000)
    place = explored.place(flip.outcome)
    apart = (new.mean[place] - old.mean[place]) * way(flip.outcome)
    method = "mean over worlds simulated again where the advice flips; normal interval"
    return replace(flip, checked=over_worlds(apart, PER_YEAR, method))


def _step(flip: Flip, factor: Factor) -> float:
    if flip.sort == "lever":
        return flip.needed
    return float((np.log(flip.needed) - factor.mean) / factor.sd)
