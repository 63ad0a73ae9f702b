"""The same likelihoods as arrays that differentiate themselves, and event by event, for posteriors."""

from collections.abc import Callable, Sequence
from typing import TypeAlias

import jax
import jax.numpy as jnp
import numpy as np

from regimelab.fit.events.coordination import Offer
from regimelab.fit.events.gathering import Spells
from regimelab.fit.events.likelihood import Choices
from regimelab.types import PerEvent, PerTerm, Scalar

Laid: TypeAlias = Spells | Choices | tuple[Offer, ...]
BATCH = 50  # draws that are looked at together


def log_likelihood(laid: Laid) -> Callable[[PerTerm], Scalar]:
    """Give the log-likelihood of a history that is laid out, as JAX computes it."""
    if isinstance(laid, Spells):
        rows, exposure, events = (jnp.asarray(part) for part in laid)

        def of_waits(beta: PerTerm) -> Scalar:
            log_rate = rows @ beta
            return events @ log_rate - exposure @ jnp.exp(log_rate)

        return of_waits
    each = by_event(laid)
    return lambda beta: each(beta).sum()


def by_event(laid: Choices | tuple[Offer, ...]) -> Callable[[PerTerm], PerEvent]:
    """Give the log-likelihood of each choice, or each agreement."""
    return _of_choices(laid) if isinstance(laid, Choices) else _of_agreements(laid)


def over_draws(each: Callable[[PerTerm], PerEvent], draws: np.ndarray) -> np.ndarray:
    """Give the log-likelihood of each event under each of many draws of the effects."""
    return np.asarray(jax.lax.map(each, jnp.asarray(draws), batch_size=BATCH))


def _of_choices(laid: Choices) -> Callable[[PerTerm], PerEvent]:
    rows, alike, taken, choice = (jnp.asarray(part) for part in laid)
    size = int(laid.choice[-1]) + 1

    def each(beta: PerTerm) -> PerEvent:
        utility = rows @ beta
        top = jax.lax.stop_gradient(jax.ops.segment_max(utility, choice, size))
        weight = alike * jnp.exp(utility - top[choice])
        total = jnp.log(jax.ops.segment_sum(weight, choice, size)) + top
        return jax.ops.segment_sum(taken * utility, choice, size) - total

    return each


def _of_agreements(laid: Sequence[Offer]) -> Callable[[PerTerm], PerEvent]:
    most = max(len(offer.rows) for offer in laid)
    rows = jnp.stack([_padded(offer.rows, most) for offer in laid])
    there = jnp.stack([jnp.arange(most) < len(offer.rows) for offer in laid])
    one, other = (jnp.array(side) for side in zip(*(offer.taken for offer in laid), strict=True))
    k, upper = np.triu_indices(most, 1)
    chosen = there[:, :, None] & there[:, None, :] & ~jnp.eye(most, dtype=bool)[None]
    event = jnp.arange(len(laid))

    def each(beta: PerTerm) -> PerEvent:
        utility = jnp.where(chosen, rows @ beta, -jnp.inf)
        total = jax.nn.logsumexp(utility, axis=2, keepdims=True, where=chosen)
        share = jnp.where(chosen, utility - total, -jnp.inf)
        both = share[:, k, upper] + share[:, upper, k]
        return share[event, one, other] + share[event, other, one] - jax.nn.logsumexp(both, axis=1)

    return each


def _padded(rows: np.ndarray, most: int) -> np.ndarray:
    more = most - len(rows)
    return np.pad(rows, ((0, more), (0, more), (0, 0)))
