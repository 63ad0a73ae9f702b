"""Three kinds of chance: other dates, other actors, other states in the members' place."""

from collections.abc import Iterator
from itertools import combinations
from math import comb
from typing import NamedTuple

import numpy as np

from regimelab.measures.strength.parts import View, cases_of
from regimelab.measures.strength.record import STATES, Record

DRAWS = 400
SWEEPS = 2  # times that every act is offered a swap between two draws
MIXING = 20  # sweeps before the first draw
LEAST_ACTS = 5  # dealings that a state needs to stand in a placebo region


def levels(view: View) -> np.ndarray:
    """Log odds of every part over the whole period; unknown where it has no case."""
    sums = [(found.shown.sum(), found.cases.sum()) for found in cases_of(view)]
    return np.array([np.log((k + 0.5) / (n - k + 0.5)) if n else np.nan for k, n in sums])


def among_other_dates(view: View, rng: np.random.Generator) -> Iterator[View]:
    """Shuffle the dates of dealings among all dealings; crises stay where they were.

    How much was recorded on each day is kept, so that waves of reporting are not taken for answers.
    """
    record = view.record
    free = np.flatnonzero(~record.fixed)
    for _ in range(DRAWS):
        day = record.day.copy()
        day[free] = rng.permutation(day[free])
        yield view._replace(record=record._replace(day=day))


def among_other_actors(view: View, rng: np.random.Generator) -> Iterator[View]:
    """Rewire who deals with whom: each actor keeps its number of dealings, each act its kind, date and size.

    Two acts of as many parties swap an actor, where neither has it already. An act with a member keeps one:
    acts without any are not searched for, so chance must not make them. Votes are dealt anew among those
    that voted on the roll call.
    """
    record = view.record
    sides = Sides(record.sent.copy(), record.got.copy())
    places = list(_places(record))
    for turn in range(MIXING + DRAWS * SWEEPS):
        for act, actor in places:
            _sweep(sides, act, actor, view.members, rng)
        if turn >= MIXING and (turn - MIXING) % SWEEPS == 0:
            votes = record.votes._replace(vote=_dealt_anew(record, rng))
            yield view._replace(
                record=record._replace(sent=sides.sent.copy(), got=sides.got.copy(), votes=votes)
            )


def among_other_states(view: View, rng: np.random.Generator) -> Iterator[View]:
    """Let other sets of states of the same record play the members: no more than half of them members.

    Each has five dealings or more; all such sets, or a sample of them where there are many.
    """
    record, size = view.record, int(view.members.sum())
    dealings = (record.parties & record.dealing[:, None]).sum(axis=0)
    states = np.array([role in STATES for role in record.classes])
    able = np.flatnonzero(states & (dealings >= LEAST_ACTS))
    for chosen in _sets(able, size, rng):
        placed = np.zeros(len(record.actors), dtype=bool)
        placed[list(chosen)] = True
        if (placed & view.members).sum() <= size // 2:
            yield View(record, placed, record.episodes(placed))


def _sets(able: np.ndarray, size: int, rng: np.random.Generator) -> Iterator[tuple[int, ...]]:
    if comb(len(able), size) <= DRAWS:
        yield from combinations(able.tolist(), size)
        return
    found = {tuple(sorted(rng.choice(able, size, replace=False).tolist())) for _ in range(2 * DRAWS)}
    yield from sorted(found)


class Sides(NamedTuple):
    """Who acts and who is acted on, by act and actor, while they are rewired."""

    sent: np.ndarray
    got: np.ndarray


def _places(record: Record) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Places of actors in acts that may swap with each other: acts of as many parties."""
    sizes = record.parties.sum(axis=1)
    for size in np.unique(sizes[~record.fixed]):
        act, actor = np.nonzero(record.parties & (~record.fixed & (sizes == size))[:, None])
        if len(act) > size:
            yield act, actor


def _sweep(
    sides: Sides, act: np.ndarray, actor: np.ndarray, members: np.ndarray, rng: np.random.Generator
) -> None:
    """Offer every act a swap of one actor with another act; ``actor`` is changed in place."""
    order = rng.permutation(len(act))
    drawn = rng.permutation(order[np.unique(act[order], return_index=True)[1]])
    half = len(drawn) // 2
    one, other = drawn[:half], drawn[half : 2 * half]
    parties = sides.sent | sides.got
    inside = (parties & members).sum(axis=1)
    gain = members[actor[other]].astype(int) - members[actor[one]]
    fits = ~parties[act[one], actor[other]] & ~parties[act[other], actor[one]]
    fits &= (inside[act[one]] + gain > 0) == (inside[act[one]] > 0)
    fits &= (inside[act[other]] - gain > 0) == (inside[act[other]] > 0)
    one, other = one[fits], other[fits]
    for matrix in sides:
        first, second = matrix[act[one], actor[one]].copy(), matrix[act[other], actor[other]].copy()
        matrix[act[one], actor[one]], matrix[act[other], actor[other]] = False, False
        matrix[act[one], actor[other]], matrix[act[other], actor[one]] = first, second
    actor[one], actor[other] = actor[other], actor[one]


def _dealt_anew(record: Record, rng: np.random.Generator) -> np.ndarray:
    votes = record.votes
    order = np.lexsort((rng.random(len(votes.call)), votes.call))
    dealt = votes.vote.copy()
    dealt[np.lexsort((np.arange(len(votes.call)), votes.call))] = votes.vote[order]
    return dealt
