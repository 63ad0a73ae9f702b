"""How long events are remembered: half-lives that are estimated together with the effects."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import combinations
from typing import NamedTuple

import numpy as np

from regimelab.errors import InvalidInput, Problem
from regimelab.fit.events.case import ModelKind
from regimelab.fit.events.history import EventHistory
from regimelab.fit.events.newton import maximise
from regimelab.fit.events.prepare import ROOMY, Prepared, Room, prepare
from regimelab.theory.networks.term import Term
from regimelab.types import EventParameters, ParameterSquare, PerMemory, PerTerm, TermSquare

GRID = 17  # half-lives that are tried first, evenly on a logarithmic scale
FINE = 1e-5  # of a log half-life: where the search comes to rest
SMALL = 1e-2  # of a log half-life: the step of numerical derivatives
NOTHING = -1e300  # nats
ROUNDS = 8  # times that several half-lives are each improved in turn


class Remembering(NamedTuple):
    """Networks whose half-lives are estimated, their logs, and how to lay the model out for any of them."""

    names: tuple[str, ...]
    log_half_lives: PerMemory
    lay_out: Callable[[PerMemory], Prepared]

    def moved(self, *steps: tuple[int, float]) -> Prepared:
        """Lay the model out with some log half-lives moved by steps."""
        moved = self.log_half_lives.copy()
        for place, step in steps:
            moved[place] += step
        return self.lay_out(moved)


def remember(
    history: EventHistory,
    terms: Sequence[Term],
    kind: ModelKind,
    start: float,
    end: float,
    names: Sequence[str],
    room: Room = ROOMY,
) -> Remembering:
    """Find the half-lives under which the model, estimated anew for each, explains the events best."""
    if kind in ("rate", "rem") and any(term.is_intercept for term in terms):
        what = "a half-life can be estimated where the order of events counts, not with exact times."
        raise InvalidInput(Problem("model.effects", what, "Leave out the effect 1, or give the half-life."))

    def lay_out(log_half_lives: PerMemory) -> Prepared:
        given = dict(zip(names, np.exp(log_half_lives).tolist(), strict=True))
        return prepare(replace(history, half_lives=history.half_lives | given), terms, kind, start, end, room)

    low, high = _bounds(history)
    found = np.full(len(names), (low + high) / 2)
    search = _Search(lay_out)
    for _ in range(ROUNDS if len(names) > 1 else 1):
        before = found.copy()
        for place in range(len(names)):
            found = search.along(found, place, low, high)
        if np.abs(found - before).max() < SMALL / 10:
            break
    _check_inside(found, names, low, high)
    return Remembering(tuple(names), found, lay_out)


class _Search:
    """Log-likelihoods of half-lives, each the best that the effects can make of them."""

    def __init__(self, lay_out: Callable[[PerMemory], Prepared]) -> None:
        self.lay_out = lay_out

    def along(self, found: PerMemory, place: int, low: float, high: float) -> PerMemory:
        """Improve one half-life: first on a grid, then between the neighbours of the best."""
        from scipy.optimize import minimize_scalar  # here, as it takes long to import and few need it

        grid = np.linspace(low, high, GRID)
        heights = [self.height(found, place, at) for at in grid]
        best = int(np.argmax(heights))
        around = float(grid[max(best - 1, 0)]), float(grid[min(best + 1, GRID - 1)])
        finer = minimize_scalar(
            lambda at: -self.height(found, place, at),
            bounds=around,
            method="bounded",
            options={"xatol": FINE},
        )
        moved = found.copy()
        moved[place] = finer.x
        return moved

    def height(self, found: PerMemory, place: int, at: float) -> float:
        """Give the log-likelihood of one half-life, or next to nothing where no effects are best."""
        moved = found.copy()
        moved[place] = at
        laid = self.lay_out(moved)
        top = maximise(laid.curve, laid.start)
        return top.curve.value if top.converged else NOTHING


def joint_information(memory: Remembering, beta: PerTerm, own: TermSquare) -> ParameterSquare:
    """Extend the information of the effects by that of the log half-lives, by differences."""
    terms, count = len(beta), len(memory.names)
    joint = np.zeros((terms + count, terms + count))
    joint[:terms, :terms] = own
    here = memory.moved().curve(beta).value
    for place in range(count):
        less, more = (memory.moved((place, step)).curve(beta) for step in (-SMALL, SMALL))
        joint[terms + place, terms + place] = (2 * here - less.value - more.value) / SMALL**2
        joint[terms + place, :terms] = (less.gradient - more.gradient) / (2 * SMALL)
        joint[:terms, terms + place] = joint[terms + place, :terms]
    for a, b in combinations(range(count), 2):
        corners = [
            s * t * memory.moved((a, s * SMALL), (b, t * SMALL)).curve(beta).value
            for s in (-1, 1)
            for t in (-1, 1)
        ]
        joint[terms + a, terms + b] = joint[terms + b, terms + a] = -sum(corners) / (4 * SMALL**2)
    return joint


def joint_slopes(memory: Remembering, beta: PerTerm) -> EventParameters:
    """Give the slope of each event's log-likelihood by every effect and every log half-life."""
    columns = [memory.moved().case.contributions(beta).slope]
    for place in range(len(memory.names)):
        less, more = (
            memory.moved((place, step)).case.contributions(beta).log_likelihood for step in (-SMALL, SMALL)
        )
        columns.append(((more - less) / (2 * SMALL))[:, None])
    return np.concatenate(columns, axis=1)


def _bounds(history: EventHistory) -> tuple[float, float]:
    """From a tenth of the shortest wait between events to ten times the time of them all, as logs."""
    times = np.unique([event.time for event in history.events])
    if len(times) < 3:
        what = "cannot be estimated from events at fewer than three times."
        raise InvalidInput(Problem("half-lives", what, "Give them, such as half_life=30."))
    return float(np.log(np.diff(times).min() / 10)), float(np.log(10 * (times[-1] - times[0])))


def _check_inside(found: PerMemory, names: Sequence[str], low: float, high: float) -> None:
    """Refuse a half-life that runs to the end of what the observation can tell."""
    width = (high - low) / (GRID - 1)
    problems = [
        Problem(
            f"half-life of {name.rstrip('?~')}",
            f"runs to {'zero' if at < low + width / 4 else 'infinity'}: the events do not bound it.",
            "Give one, such as half_life=30; or leave the memory out.",
        )
        for name, at in zip(names, found, strict=True)
        if at < low + width / 4 or at > high - width / 4
    ]
    if problems:
        raise InvalidInput(problems)
