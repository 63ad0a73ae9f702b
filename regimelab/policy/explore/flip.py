"""The smallest change that flips the advice: how wrong would an assumption have to be?"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from regimelab.interval import Estimate
from regimelab.policy.explore.bent import (
    Bent,
    Drivers,
    Judge,
    bend,
    movable,
    moved,
    pushed,
    simulated_again,
)
from regimelab.policy.explore.experiments import Try
from regimelab.policy.explore.explored import Explored
from regimelab.policy.explore.factors import Factor
from regimelab.policy.explore.robust import Criterion

FARTHEST = 4.0  # standard deviations of a prior: beyond, another assumption would be called another world
STEPS = 20
MOST = 0.99  # weight of one scenario: the others must weigh something
Sort = Literal["effect", "lever", "delivery", "scenario"]


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


def flips(explored: Explored, judge: Judge) -> tuple[Flip, ...]:
    """Every single change that flips the advice, the smallest first within each sort.

    The change is sought on surfaces through the experiments, whose remainders are kept world by world.
    """
    bent = bend(explored, judge)
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


def _effects(bent: Bent) -> Iterator[Flip]:
    for factor in movable(bent):
        yield from _sought(bent, "effect", factor.label, factor.title, (factor,))


def _levers(bent: Bent) -> Iterator[Flip]:
    levers: dict[str, list[Factor]] = {}
    for factor in movable(bent):
        levers.setdefault(factor.owner, []).append(factor)
    for lever, factors in levers.items():
        title = f"{factors[0].title.split(':')[0]}: all its effects"
        yield from _sought(bent, "lever", lever, title, tuple(factors))


def _sought(bent: Bent, sort: Sort, name: str, title: str, factors: tuple[Factor, ...]) -> Iterator[Flip]:
    """Move the middle of priors either way until the advice changes; the nearer change is told."""

    def advice(step: float) -> int:
        return bent.advice(moved(bent, {one.label: step for one in factors}), bent.everywhere)

    usual = advice(0.0)
    found = [
        (size, side * size, place)
        for side in (1.0, -1.0)
        for size, place in first_change(lambda size, side=side: advice(side * size), usual)
    ]
    if not found:
        return
    distance, step, place = min(found)
    one = factors[0]
    assumed, needed = (float(np.exp(one.mean)), float(np.exp(one.mean + step * one.sd)))
    told = (assumed, needed, "times the rate") if sort == "effect" else (0.0, step, "standard deviations")
    yield _flip(bent, sort, (name, title), told, (distance, usual, place))


def first_change(
    advice: Callable[[float], int], usual: int, farthest: float = FARTHEST
) -> Iterator[tuple[float, int]]:
    """First size of a change at which the advice is another, found on a ladder and then by halving."""
    last = 0.0
    for size in np.linspace(0.0, farthest, STEPS + 1)[1:]:
        if advice(float(size)) != usual:
            low, high = last, float(size)
            for _ in range(10):
                middle = 0.5 * (low + high)
                low, high = (low, middle) if advice(middle) != usual else (middle, high)
            yield high, advice(high)
            return
        last = float(size)


def _deliveries(bent: Bent) -> Iterator[Flip]:
    """Let a smaller share of a lever be delivered than consent, mandates and money would have it."""
    owner = {one.label: one.owner for one in bent.explored.space.factors}
    titles = {one.owner: one.title.split(":")[0] for one in bent.explored.space.factors}
    for lever in dict.fromkeys(one.owner for one in movable(bent)):

        def advice(less: float, lever: str = lever) -> int:
            return bent.advice(_lessened(bent, owner, lever, less), bent.everywhere)

        usual = advice(0.0)
        for size, place in first_change(advice, usual, 1.0):
            told = (1.0, 1.0 - size, "of what is decided")
            title = f"{titles[lever]}: how much is delivered"
            yield _flip(bent, "delivery", (lever, title), told, (size, usual, place))


def _lessened(bent: Bent, owner: Mapping[str, str], lever: str, less: float) -> Drivers:
    return tuple(
        pushed(bent.explored, place, one.labels)
        * np.array([[1.0 - less if owner.get(label) == lever else 1.0] for label in one.labels]).reshape(
            -1, 1
        )
        for place, one in enumerate(bent.surfaces)
    )


def _scenarios(bent: Bent) -> Iterator[Flip]:
    """Give one scenario more weight among equals; only means over worlds can be weighed."""
    number = len(bent.explored.scenarios)
    if bent.judge.criterion != "satisficing" or number < 2:
        return
    usual_drivers = moved(bent, {})
    usual = bent.advice(usual_drivers, bent.everywhere)
    for place, scenario in enumerate(bent.explored.scenarios):
        here = bent.explored.worlds.scenario == place

        def advice(more: float, here: np.ndarray = here) -> int:
            weight = 1.0 / number + more
            weights = np.where(here, weight / here.sum(), (1.0 - weight) / (~here).sum())
            return bent.advice(usual_drivers, weights)

        for size, other in first_change(advice, usual, MOST - 1.0 / number):
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
    judged, change = bent.judge, (assumed, needed, distance)
    return Flip(
        sort, name, title, unit, *change, names[usual], names[place], judged.outcome, judged.criterion
    )


def checked(trying: Try, explored: Explored, flip: Flip) -> Flip:
    """Simulate the worlds again where the advice flips; only changes of effects can be simulated so."""
    factors = [
        one
        for one in explored.space.factors
        if one.sort == "effect" and flip.name in (one.label, one.owner) and one.sd > 0
    ]
    if flip.sort not in ("effect", "lever") or not factors:
        return flip
    steps = dict.fromkeys((one.label for one in factors), _step(flip, factors[0]))
    found = simulated_again(trying, explored, steps, (flip.advice, flip.instead), flip.outcome)
    return replace(flip, checked=found)


def _step(flip: Flip, factor: Factor) -> float:
    if flip.sort == "lever":
        return flip.needed
    return float((np.log(flip.needed) - factor.mean) / factor.sd)
