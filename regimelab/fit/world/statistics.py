r"""What each pair of states remembers at the beginning of a month, and what does not change between them.

A memory $m=\sum_n 2^{-(t-t_n)/h}$ over past months with an outcome enters as $\sigma(m)=m/(1+m)$, as in a
region's model; all statistics lie in [0, 1], but for what is given from outside.
"""

from collections.abc import Iterator
from typing import NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from jax import Array

from regimelab.history import PairMonths

THIRDS = 10.0  # third states who share a pair's company that half saturate closure: assumed
COMPANY = 20.0  # partners that half saturate activity: assumed


class Effects(NamedTuple):
    """Names of the statistics of a pair for one outcome, in order."""

    names: tuple[str, ...]


def effects_of(data: PairMonths, outcome: str) -> Effects:
    """Name the statistics that an outcome's odds may depend on."""
    others = tuple(f"after_{name}" for name in data.outcomes if name != outcome)
    ways = ("reciprocity",) if data.directed else ()
    ends = ("sender_activity", "receiver_popularity") if data.directed else ("activity",)
    return Effects(("inertia", *ways, *others, *ends, "closure", *data.structure))


def monthly(data: PairMonths, outcome: str, half_life: float, dtype: type) -> Iterator[tuple[int, Array]]:
    """Statistics of every pair of the risk set at the beginning of each month: pair by effect."""
    number = data.outcomes.index(outcome)
    one, other = (jnp.asarray(end) for end in data.risk)
    fixed = [jnp.asarray(given[data.risk], dtype=dtype) for given in data.structure.values()]
    memory = jnp.zeros((len(data.outcomes), len(data.actors), len(data.actors)), dtype=dtype)
    kept = jnp.asarray(0.5 ** (1.0 / half_life), dtype=dtype)
    order = np.argsort(data.month, kind="stable")
    cuts = np.searchsorted(data.month[order], np.arange(data.months + 1))
    for month in range(data.months):
        yield month, _statistics(memory, number, data.directed, one, other, fixed)
        now = order[cuts[month] : cuts[month + 1]]
        memory = _remember(memory, kept, _happened(data, now, dtype))


def _happened(data: PairMonths, now: np.ndarray, dtype: type) -> Array:
    """Outcomes of a month as a table of zeros and ones; undirected ones stand both ways."""
    size = len(data.actors)
    table = np.zeros((len(data.outcomes), size, size), dtype=dtype)
    table[data.outcome[now], data.sender[now], data.receiver[now]] = 1.0
    return jnp.asarray(table if data.directed else np.maximum(table, table.swapaxes(1, 2)))


@jax.jit
def _remember(memory: Array, kept: Array, happened: Array) -> Array:
    return (memory + happened) * kept


@jax.jit(static_argnums=(1, 2))
def _statistics(
    memory: Array, number: int, directed: bool, one: Array, other: Array, fixed: list[Array]
) -> Array:
    bounded = memory / (1.0 + memory)
    own = bounded[number]
    rest = [bounded[place][one, other] for place in range(len(memory)) if place != number]
    sent, got = memory[number].sum(axis=1), memory[number].sum(axis=0)
    active, popular = sent / (COMPANY + sent), got / (COMPANY + got)
    ways = [own[other, one]] if directed else []
    ends = [active[one], popular[other]] if directed else [0.5 * (active[one] + active[other])]
    shared = own @ own
    closed = (shared / (THIRDS + shared))[one, other]
    return jnp.stack([own[one, other], *ways, *rest, *ends, closed, *fixed], axis=1)
