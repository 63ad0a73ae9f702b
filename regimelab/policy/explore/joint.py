"""Several assumptions a little wrong together: the nearest point at which the advice flips."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np

from regimelab.interval import Estimate
from regimelab.policy.explore.bent import Bent, Judge, Steps, bend, movable, moved, simulated_again
from regimelab.policy.explore.experiments import Try
from regimelab.policy.explore.explored import Explored
from regimelab.policy.explore.factors import Factor
from regimelab.policy.explore.flip import FARTHEST, first_change
from regimelab.policy.explore.robust import Criterion

TOGETHER = 4  # assumptions that are moved together: more could not be told, and slopes are partly noise
TURNS = 6  # of looking again which way is steepest
NUDGE = 0.25  # standard deviations that slopes are taken over
NEARER = 0.95  # of the nearest single change: less nearer is not told as nearer
TINY = 1e-12


@dataclass(frozen=True)
class Part:
    """One of the assumptions that are moved together: a factor on rates, and how far its prior is moved."""

    name: str
    title: str
    unit: str
    assumed: float
    needed: float
    distance: float


@dataclass(frozen=True)
class Joint:
    """The nearest point found at which another portfolio is advised, some assumptions moved together.

    ``distance`` is $\\sqrt{\\sum_j z_j^2}$ with $z_j$ the standard deviations by which the prior of effect
    $j$ is moved; ``alone`` the same of the nearest single change, none where none flips. ``checked`` is by
    how much the new advice is better, simulated again there.
    """

    parts: tuple[Part, ...]
    distance: float
    alone: float | None
    advice: str
    instead: str
    outcome: str
    criterion: Criterion
    words: str
    checked: Estimate | None = None


def joint_flip(explored: Explored, judge: Judge) -> Joint | None:
    """Find the nearest point in standardised prior space where the advice flips, a few effects moved at once.

    For each rival: from where no prior is moved, go to where the tangent of its margin vanishes, then along
    that ray to where the advice flips, and take the tangent anew there. At most four effects move, those
    whose margin is steepest. The result is the nearest point found: the margin has kinks, and a nearer one
    is not excluded. None where no point nearer than any single change is found.

    Source: Hasofer & Lind (1974), Journal of the Engineering Mechanics Division 100, 111; Rackwitz & Fiessler
    (1978), Computers & Structures 9, 489.
    """
    bent = bend(explored, judge)
    factors = {one.label: one for one in movable(bent)}
    usual = bent.advice(moved(bent, {}), bent.everywhere)
    alone = min((size for label in factors for size in _alone(bent, label, usual)), default=None)
    limit = FARTHEST if alone is None else NEARER * alone
    best: tuple[float, int, Steps] | None = None
    for rival in range(len(explored.portfolios)):
        if rival != usual and factors:
            found = _towards(bent, tuple(factors), (usual, rival), best[0] if best else limit)
            best = found or best
    return None if best is None else _told(bent, factors, usual, best, alone)


def _alone(bent: Bent, label: str, usual: int) -> Iterator[float]:
    for side in (1.0, -1.0):
        for size, _ in first_change(lambda size, side=side: _advice(bent, {label: side * size}), usual):
            yield size


def _towards(
    bent: Bent, labels: tuple[str, ...], pair: tuple[int, int], limit: float
) -> tuple[float, int, Steps] | None:
    """Turn towards one rival until no nearer flip is found than ``limit``: how far, to what, and where."""
    here: Steps = {}
    best = None
    chosen = labels
    for _ in range(TURNS):
        slope = _slope(bent, chosen, here, pair)
        chosen, slope = _steepest(chosen, slope)
        at = np.array([here.get(label, 0.0) for label in chosen])
        point = (slope @ at - _margin(bent, here, pair)) * slope / max(float(slope @ slope), TINY)
        size = float(np.linalg.norm(point))
        if size < TINY:
            break
        way = dict(zip(chosen, (point / size).tolist(), strict=True))
        flipped = _along(bent, way, pair[0], limit)
        here = _scaled(way, flipped[0] if flipped else min(size, FARTHEST))
        if flipped:
            best, limit = (*flipped, here), flipped[0]
    return best


def _along(bent: Bent, way: Steps, usual: int, limit: float) -> tuple[float, int] | None:
    """First point of a ray, nearer than the limit, at which anything else is advised."""
    return next(first_change(lambda size: _advice(bent, _scaled(way, size)), usual, limit), None)


def _slope(bent: Bent, labels: tuple[str, ...], here: Steps, pair: tuple[int, int]) -> np.ndarray:
    """How the margin moves with each prior, by central differences."""
    found = [
        _margin(bent, _nudged(here, label, NUDGE), pair) - _margin(bent, _nudged(here, label, -NUDGE), pair)
        for label in labels
    ]
    return np.array(found) / (2.0 * NUDGE)


def _steepest(labels: tuple[str, ...], slope: np.ndarray) -> tuple[tuple[str, ...], np.ndarray]:
    order = np.argsort(-np.abs(slope), kind="stable")[:TOGETHER]
    return tuple(labels[place] for place in order), slope[order]


def _margin(bent: Bent, steps: Steps, pair: tuple[int, int]) -> float:
    """By how much the usual advice is ahead of a rival."""
    found = bent.scores(moved(bent, steps), bent.everywhere)
    return float(found[pair[0]] - found[pair[1]])


def _advice(bent: Bent, steps: Steps) -> int:
    return bent.advice(moved(bent, steps), bent.everywhere)


def _nudged(here: Steps, label: str, by: float) -> Steps:
    return {**here, label: here.get(label, 0.0) + by}


def _scaled(way: Steps, size: float) -> Steps:
    return {label: size * step for label, step in way.items()}


def _told(
    bent: Bent,
    factors: Mapping[str, Factor],
    usual: int,
    best: tuple[float, int, Steps],
    alone: float | None,
) -> Joint:
    distance, instead, steps = best
    old, new = bent.explored.portfolios[usual], bent.explored.portfolios[instead]
    ordered = sorted(steps.items(), key=lambda item: -abs(item[1]))
    parts = tuple(_part(factors[label], step) for label, step in ordered if step)
    words = _words(parts, (old.title, new.title), distance, alone)
    judged = bent.judge.outcome, bent.judge.criterion
    return Joint(parts, distance, alone, old.name, new.name, *judged, words)


def _words(parts: tuple[Part, ...], titles: tuple[str, str], distance: float, alone: float | None) -> str:
    old, new = titles
    said = "; ".join(
        f"“{part.title}” from {part.assumed:.3f} to {part.needed:.3f} {part.unit}" for part in parts
    )
    single = (
        "no single change flips it" if alone is None else f"the nearest single change is {alone:.2g} away"
    )
    return (
        f"Changed together, these flip the advice from “{old}” to “{new}”: {said}. "
        f"That is {distance:.2g} standard deviations of the priors away; {single}."
    )


def _part(factor: Factor, step: float) -> Part:
    assumed, needed = (float(np.exp(mean)) for mean in (factor.mean, factor.mean + step * factor.sd))
    return Part(factor.label, factor.title, "times the rate", assumed, needed, step)


def checked_together(trying: Try, explored: Explored, joint: Joint) -> Joint:
    """Simulate the worlds again at the point where the advice flips."""
    steps = {part.name: part.distance for part in joint.parts}
    found = simulated_again(trying, explored, steps, (joint.advice, joint.instead), joint.outcome)
    return replace(joint, checked=found)
