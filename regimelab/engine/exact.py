"""Draw futures act by act, without steps: slow and exact, for small runs and to test the fast engine."""

from typing import NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from jax import Array

from regimelab.engine.chance import step_bits, unit
from regimelab.engine.forcing import Forcing
from regimelab.engine.month import Month, log_rates_in, month_of
from regimelab.engine.simulate import CEILING, Simulate, Start, chunked
from regimelab.theory.memory import Memory, crises_of, forget, remember, traces
from regimelab.theory.model import Model
from regimelab.types import Columns, EntryColumns, EntryCount, PerPiece, PieceEntry, PieceIndex, Scalar

AHEAD = 0.1  # months that a bound on the rates looks ahead: further is looser, nearer asks more often
ROUNDING = 1.0 + 1e-5  # single precision must not lift a rate above its bound


class Clock(NamedTuple):
    """Where each future stands in its month: time in months, memory, acts so far; tries of all futures."""

    time: Columns
    memory: Memory
    counts: EntryCount
    tries: Array
    capped: Scalar


def exact_simulator(model: Model) -> Simulate:
    """Compile a region's model into a function that draws futures act by act, by thinning.

    From where a future stands, its rates cannot rise above a bound before the next act: memories only
    fade. A candidate comes after an exponential wait at the bound's rate and is an act with the
    chance that the true rate then has of the bound. Expected acts are the mean over the futures.

    Source: Ogata (1981), IEEE Transactions on Information Theory 27, 23.
    """
    return chunked(model, _draw, by_piece)


class Pieces(NamedTuple):
    """Time without a scheduled act inside: month, beginning and end in it, acts at the beginning."""

    month: PieceIndex
    begin: PerPiece
    end: PerPiece
    acts: PieceEntry


def by_piece(forcing: Forcing, entries: int) -> Pieces:
    """Cut time at months and at scheduled acts."""
    months = forcing.path.shape[1]
    begin = np.unique(np.concatenate([np.arange(months), forcing.acts.month]))
    end = np.append(begin[1:], months)
    month = np.floor(begin).astype(int)
    acts = np.zeros((len(begin), entries))
    np.add.at(acts, (np.searchsorted(begin, forcing.acts.month), forcing.acts.entry), 1.0)
    return Pieces(month, begin - month, end - month, acts)


def _draw(
    model: Model, pieces: Pieces, start: Start, forcing: Forcing, counted: Columns, keys: Array
) -> tuple[Array, Array, Array]:
    """Pieces of time one after the other; what is given from outside holds for a month."""
    columns = len(counted)

    def piece(memory: Memory, this: tuple[Array, Pieces]) -> tuple[Memory, tuple[EntryCount, Scalar]]:
        number, (month, begin, end, scheduled) = this
        given = month_of(model, start.given, forcing, memory, month.astype(jnp.int32))
        own = jax.vmap(lambda key: jax.random.fold_in(key, number))(keys)
        acts = jnp.broadcast_to(scheduled[:, None], (model.risk.size, columns))
        time, none = jnp.full(columns, begin), jnp.float32(0)
        begun = Clock(time, _after(model, start, memory, acts), acts.astype(jnp.uint8), jnp.int32(0), none)
        done = jax.lax.while_loop(
            lambda clock: jnp.any(clock.time < end),
            lambda clock: _try(model, start, (given, end), own, clock),
            begun,
        )
        return done.memory, (done.counts, done.capped / done.tries)

    _, (counts, capped) = jax.lax.scan(piece, start.memory, (jnp.arange(len(pieces.month)), pieces))
    whole = jax.ops.segment_sum(counts, pieces.month.astype(jnp.int32), forcing.path.shape[1])
    return whole, whole.astype(jnp.float32) @ counted, jnp.mean(capped) * jnp.sum(counted)


def _try(model: Model, start: Start, holding: tuple[Month, Scalar], keys: Array, clock: Clock) -> Clock:
    """Wait for a candidate, or for as long as the bound holds; then ask whether it is an act, and which."""
    (month, end), given, entries = holding, start.given, model.risk.size
    waiting, choosing, _ = unit(step_bits(keys, clock.tries))
    rest = jnp.minimum(AHEAD, end - clock.time)
    bound = ROUNDING * jnp.sum(_bound(model, start, month, clock.memory, rest), axis=0)
    wait = -jnp.log(waiting) / bound
    passed = jnp.minimum(wait, rest)
    memory = forget(clock.memory, passed, given.half_lives)
    log_rate = log_rates_in(month, model, given, memory)
    ladder = jnp.cumsum(jnp.exp(jnp.minimum(log_rate, CEILING)), axis=0)
    which = jnp.where(wait < rest, jnp.sum(ladder <= (choosing * bound)[None, :], axis=0), entries)
    acts = (jnp.arange(entries)[:, None] == which[None, :]).astype(log_rate.dtype)
    return Clock(
        clock.time + passed,
        _after(model, start, memory, acts),
        clock.counts + acts.astype(jnp.uint8),
        clock.tries + 1,
        clock.capped + jnp.mean(log_rate > CEILING, dtype=jnp.float32),
    )


def _bound(model: Model, start: Start, month: Month, memory: Memory, ahead: Columns) -> EntryColumns:
    """What no rate can exceed before the next act: what raises it counts as now, what lowers it as later."""
    given = start.given
    later = forget(memory, ahead, given.half_lives)
    raising = given._replace(slope=jnp.maximum(given.slope, 0.0))
    lowering = given._replace(slope=jnp.minimum(given.slope, 0.0))
    lowered = log_rates_in(month._replace(outside=jnp.zeros_like(month.outside)), model, lowering, later)
    return jnp.exp(jnp.minimum(log_rates_in(month, model, raising, memory) + lowered, CEILING))


def _after(model: Model, start: Start, memory: Memory, acts: EntryColumns) -> Memory:
    crises = crises_of(acts, start.severity, model.risk, len(model.actors))
    return remember(memory, traces(acts, crises, model.risk))
