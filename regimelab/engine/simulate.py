"""Draw futures: the rates of the theory, held over short steps, and Poisson acts from them."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache, partial
from typing import Any, NamedTuple, Protocol, runtime_checkable

import jax
import jax.numpy as jnp
import numpy as np
from jax import Array

from regimelab.engine.chance import chance_of, future_keys, poisson, step_bits
from regimelab.engine.compiling import COMPILING
from regimelab.engine.cores import cores
from regimelab.engine.forcing import NOTHING_SCHEDULED, Forcing
from regimelab.engine.month import Month, log_rates_in, month_of
from regimelab.theory.device import accelerated, kept
from regimelab.theory.memory import Memory, crises_of, forget, remember, traces
from regimelab.theory.model import Coefficients, Model
from regimelab.types import (
    ColumnBits,
    Columns,
    EntryColumns,
    EntryCount,
    FutureIndex,
    MonthEntry,
    MonthEntryFuture,
    MonthStepEntry,
    Numbers,
    PerEntry,
    Scalar,
)

STEPS = 2  # a month; more are slower and nearer to the exact way
CEILING = float(np.log(8.0))  # acts per month of one entry; none was ever recorded near it
ROUNDED = 1 - 1e-5  # rates at the ceiling are counted despite rounding
CELLS = 72_000, 126_000  # entries times futures that a thread draws at a time: more leave a core's cache
MANY = 16_000_000  # the same on an accelerator: fewer would wait for launches
FILLED = 256  # a chunk is a multiple of these there
AT_ONCE = 2  # chunks in flight on an accelerator: one is drawn while another is fetched
LANES = 16  # a chunk is a multiple of these: what a processor adds at once


Draw = Callable[..., tuple[Array, Array, Array]]
Lay = Callable[[Forcing, int], Any]
Read = Callable[[Array], Array]  # acts by month, entry and future to anything with futures on the last axis


class Start(NamedTuple):
    """Where futures begin: coefficients and memory by future, and how severe acts of a kind are."""

    given: Coefficients
    memory: Memory
    severity: PerEntry


class Futures(NamedTuple):
    """Acts by month, entry and future; expected acts by month and entry; share of rates capped."""

    counts: MonthEntryFuture
    expected: MonthEntry
    capped: float


class Drawn(NamedTuple):
    """What one chunk of futures came to: acts, expected acts, and rates capped, as in ``Futures``."""

    counts: MonthEntryFuture
    expected: PerEntry
    capped: Scalar


DrawChunk = Callable[[FutureIndex], Drawn]
Through = Callable[[DrawChunk, list[FutureIndex]], Iterable[Drawn]]


def on_every_core(draw: DrawChunk, columns: list[FutureIndex]) -> Iterator[Drawn]:
    """Go through chunks of futures with as many threads as there are cores; with few on accelerators."""
    with ThreadPoolExecutor(AT_ONCE * jax.local_device_count() if accelerated() else cores()) as pool:
        yield from pool.map(draw, columns)


@runtime_checkable
class Simulate(Protocol):
    """Draw one future a column of the coefficients."""

    def __call__(
        self,
        start: Start,
        forcing: Forcing,
        seed: int,
        numbers: FutureIndex | None = None,
        through: Through = on_every_core,
    ) -> Futures:
        """Draw the futures; those of one number meet the same chance. Without numbers each has its own.

        ``through`` goes through their chunks, in any order, and gives what they came to in theirs.
        """
        ...


def simulator(model: Model, steps: int = STEPS) -> Simulate:
    """Compile a region's model into a function that draws one future a column of the coefficients.

    The same seed gives the same futures. Two calls that differ only in their forcing use the same
    random numbers for the same future, step and entry: compare them future by future.
    """
    return chunked(model, _draw, partial(by_step, steps=steps))


def read_where_drawn(model: Model, read: Read) -> Callable[[Start, Forcing, int], np.ndarray]:
    """Compile a model into a function that draws futures and brings back only what is read of their acts.

    An accelerator draws futures ten times as fast as their acts by month can be fetched from it.
    """
    draws = _drawing(model, _draw, partial(by_step, steps=STEPS), read)
    return lambda start, forcing, seed: draws(start, forcing, seed).counts


def chunked(model: Model, draw: Draw, lay: Lay) -> Simulate:
    """Compile a way to draw futures for one chunk of them, and draw chunks on every core or device.

    ``lay`` lays scheduled acts out in time, as the way to draw wants them.
    """
    return _drawing(model, draw, lay, lambda counts: counts)


def _drawing(model: Model, draw: Draw, lay: Lay, read: Read) -> Simulate:
    """Draw futures chunk by chunk, and bring back what is read of their acts in the place of those."""
    devices, entries = jax.local_devices(), model.risk.size
    options = None if accelerated() else COMPILING

    @cache
    def shape(months: int) -> jax.ShapeDtypeStruct:
        return jax.eval_shape(read, jax.ShapeDtypeStruct((months, entries, 1), np.uint8))

    @partial(jax.jit, compiler_options=options)
    def compiled(*given: Any) -> tuple[Array, ...]:  # noqa: ANN401
        counts, *rest = draw(model, *given)
        return read(counts), *rest

    def simulate(
        start: Start,
        forcing: Forcing,
        seed: int,
        numbers: FutureIndex | None = None,
        through: Through = on_every_core,
    ) -> Futures:
        laid = lay(forcing, entries)
        whole = start, forcing._replace(acts=NOTHING_SCHEDULED), laid
        given, outside, laid = jax.tree.map(_narrow, whole)
        futures = start.given.level.shape[1]

        def chunk(columns: FutureIndex) -> Drawn:
            named = columns if numbers is None else numbers[np.minimum(columns, futures - 1)]
            with jax.default_device(devices[columns[0] // len(columns) % len(devices)]):
                return _chunk(partial(compiled, laid), given, outside, columns, future_keys(seed, named))

        one = shape(forcing.path.shape[1])
        found = np.empty((*one.shape[:-1], futures), one.dtype)
        return _together(found, through(chunk, chunks(entries, futures)))

    return simulate


def narrowed(start: Start) -> Start:
    """Bring a beginning to the engine's precision once, where it is used again and again."""
    return jax.tree.map(_narrow, start)


