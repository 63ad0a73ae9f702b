"""What an effect may look at, and how its statistic reaches the entries."""

from enum import StrEnum
from typing import NamedTuple

import jax.numpy as jnp
import numpy as np

from regimelab.theory.covariates import Covariates, Structure
from regimelab.theory.device import kept
from regimelab.theory.memory import Memory
from regimelab.theory.risk_set import RiskSet
from regimelab.types import AnyColumns, EntryColumns, GroupColumn, GroupColumns, PerGroup, SeatColumns


class Home(StrEnum):
    """What a statistic has one row for; at home it costs least, and there it meets its coefficient."""

    ENTRY = "entry"
    PAIR = "pair"
    SENDER = "sender"
    RECEIVER = "receiver"


class Moment(NamedTuple):
    """The past as remembered, the covariates now, and who can act on whom."""

    memory: Memory
    now: Covariates
    structure: Structure
    risk: RiskSet


def at(values: GroupColumns, place: np.ndarray) -> EntryColumns:
    """Bring values of groups to the entries; zero where an entry has no such group."""
    everywhere = bool(np.all(place < values.shape[0]))
    return jnp.take(values, place, axis=0, mode="clip" if everywhere else "fill", fill_value=0.0)


def saturate(memory: AnyColumns) -> AnyColumns:
    r"""Bound a memory: $\sigma(m) = m/(1+m)$, half of it at one remembered act."""
    return memory / (1.0 + memory)


def fixed(values: PerGroup, like: AnyColumns) -> GroupColumn:
    """Give what does not change an axis for futures, in the precision of the memories."""
    return jnp.asarray(values, dtype=like.dtype)[:, None]


def from_seats(sender: SeatColumns, receiver: SeatColumns, risk: RiskSet) -> EntryColumns:
    """Bring what belongs to senders and receivers to the entries.

    The two ends of a symmetric kind are sender and receiver both: each counts for half.
    """
    sender, receiver = kept((sender, receiver))
    shared = risk.seats_of_form("symmetric") > 0
    half = 0.5 * (sender + receiver)
    forth, back = jnp.where(shared, half, sender), jnp.where(shared, half, receiver)
    return at(kept(forth), risk.sender_seat) + at(kept(back), risk.receiver_seat)


def at_entries(values: AnyColumns, home: Home, risk: RiskSet) -> EntryColumns:
    """Bring a statistic from its home to the entries."""
    match home:
        case Home.ENTRY:
            return values
        case Home.PAIR:
            return at(kept(values), risk.pair)
        case Home.SENDER:
            return from_seats(values, jnp.zeros_like(values), risk)
        case Home.RECEIVER:
            return from_seats(jnp.zeros_like(values), values, risk)
