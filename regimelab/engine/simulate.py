"""Draw futures: the rates of the theory, held over short steps, and Poisson acts from them."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from jax import Array

from regimelab.engine.forcing import Forcing
from regimelab.theory.covariates import Covariates
from regimelab.theory.effects.moment import Moment
from regimelab.theory.memory import Memory, crises_of, forget, remember, traces
from regimelab.theory.model import Coefficients, Model, add_memory, given_from_outside
from regimelab.types import (
    Columns,
    EntryColumns,
    EntryCount,
    MonthEntry,
    MonthEntryFuture,
    Numbers,
    PerEntry,
    Scalar,
)

STEPS_PER_MONTH = 4  # crises are forgotten within days: a month is too long a step
MOST = 6  # acts of one entry in a step
STEP = 1.0 / STEPS_PER_MONTH  # months
CEILING = float(np.log(8.0))  # acts per month of one entry; none was ever recorded near it
CHUNK = 64  # futures a thread draws at a time; fixed, so that numbers do not depend on the machine


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


Draw = Callable[..., tuple[Array, Array, Array]]


Simulate = Callable[[Start, Forcing, int], Futures]


def simulator(model: Model) -> Simulate:
    """Compile a region's model into a function that draws one future a column of the coefficients.

    The same seed gives the same futures. Two calls that differ only in their forcing use the same
    random numbers for the same future, step and entry: compare them future by future.
    """
    draw = jax.jit(lambda *given: _draw(model, *given))

    def simulate(start: Start, forcing: Forcing, seed: int) -> Futures:
        futures = start.given.level.shape[1]
        with ThreadPoolExecutor() as pool:
            parts = pool.map(
                lambda first: _chunk(draw, start, forcing, first, seed), range(0, futures, CHUNK)
            )
            return _joined(list(parts), futures)

    return simulate


def _chunk(draw: Draw, start: Start, forcing: Forcing, first: int, seed: int) -> tuple[np.ndarray, ...]:
    """Draw one chunk; the last is filled up with copies, which count for nothing and are cut off."""
    futures = start.given.level.shape[1]
    places = np.arange(first, first + CHUNK)
    counted = jnp.asarray(places < futures, jnp.float32)

    def cut(values: Numbers) -> Array:
        return jnp.asarray(values, dtype=jnp.float32)[..., np.minimum(places, futures - 1)]

    given, memory = jax.tree.map(cut, (start.given, start.memory))
    part = Start(given, memory, jnp.asarray(start.severity, jnp.float32))
    key = jax.random.fold_in(jax.random.key(seed), first)
    outside = jax.tree.map(lambda values: jnp.asarray(values, jnp.float32), forcing)
    drawn = draw(part, outside._replace(size=cut(forcing.size)), counted, key)
    return tuple(np.asarray(values) for values in drawn)


def _joined(parts: list[tuple[np.ndarray, ...]], futures: int) -> Futures:
    counts, expected, capped = zip(*parts, strict=True)
    return Futures(
        counts=np.concatenate(counts, axis=2)[:, :, :futures],
        expected=np.sum(expected, axis=0) / futures,
        capped=float(np.sum(capped)) / futures,
    )


class State(NamedTuple):
    """What the next step needs, and the sums of the month so far."""

    memory: Memory
    counts: EntryCount
    expected: PerEntry
    capped: Scalar


def _draw(
    model: Model, start: Start, forcing: Forcing, counted: Columns, key: Array
) -> tuple[Array, Array, Array]:
    """Months one after the other; what is given from outside holds for a month."""
    months = forcing.path.shape[1]

    def month(memory: Memory, number: Array) -> tuple[Memory, tuple[EntryCount, PerEntry, Scalar]]:
        now = Covariates(
            *(jax.lax.dynamic_slice_in_dim(path, number, 1, axis=1) for path in forcing.covariates)
        )
        outside = given_from_outside(start.given, Moment(memory, now, model.structure, model.risk))
        outside = outside + _push(forcing, number)
        keys = jax.random.split(jax.random.fold_in(key, number), STEPS_PER_MONTH)

        def step(state: State, key: Array) -> tuple[State, None]:
            return _step(model, start, (now, outside, counted), key, state), None

        done, _ = jax.lax.scan(step, _fresh(memory, outside), keys)
        return done.memory, (done.counts, done.expected, done.capped)

    _, (counts, expected, capped) = jax.lax.scan(month, start.memory, jnp.arange(months))
    return counts, expected, jnp.mean(capped) / STEPS_PER_MONTH


def _fresh(memory: Memory, like: Array) -> State:
    return State(
        memory, jnp.zeros(like.shape, jnp.uint8), jnp.zeros(like.shape[0], like.dtype), jnp.float32(0)
    )


def _step(
    model: Model, start: Start, given: tuple[Covariates, Array, Columns], key: Array, state: State
) -> State:
    """Rates in the middle of the step, acts from them, and what they leave behind."""
    now, outside, counted = given
    half, half_lives = jnp.float32(STEP / 2), start.given.half_lives
    memory = forget(state.memory, half, half_lives)
    log_rate = add_memory(start.given, outside, Moment(memory, now, model.structure, model.risk))
    mean = jnp.exp(jnp.minimum(log_rate, CEILING)) * STEP
    acts = poisson(key, mean)
    crises = crises_of(acts, start.severity, model.risk, len(model.actors))
    return State(
        remember(forget(memory, half, half_lives), traces(acts, crises, model.risk)),
        state.counts + acts.astype(jnp.uint8),
        state.expected + mean @ counted,
        state.capped + jnp.mean((log_rate > CEILING) @ counted),
    )


def _push(forcing: Forcing, month: Array) -> EntryColumns:
    """Sum of the shifts now: what each touches, times its path, times its size in each future."""
    strength = jax.lax.dynamic_slice_in_dim(forcing.path, month, 1, axis=1)
    return forcing.touches.T @ (strength * forcing.size)


def poisson(key: Array, mean: EntryColumns) -> EntryColumns:
    """Poisson numbers by inversion from one uniform each, up to ``MOST`` acts in a step.

    At the ceiling, a mean of two acts a step, a seventh has a chance of 0.005.
    """
    uniform = jax.random.uniform(key, mean.shape, mean.dtype)
    chance = jnp.exp(-mean)
    total, acts = chance, jnp.zeros_like(mean)
    for number in range(1, MOST + 1):
        acts = acts + (uniform > total)
        chance = chance * mean / number
        total = total + chance
    return acts
