"""Reading outcomes from acts: for the region as a whole, then for each member."""

from collections.abc import Callable
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
import scipy.sparse as sparse
from jax import Array

from regimelab.engine.forcing import Forcing
from regimelab.engine.simulate import Start, read_where_drawn, simulator
from regimelab.errors import InvalidInput, Problem
from regimelab.fit.grid import grid
from regimelab.policy.outcomes import OUTCOMES, PATRON, UNREST, Outcome
from regimelab.policy.present import Present
from regimelab.policy.reach import Cast, touched
from regimelab.theory.device import accelerated
from regimelab.theory.model import Model
from regimelab.types import (
    EntryFlags,
    MonthEntry,
    MonthEntryActs,
    OutcomeFlags,
    OutcomePlaceFuture,
    OutcomePlaceTime,
    OutcomePlaceTimeFuture,
    RowEntry,
    RowFuture,
    RowIndex,
    RowTimeFuture,
)

YEAR = 12  # months


class Reader(NamedTuple):
    """How acts make outcomes: which entries count for each outcome and place, and the recorded months.

    Places are the region (none), then each member. ``past`` holds the last thirteen recorded months.
    """

    outcomes: tuple[Outcome, ...]
    places: tuple[str | None, ...]
    weights: sparse.csr_matrix
    past: OutcomePlaceTimeFuture


def reader(present: Present) -> Reader:
    """Prepare to read futures that begin at the present."""
    history = present.history
    places = (None, *(history.actors[member] for member in history.members))
    counting = np.concatenate([_counting(present, outcome) for outcome in OUTCOMES])
    weights = sparse.csr_matrix(counting)
    begun = Reader(OUTCOMES, places, weights, np.zeros((len(OUTCOMES), len(places), 0, 1)))
    return _after(begun, _recorded(present))


def record_of(reading: Reader, present: Present, months: int) -> OutcomePlaceTime:
    """Outcomes at the end of each of so many recorded months and before the first, or as many as there are.

    They are read as those of a future that began so many months ago, and came true.
    """
    acts = _recorded(present)
    begun = max(len(acts) - months, YEAR + 1)
    if begun >= len(acts):
        return np.zeros((len(reading.outcomes), len(reading.places), 0))
    return trailing(_after(reading, acts[:begun]), acts[begun:, :, None])[..., 0]


def ever_recorded(reading: Reader, present: Present) -> OutcomeFlags:
    """Whether the record holds any act that counts for an outcome, whenever it was."""
    acts = reading.weights @ _recorded(present).sum(axis=0)
    return acts.reshape(len(reading.outcomes), -1)[:, 0] > 0


def _recorded(present: Present) -> MonthEntry:
    """Acts recorded, by month and entry."""
    history = present.history
    step = history.length / round(history.length)
    return grid(history, present.model.risk, step).counts.T


def _after(reading: Reader, acts: MonthEntry) -> Reader:
    """Read what comes after so much of the record."""
    return reading._replace(past=_months(reading, acts[-YEAR - 1 :, :, None]))


def regional(reading: Reader) -> Reader:
    """Read the region as a whole only, which is faster; what counts in crises only cannot be read so."""
    rows = np.arange(len(reading.outcomes)) * len(reading.places)
    return reading._replace(
        places=reading.places[:1], weights=reading.weights[rows], past=reading.past[:, :1]
    )


def yearly(reading: Reader, counts: MonthEntryActs) -> OutcomePlaceFuture:
    """Outcomes of futures in acts per year, over all their months.

    Months are told apart only for outcomes that count acts in crisis.
    """
    acts = _in_all(reading.weights, counts, np.float64)
    found = acts.reshape(len(reading.outcomes), len(reading.places), -1) / len(counts) * YEAR
    monthly = _in_crisis(reading)
    for outcome, one in zip(monthly.outcomes, _yearly(monthly, _months(monthly, counts), np), strict=True):
        found[reading.outcomes.index(outcome)] = one
    return found


def _in_crisis(reading: Reader) -> Reader:
    """Read unrest, and what counts acts in crisis."""
    some = [place for place, one in enumerate(reading.outcomes) if one.in_crisis or one is UNREST]
    places = len(reading.places)
    rows = np.concatenate([np.arange(place * places, (place + 1) * places) for place in some])
    outcomes = tuple(reading.outcomes[place] for place in some)
    return reading._replace(outcomes=outcomes, weights=reading.weights[rows], past=reading.past[some])


def yearly_futures(model: Model, reading: Reader) -> Callable[[Start, Forcing, int], OutcomePlaceFuture]:
    """Compile a function that draws futures and tells their yearly outcomes.

    On an accelerator they are read there: acts by month are a few hundred times as much to fetch.
    """
    if not accelerated():
        simulate = simulator(model)
        return lambda start, forcing, seed: yearly(reading, simulate(start, forcing, seed).counts)
    return read_where_drawn(model, lambda counts: read_there(reading, counts))


