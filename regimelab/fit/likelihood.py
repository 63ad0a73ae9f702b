"""Likelihood of a history on a grid: the model's rates, looked at along the data."""

from typing import NamedTuple

import jax
import jax.numpy as jnp
from jax import Array

from regimelab.fit.grid import Grid
from regimelab.theory.covariates import Covariates
from regimelab.theory.effects.moment import Moment
from regimelab.theory.memory import HalfLives, Memory, traces
from regimelab.theory.model import Coefficients, Model, coefficients, combine, log_rates, statistics
from regimelab.types import (
    Columns,
    EntryColumns,
    EntryLocal,
    EntryLocalSquare,
    EntryTime,
    HalfLifeEntryTime,
    Parameters,
    PerTime,
    PlaceIndex,
    Scalar,
    TimeTime,
)


class Curvature(NamedTuple):
    """Log-likelihood, and by entry the score and Fisher information of its local parameters.

    Local parameters are the entry's level, the slopes of its kind, and the log half-lives.
    """

    log_likelihood: Scalar
    score: EntryLocal
    information: EntryLocalSquare


def moments(model: Model, grid: Grid, half_lives: HalfLives, look: PlaceIndex | None = None) -> Moment:
    """What is remembered in the middle of each interval, or of those to look at; time on the last axis.

    The rate is held over an interval at the value it has in its middle, if nothing happens.
    """
    places = jnp.arange(len(grid.start)) if look is None else look
    jumps = traces(jnp.asarray(grid.recalled), jnp.asarray(grid.crises), model.risk)
    own, relation, activity, crisis, volume = (_kernel(grid, half_life, places) for half_life in half_lives)
    memory = Memory(
        jumps.own @ own,
        jumps.relation @ relation,
        jumps.animosity @ relation,
        jumps.sender @ activity,
        jumps.receiver @ activity,
        jumps.crisis @ crisis,
        jumps.volume @ volume,
    )
    now = Covariates(*(jnp.asarray(path)[:, places] for path in grid.covariates))
    return Moment(memory, now, model.structure, model.risk)


def grid_log_rates(
    model: Model, grid: Grid, given: Coefficients, look: PlaceIndex | None = None
) -> EntryColumns:
    """Log rate per month of every entry over every interval, or those to look at."""
    return log_rates(given, moments(model, grid, given.half_lives, look))


def interval_log_likelihood(log_rate: EntryTime, grid: Grid, observed: PerTime) -> PerTime:
    r"""Log-likelihood of each observed interval: $\sum_e y_e \log\lambda_e - \Delta\,\lambda_e$."""
    expected = grid.exposure[None, :] * jnp.exp(log_rate)
    return observed * jnp.sum(grid.counts * log_rate - expected, axis=0)


def curvature(model: Model, grid: Grid, given: Coefficients, observed: PerTime) -> Curvature:
    """Score and expected (Fisher) information of the local parameters on the observed intervals."""
    moment = moments(model, grid, given.half_lives)
    seen = statistics(moment)
    log_rate = combine(given, seen, moment)
    local = jnp.concatenate([jnp.ones_like(log_rate)[None], seen, memory_slopes(model, grid, given)])
    expected = (observed * grid.exposure)[None, :] * jnp.exp(log_rate)
    residual = observed[None, :] * grid.counts - expected
    by_entry = local.swapaxes(0, 1)
    return Curvature(
        jnp.sum(interval_log_likelihood(log_rate, grid, observed)),
        jnp.einsum("et,eat->ea", residual, by_entry),
        _gram(by_entry, expected).astype(log_rate.dtype),
    )


def _gram(local: Array, expected: EntryTime) -> EntryLocalSquare:
    """Products of local slopes weighted by expected acts; single precision is ample for a curvature."""
    rooted = (local * jnp.sqrt(expected)[:, None, :]).astype(jnp.float32)
    return jnp.einsum("eat,ebt->eab", rooted, rooted)


def memory_slopes(model: Model, grid: Grid, given: Coefficients) -> HalfLifeEntryTime:
    """Derivative of the log rates by each log half-life, one at a time: each moves few memories."""

    def by_one(name: str) -> Array:
        def log_rate(log_half_life: Columns) -> Array:
            half_lives = given.half_lives._replace(**{name: jnp.exp(log_half_life)})
            moment = moments(model, grid, half_lives)
            return combine(given, statistics(moment), moment)

        at = jnp.log(getattr(given.half_lives, name))
        return jax.jvp(log_rate, (at,), (jnp.ones_like(at),))[1]

    return jnp.stack([by_one(name) for name in HalfLives._fields])


def coefficients_at(model: Model, parameters: Parameters) -> Coefficients:
    """Coefficients of a single set of parameters."""
    return coefficients(model.layout, parameters[None, :])


def _kernel(grid: Grid, half_life: Columns, look: PlaceIndex) -> TimeTime:
    """What an act in one interval still weighs in the middle of another: nothing before it."""
    end, middle = jnp.asarray(grid.start + grid.exposure), jnp.asarray(grid.start + 0.5 * grid.exposure)
    waited = middle[look][None, :] - end[:, None]
    return jnp.where(waited > 0, jnp.exp2(-jnp.maximum(waited, 0.0) / half_life[None, :]), 0.0)
