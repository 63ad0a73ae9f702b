"""Chance: random numbers by future, step and entry, and Poisson acts from them."""

from typing import NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from jax import Array

from regimelab.types import ColumnBits, Columns, EntryColumns, FutureIndex

MOST = 6  # acts of one entry in a step
STRIDE = 0x9E3779B1  # odd, 2**32 over the golden ratio: neighbours get distant numbers; lowbias32: Wellons,
# github.com/skeeto/hash-prospector, public domain


def future_keys(seed: int, futures: FutureIndex) -> Array:
    """One key for each future: its chance depends on nothing but the seed and its number."""
    return _future_keys(jax.random.key(seed), futures)


@jax.jit
def _future_keys(key: Array, futures: Array) -> Array:
    return jax.vmap(lambda number: jax.random.fold_in(key, number))(futures)


class Chance(NamedTuple):
    """Random numbers of a step: one an entry and future for its acts, and one a future for the moment."""

    acts: EntryColumns
    moment: Columns


def chance_of(words: ColumnBits, entries: int) -> Chance:
    """Make the random numbers of a step from its random words."""
    first, second, moment = words
    return Chance(uniforms(first, second, entries), unit(moment))


def step_bits(keys: Array, step: Array | int) -> ColumnBits:
    """Three random words for each future in a step (threefry)."""
    return jax.vmap(lambda key: jax.random.bits(jax.random.fold_in(key, step), (3,), jnp.uint32), out_axes=1)(
        keys
    )


def uniforms(first: Array, second: Array, entries: int) -> EntryColumns:
    """Numbers even on (0, 1] by entry and future, from two random words for each future.

    The number of the entry is hashed (lowbias32) with one word added before and the other between the
    two rounds. It costs a tenth of threefry; tests hold that the numbers are even and independent.
    """
    count = jax.lax.broadcasted_iota(jnp.uint32, (entries, first.shape[0]), 0)
    bits = count * np.uint32(STRIDE) + first[None, :]
    bits = (bits ^ (bits >> 16)) * np.uint32(0x7FEB352D) ^ second[None, :]
    bits = (bits ^ (bits >> 15)) * np.uint32(0x846CA68B)
    return unit(bits ^ (bits >> 16))


def unit(bits: Array) -> Array:
    """Turn random words into numbers on (0, 1]; small ones keep all their digits."""
    half = (bits >> 1).astype(jnp.int32).astype(jnp.float32)
    return (half + np.float32(0.5)) * np.float32(2.0**-31)


def poisson(uniform: EntryColumns, mean: EntryColumns) -> EntryColumns:
    r"""Poisson numbers by inversion from one uniform each: the number of $k$ with $u < P(N \geq k)$.

    ``MOST`` at most: of a mean of two acts in a step 0.3 % are cut off, of four, the engine's ceiling, 5 %.
    """
    beyond = _at_least_one(mean)
    term, acts = 1.0 - beyond, jnp.zeros(mean.shape, jnp.float32)
    for number in range(1, MOST + 1):
        acts = jnp.where(uniform < beyond, np.float32(number), acts)
        term = term * (mean * np.float32(1 / number))
        beyond = beyond - term
    return acts


def _at_least_one(mean: EntryColumns) -> EntryColumns:
    r"""Chance of an act, $1 - e^{-\mu}$, exact in its relative size also where it is tiny."""
    part = mean * np.float32(1 / 16)
    chance = part * (1 - part / 2 * (1 - part / 3 * (1 - part / 4 * (1 - part / 5))))
    for _ in range(4):
        chance = chance * (2 - chance)
    return chance