def read_there(reading: Reader, counts: Array) -> Array:
    """Yearly outcomes as compiled code reads them, in single precision: acts are whole numbers."""
    weights = jnp.asarray(reading.weights.toarray(), np.float32)
    acts = jax.lax.map(lambda month: weights @ month.astype(np.float32), counts)
    return _yearly(reading, acts.swapaxes(0, 1).reshape(len(reading.outcomes), -1, *acts.shape[::2]), jnp)


def _yearly(reading: Reader, acts: OutcomePlaceTimeFuture, numbers: Any) -> Any:  # noqa: ANN401
    """Mean by month, times twelve; ``numbers`` is the module that the arrays are of."""
    return numbers.stack([one.mean(axis=1) for one in _judged(reading, acts, 1, numbers)]) * YEAR


def totals(reading: Reader, counts: MonthEntryActs) -> OutcomePlaceFuture:
    """The same without looking month by month: outcomes that count acts in crisis only are not told."""
    acts = _in_all(reading.weights, counts, np.float32) * np.float32(YEAR / counts.shape[0])
    return acts.reshape(len(reading.outcomes), -1, acts.shape[1])


def _in_all(weights: sparse.csr_matrix, counts: MonthEntryActs, precision: type[np.floating]) -> RowFuture:
    """Acts that count over all months, by row: added up in the smallest whole numbers that hold them."""
    room = np.min_scalar_type(len(counts) * np.iinfo(counts.dtype).max)
    seen, counting = _seen(weights)
    whole = np.zeros((len(seen), counts.shape[2]), room)
    for month in counts:
        whole += month[seen]
    return counting @ whole.astype(precision)


def _seen(weights: sparse.csr_matrix) -> tuple[RowIndex, sparse.csr_matrix]:
    """Entries that count for any row, and the weights of these alone."""
    seen = np.unique(weights.indices)
    return seen, weights[:, seen]


def trailing(reading: Reader, counts: MonthEntryActs, months: int = YEAR) -> OutcomePlaceTimeFuture:
    """Acts in the last months, twelve at most, before the futures begin and at the end of each of theirs.

    At first they reach back into what was recorded.
    """
    if reading.past.shape[2] <= YEAR:
        what = f"holds {reading.past.shape[2]} months, too few to look back a year from the first one."
        raise InvalidInput(Problem("evidence", what, "Lengthen the region's period."))
    acts = np.stack(_judged(reading, _months(reading, counts), YEAR + 1, np))
    so_far = np.concatenate([np.zeros_like(acts[:, :, :1]), np.cumsum(acts, axis=2)], axis=2)
    return so_far[:, :, YEAR:] - so_far[:, :, YEAR - months : -months]


def _judged(reading: Reader, to_come: OutcomePlaceTimeFuture, recorded: int, numbers: Any) -> list[Any]:  # noqa: ANN401
    """Outcomes by month, the last recorded months first but for one, which only tells who was in crisis."""
    past = np.repeat(reading.past[:, :, -recorded:].astype(to_come.dtype), to_come.shape[3], axis=3)
    acts = numbers.concatenate([past, to_come], axis=2)
    unrest = acts[reading.outcomes.index(UNREST), 1:]
    crisis = (unrest[:, 1:] + unrest[:, :-1]) > 0
    found = list(acts[:, :, 1:])
    for place, outcome in enumerate(reading.outcomes):
        if outcome.in_crisis:
            members = found[place][1:] * crisis
            found[place] = numbers.concatenate([members.sum(axis=0, keepdims=True), members])
    return found


def _months(reading: Reader, counts: MonthEntryActs) -> OutcomePlaceTimeFuture:
    """Acts of each outcome by place and month, whether or not in crisis."""
    acts = _tallied(reading.weights, counts)
    return acts.reshape(len(reading.outcomes), len(reading.places), *acts.shape[1:])


def _tallied(weights: sparse.csr_matrix, counts: MonthEntryActs) -> RowTimeFuture:
    """Acts that count, by row of the weights and month."""
    seen, counting = _seen(weights)
    return np.stack([counting @ month[seen].astype(float) for month in counts], axis=1)


def _counting(present: Present, outcome: Outcome) -> RowEntry:
    """One where an entry counts, for the region and for each member at one of its ends."""
    history = present.history
    cast = Cast(history.actors, history.classes, present.model.risk)
    ways = [tuple(_named(present, party) for party in way) for way in outcome.ways]
    counted = np.any([touched(cast, outcome.kinds, *way) for way in ways], axis=0)
    ends = [_at(present, int(member), outcome.in_crisis) for member in history.members]
    return np.array([counted, *(counted & end for end in ends)], dtype=float)


def _at(present: Present, member: int, receiving: bool) -> EntryFlags:
    """Entries with a member at one end, or at the receiving end only."""
    risk = present.model.risk
    return (risk.receiver == member) | ((risk.sender == member) & (not receiving))


def _named(present: Present, party: str) -> str:
    return present.history.actors[present.history.patron] if party == PATRON else party
