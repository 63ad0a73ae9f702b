"""What holds for a month of simulated time: covariates, and the rates that do not look at the past."""

from typing import NamedTuple

import jax
from jax import Array

from regimelab.engine.forcing import Forcing
from regimelab.theory.covariates import Covariates
from regimelab.theory.effects.moment import Moment
from regimelab.theory.memory import Memory
from regimelab.theory.model import Coefficients, Model, add_memory, given_from_outside
from regimelab.types import AnyColumns, EntryColumns


class Month(NamedTuple):
    """Covariates of the month, and log rates as far as they are given from outside."""

    now: Covariates
    outside: EntryColumns


def month_of(model: Model, given: Coefficients, forcing: Forcing, memory: Memory, number: Array) -> Month:
    """Gather what holds in a month; shifts count by what they touch, their path and their size."""
    now = Covariates(*(_column(path, number) for path in forcing.covariates))
    pushed = forcing.touches.T @ (_column(forcing.path, number) * forcing.size)
    moment = Moment(memory, now, model.structure, model.risk)
    return Month(now, given_from_outside(given, moment) + pushed)


def log_rates_in(month: Month, model: Model, given: Coefficients, memory: Memory) -> EntryColumns:
    """Log rates of a month for a memory: the theory's rate, split so that the outside is summed once."""
    return add_memory(given, month.outside, Moment(memory, month.now, model.structure, model.risk))


def _column(path: AnyColumns, number: Array) -> Array:
    return jax.lax.dynamic_slice_in_dim(path, number, 1, axis=1)
