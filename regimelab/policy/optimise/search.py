"""The search for doses that no other doses beat: cheaper, more benefit, less harm."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from regimelab.policy.explore.experiments import Measured
from regimelab.policy.explore.explored import way
from regimelab.policy.optimise.evaluate import Bench, kept
from regimelab.policy.optimise.limits import Limits, Prices, affordable
from regimelab.policy.parts import Keep, at_once
from regimelab.types import CandidateLever, CandidateObjective, PerCandidate

POPULATION = 48
MUTATED = 0.3  # share of doses that a child draws anew or moves
Progress = Callable[[float], None]


class Judged(NamedTuple):
    """Candidates, what is to be small (cost, loss of benefit, harm), and how far they cross red lines."""

    doses: CandidateLever
    objectives: CandidateObjective
    crossed: PerCandidate


class Aims(NamedTuple):
    """The outcome that is to get better, and the one that is to be harmed least."""

    benefit: str
    harm: str


def search(
    bench: Bench,
    price: Prices,
    limits: Limits,
    aims: Aims,
    rounds: int,
    progress: Progress,
    keep: Keep = at_once,
) -> tuple[Judged, int]:
    """Candidates that no other beats, after rounds of trying, picking and varying; and how many were tried.

    A search that was stopped takes the same turns again, and simulates only what ``keep`` does not hold.
    Selection is by fronts and by room around a candidate; whoever crosses no red line comes before
    whoever does. Source: Deb, Pratap, Agarwal & Meyarivan (2002), IEEE Transactions on Evolutionary
    Computation 6, 182.
    """
    rng = np.random.default_rng(bench.seed)
    held = _judge(bench, price, limits, aims, _first(price, limits, rng), keep)
    tried = len(held.doses)
    for number in range(rounds):
        progress(number / rounds)
        children = affordable(_varied(held.doses, price, rng), price, limits.budget)
        children = _new(children, held.doses)
        if len(children):
            tried += len(children)
            held = _both(held, _judge(bench, price, limits, aims, children, keep))
            held = _picked(held, _best(held, POPULATION))
    progress(1.0)
    allowed = _picked(held, np.flatnonzero(held.crossed <= 0))
    return _picked(allowed, np.flatnonzero(fronts(allowed.objectives) == 0)), tried


def fronts(objectives: CandidateObjective) -> np.ndarray:
    """Front of every candidate: 0 if none beats it, 1 if only those of front 0 do, and so on."""
    no_worse = np.all(objectives[:, None] <= objectives[None, :], axis=2)
    better = np.any(objectives[:, None] < objectives[None, :], axis=2)
    beaten = no_worse & better
    front, left, number = np.zeros(len(objectives), dtype=int), np.ones(len(objectives), dtype=bool), 0
    while left.any():
        first = left & ~np.any(beaten & left[:, None], axis=0)
        front[first], left, number = number, left & ~first, number + 1
    return front


def gains(bench: Bench, found: np.ndarray, nothing: np.ndarray, one: Measured) -> np.ndarray:
    """How much better than nothing candidates do in each world, by one thing measured."""
    place = bench.ground.measured.index(one)
    return (found[:, place] - nothing[place]) * way(one.outcome)


def _judge(
    bench: Bench, price: Prices, limits: Limits, aims: Aims, doses: CandidateLever, keep: Keep
) -> Judged:
    nothing = np.zeros((1, doses.shape[1]))
    found = kept(bench, np.concatenate([nothing, doses]), keep)
    baseline, tried = found[0], found[1:]
    benefit, harm = (gains(bench, tried, baseline, Measured(one)).mean(axis=1) for one in aims)
    lines = [gains(bench, tried, baseline, one).mean(axis=1) for one in limits.red_lines]
    crossed = np.maximum(-np.array(lines), 0.0).sum(axis=0) if lines else np.zeros(len(doses))
    return Judged(doses, np.column_stack([price.cost(doses), -benefit, -harm]), crossed)


def _first(price: Prices, limits: Limits, rng: np.random.Generator) -> CandidateLever:
    """Nothing, each lever alone at full dose, and mixtures of a few levers."""
    highest = np.array([lever.high for lever in price.levers])
    alone = np.diag(highest)
    mixed = rng.random((max(POPULATION - len(alone), 0), len(highest))) * highest
    mixed *= rng.random(mixed.shape) < 0.4
    made = affordable(np.concatenate([np.zeros((1, len(highest))), alone, mixed]), price, limits.budget)
    return np.unique(made, axis=0)


def _varied(doses: CandidateLever, price: Prices, rng: np.random.Generator) -> np.ndarray:
    """Children of two parents: each dose from one of them, and some moved, dropped or drawn anew."""
    highest = np.array([lever.high for lever in price.levers])
    one, other = (doses[rng.integers(0, len(doses), POPULATION)] for _ in range(2))
    child = np.where(rng.random(one.shape) < 0.5, one, other)
    moved = np.clip(child + rng.normal(0.0, 0.25, child.shape) * highest, 0.0, highest)
    anew = np.where(rng.random(child.shape) < 0.5, moved, 0.0)
    return np.where(rng.random(child.shape) < MUTATED, anew, child)


def _new(children: np.ndarray, known: np.ndarray) -> np.ndarray:
    seen = {tuple(row) for row in known.tolist()}
    fresh = [row for row in np.unique(children, axis=0).tolist() if tuple(row) not in seen]
    return np.array(fresh).reshape(len(fresh), children.shape[1])


def _best(held: Judged, number: int) -> np.ndarray:
    """The first candidates by red lines, then by front, then by room."""
    front, room = fronts(held.objectives), np.zeros(len(held.doses))
    for name in np.unique(front):
        here = np.flatnonzero(front == name)
        room[here] = _room(held.objectives[here])
    return np.lexsort((-room, front, held.crossed))[:number]


def _room(objectives: CandidateObjective) -> PerCandidate:
    """Distance between the neighbours of a candidate, summed over objectives; the ends have all room."""
    room = np.zeros(len(objectives))
    for column in objectives.T:
        order = np.argsort(column, kind="stable")
        span = max(float(column[order[-1]] - column[order[0]]), 1e-12)
        room[order[[0, -1]]] = np.inf
        room[order[1:-1]] += (column[order[2:]] - column[order[:-2]]) / span
    return room


def _both(one: Judged, other: Judged) -> Judged:
    return Judged(*(np.concatenate(parts) for parts in zip(one, other, strict=True)))


def _picked(held: Judged, which: np.ndarray) -> Judged:
    return Judged(*(part[which] for part in held))
