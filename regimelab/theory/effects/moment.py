"""What an effect may look at, and how its parts reach the entries."""

from typing import NamedTuple

import jax.numpy as jnp
import numpy as np

from regimelab.theory.covariates import Covariates, Structure
from regimelab.theory.memory import Memory
from regimelab.theory.risk_set import RiskSet
from regimelab.types import (
    ActorColumns,
    AnyColumns,
    EntryColumn,
    EntryColumns,
    GroupColumn,
    GroupColumns,
    PerGroup,
)


class Moment(NamedTuple):
    """The past as remembered, the covariates now, and who can act on whom."""

    memory: Memory
    now: Covariates
    structure: Structure
    risk: RiskSet


def at(values: GroupColumns, place: np.ndarray) -> EntryColumns:
    """Bring values of groups to the entries; zero where an entry has no such group."""
    return jnp.take(values, place, axis=0, mode="fill", fill_value=0.0)


def saturate(memory: AnyColumns) -> AnyColumns:
    r"""Bound a memory: $\sigma(m) = m/(1+m)$, half of it at one remembered act."""
    return memory / (1.0 + memory)


def fixed(values: PerGroup, like: AnyColumns) -> GroupColumn:
    """Give what does not change an axis for futures, in the precision of the memories."""
    return jnp.asarray(values, dtype=like.dtype)[:, None]


def at_receiving_end(values: ActorColumns, risk: RiskSet) -> EntryColumns:
    """Values of the receiver; a symmetric kind has two receiving ends, which add up."""
    return at(values, risk.receiver) + at(values, risk.sender) * two_ended(risk)


def two_ended(risk: RiskSet) -> EntryColumn:
    """One where the kind of an entry is symmetric."""
    return (risk.partner_group < risk.sender_groups).astype(np.float32)[:, None]