def chunks(entries: int, futures: int) -> list[FutureIndex]:
    """Columns that are drawn together; the last chunk goes on past the last future.

    Of two sizes, each of which is compiled once, it is the one that goes on less. On an accelerator they are
    as many as there is room for.
    """
    sizes = [LANES * max(cells // (entries * LANES), 1) for cells in CELLS]
    if accelerated():
        parts = -(-futures * entries // MANY)
        sizes = [FILLED * -(-futures // (parts * FILLED))]
    size = min(sizes, key=lambda size: -(-futures // size) * size)
    return [np.arange(first, first + size) for first in range(0, futures, size)]


def _together(counts: np.ndarray, parts: Iterable[Drawn]) -> Futures:
    """Put chunks into their places as they come."""
    expected: list[PerEntry] = []
    capped: list[Scalar] = []
    first, futures = 0, counts.shape[-1]
    for part in parts:
        counts[..., first : first + part.counts.shape[-1]] = part.counts
        first += part.counts.shape[-1]
        expected.append(part.expected)
        capped.append(part.capped)
    return Futures(counts, np.sum(expected, axis=0) / futures, float(np.sum(capped)) / futures)


def _chunk(
    draw: Callable[..., tuple[Array, ...]],
    start: Start,
    forcing: Forcing,
    columns: FutureIndex,
    keys: Array,
) -> Drawn:
    """Draw one chunk; the last is filled up with copies, which count for nothing."""
    futures = start.given.level.shape[1]
    there = np.minimum(columns, futures - 1)
    given, memory, size = jax.tree.map(
        lambda values: values[..., there], (start.given, start.memory, forcing.size)
    )
    counted = (columns < futures).astype(np.float32)
    drawn = draw(Start(given, memory, start.severity), forcing._replace(size=size), counted, keys)
    acts, expected, capped = (np.asarray(values) for values in drawn)
    return Drawn(acts[..., : int(counted.sum())], expected, capped)


class Sums(NamedTuple):
    """Acts, expected acts and capped rates of a month so far."""

    counts: EntryCount
    expected: PerEntry
    capped: Scalar


class State(NamedTuple):
    """What the next step needs, and the sums of the month."""

    memory: Memory
    sums: Sums


def by_step(forcing: Forcing, entries: int, steps: int) -> MonthStepEntry:
    """Scheduled acts by the step of the month that they fall into."""
    acts = np.zeros((forcing.path.shape[1] * steps, entries))
    np.add.at(acts, ((forcing.acts.month * steps).astype(int), forcing.acts.entry), 1.0)
    return acts.reshape(-1, steps, entries)


def _draw(
    model: Model, acts: MonthStepEntry, start: Start, forcing: Forcing, counted: Columns, keys: Array
) -> tuple[Array, Array, Array]:
    """Months one after the other; what is given from outside holds for a month."""
    months, steps, entries = acts.shape
    words = jax.vmap(partial(step_bits, keys))(jnp.arange(months * steps)).reshape(months, steps, 3, -1)

    def month(memory: Memory, this: tuple[Array, Array, Array]) -> tuple[Memory, Sums]:
        number, words, scheduled = this
        given = month_of(model, start.given, forcing, memory, number)

        def step(state: State, this: tuple[ColumnBits, PerEntry]) -> tuple[State, None]:
            return _step(model, start, (given, counted, 1 / steps), this, state), None

        done, _ = jax.lax.scan(step, State(memory, _nothing(given.outside)), (words, scheduled))
        return done.memory, done.sums

    _, whole = jax.lax.scan(month, start.memory, (jnp.arange(months), words, acts))
    return whole.counts, whole.expected, jnp.mean(whole.capped) / entries


def _nothing(like: EntryColumns) -> Sums:
    return Sums(jnp.zeros(like.shape, jnp.uint8), jnp.zeros(like.shape[0], like.dtype), jnp.float32(0))


def _step(
    model: Model,
    start: Start,
    given: tuple[Month, Columns, float],
    this: tuple[ColumnBits, PerEntry],
    state: State,
) -> State:
    """Rates at a moment of the step, acts from them, and what they leave behind.

    The moment is drawn evenly from the step, by future. On average rates are then what they are over
    the step, however fast crises are forgotten; in the middle of a step they would be too low.
    """
    (month, counted, length), (words, scheduled) = given, this
    chance, half_lives = chance_of(words, model.risk.size), start.given.half_lives
    seen = forget(state.memory, length * chance.moment, half_lives)
    mean = kept(jnp.exp(jnp.minimum(log_rates_in(month, model, start.given, seen), CEILING)) * length)
    acts = kept(poisson(chance.acts, mean) + scheduled[:, None])
    crises = crises_of(acts, start.severity, model.risk, len(model.actors))
    highest = length * float(np.exp(CEILING)) * ROUNDED
    return State(
        remember(forget(state.memory, length, half_lives), traces(acts, crises, model.risk)),
        Sums(
            state.sums.counts + acts.astype(jnp.uint8),
            state.sums.expected + mean @ counted,
            state.sums.capped + length * jnp.sum((mean >= highest).astype(mean.dtype), axis=0) @ counted,
        ),
    )


def _narrow(values: Numbers) -> Numbers:
    """Bring values to single precision; what lies on an accelerator stays there."""
    stays = accelerated() and isinstance(values, Array)
    return values.astype(np.float32) if stays else np.asarray(values, np.float32)
