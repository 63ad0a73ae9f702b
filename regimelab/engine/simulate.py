"""Draw futures: the rates of the theory, held over short steps, and Poisson acts from them."""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple, Protocol, runtime_checkable

import jax
import jax.numpy as jnp
import numpy as np
from jax import Array

from regimelab.engine.chance import Chance, chance_of, future_keys, poisson
from regimelab.engine.forcing import Forcing
from regimelab.engine.month import Month, log_rates_in, month_of
from regimelab.theory.memory import Memory, crises_of, forget, remember, traces
from regimelab.theory.model import Coefficients, Model
from regimelab.types import (
    Columns,
    EntryCount,
    MonthEntry,
    MonthEntryFuture,
    PerEntry,
    Scalar,
)

STEPS_PER_MONTH = 2
STEP = 1.0 / STEPS_PER_MONTH  # months
CEILING = float(np.log(8.0))  # acts per month of one entry; none was ever recorded near it
CELLS = 72_000  # entries times futures that a thread draws at a time: more would leave a core's cache
CAPPED = STEP * float(np.exp(CEILING)) * (1 - 1e-5)  # acts expected in a step of a rate at the ceiling
COMPILING = {"xla_cpu_multi_thread_eigen": False, "xla_cpu_prefer_vector_width": 512}
LANES = 16  # a chunk is a multiple of these: what a processor adds at once


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


@runtime_checkable
class Simulate(Protocol):
    """Draw one future a column of the coefficients; the first is the future of that number."""

    def __call__(self, start: Start, forcing: Forcing, seed: int, first: int = 0) -> Futures:
        """Draw the futures."""
        ...


def simulator(model: Model) -> Simulate:
    """Compile a region's model into a function that draws one future a column of the coefficients.

    The same seed gives the same futures. Two calls that differ only in their forcing use the same
    random numbers for the same future, step and entry: compare them future by future.
    """
    return chunked(model, _draw)


def chunked(model: Model, draw: Callable[..., tuple[Array, Array, Array]]) -> Simulate:
    """Compile a way to draw futures for one chunk of them, and draw chunks on every core."""
    options = COMPILING if jax.default_backend() == "cpu" else None
    compiled = jax.jit(lambda *given: draw(model, *given), compiler_options=options)

    def simulate(start: Start, forcing: Forcing, seed: int, first: int = 0) -> Futures:
        given, outside = jax.tree.map(lambda values: np.asarray(values, np.float32), (start, forcing))
        futures = start.given.level.shape[1]
        counts = np.empty((forcing.path.shape[1], model.risk.size, futures), np.uint8)

        def chunk(columns: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
            keys = future_keys(seed, columns + first)
            drawn, expected, capped = _chunk(compiled, given, outside, columns, keys)
            inside = columns[columns < futures]
            counts[:, :, inside[0] : inside[-1] + 1] = drawn[:, :, : len(inside)]
            return expected, capped

        with ThreadPoolExecutor(os.cpu_count()) as pool:
            expected, capped = zip(*pool.map(chunk, chunks(model.risk.size, futures)), strict=True)
        return Futures(counts, np.sum(expected, axis=0) / futures, float(np.sum(capped)) / futures)

    return simulate


def chunks(entries: int, futures: int) -> list[np.ndarray]:
    """Columns that are drawn together; the last chunk goes on past the last future."""
    size = LANES * max(CELLS // (entries * LANES), 1)
    return [np.arange(first, first + size) for first in range(0, futures, size)]


def _chunk(
    draw: Callable[..., tuple[Array, ...]], start: Start, forcing: Forcing, columns: np.ndarray, keys: Array
) -> tuple[np.ndarray, ...]:
    """Draw one chunk; the last is filled up with copies, which count for nothing."""
    futures = start.given.level.shape[1]
    there = np.minimum(columns, futures - 1)
    given, memory, size = jax.tree.map(
        lambda values: values[..., there], (start.given, start.memory, forcing.size)
    )
    counted = (columns < futures).astype(np.float32)
    drawn = draw(Start(given, memory, start.severity), forcing._replace(size=size), counted, keys)
    return tuple(np.asarray(values) for values in drawn)


class State(NamedTuple):
    """What the next step needs, and the sums of the month so far."""

    memory: Memory
    counts: EntryCount
    expected: PerEntry
    capped: Scalar


def _draw(
    model: Model, start: Start, forcing: Forcing, counted: Columns, keys: Array
) -> tuple[Array, Array, Array]:
    """Months one after the other; what is given from outside holds for a month."""
    months = forcing.path.shape[1]

    def month(memory: Memory, number: Array) -> tuple[Memory, tuple[EntryCount, PerEntry, Scalar]]:
        given = month_of(model, start.given, forcing, memory, number)

        def step(state: State, chance: Chance) -> tuple[State, None]:
            return _step(model, start, (given, counted), chance, state), None

        done, _ = jax.lax.scan(step, _fresh(memory, given.outside), _chances(model, keys, number))
        return done.memory, (done.counts, done.expected, done.capped)

    _, (counts, expected, capped) = jax.lax.scan(month, start.memory, jnp.arange(months))
    return counts, expected, jnp.mean(capped) / (STEPS_PER_MONTH * model.risk.size)


def _chances(model: Model, keys: Array, month: Array) -> Chance:
    """Random numbers of a month, by step."""
    steps = [
        chance_of(keys, STEPS_PER_MONTH * month + step, model.risk.size) for step in range(STEPS_PER_MONTH)
    ]
    return jax.tree.map(lambda *parts: jnp.stack(parts), *steps)


def _fresh(memory: Memory, like: Array) -> State:
    return State(
        memory, jnp.zeros(like.shape, jnp.uint8), jnp.zeros(like.shape[0], like.dtype), jnp.float32(0)
    )


def _step(model: Model, start: Start, given: tuple[Month, Columns], chance: Chance, state: State) -> State:
    """Rates at a moment of the step, acts from them, and what they leave behind.

    The moment is drawn evenly from the step, by future. On average rates are then what they are over
    the step, however fast crises are forgotten; in the middle of a step they would be too low.
    """
    month, counted = given
    half_lives = start.given.half_lives
    seen = forget(state.memory, STEP * chance.moment, half_lives)
    log_rate = log_rates_in(month, model, start.given, seen)
    mean = jnp.exp(jnp.minimum(log_rate, CEILING)) * STEP
    acts = poisson(chance.acts, mean)
    crises = crises_of(acts, start.severity, model.risk, len(model.actors))
    return State(
        remember(forget(state.memory, STEP, half_lives), traces(acts, crises, model.risk)),
        state.counts + acts.astype(jnp.uint8),
        state.expected + mean @ counted,
        state.capped + jnp.sum((mean >= CAPPED).astype(mean.dtype), axis=0) @ counted,
    )
