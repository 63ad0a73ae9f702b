r"""Log odds of an outcome in a pair-month: effects, and levels of the two states that are pooled.

$\mathrm{logit}\,P(y_{ijt}=1)=\alpha+u_i+v_j+\sum_f\theta_f s_f(i,j,t)$, $u,v\sim N(0,\omega^2)$ with $\omega$
learnt. Mini-batches bring the parameters near the mode (Adam: Kingma & Ba 2015, arXiv:1412.6980), Fisher
scoring over all rows, block by block, brings them there; the inverse of the information at the mode gives
intervals (Laplace). Rows are spread over all devices that JAX finds.
"""

from collections.abc import Iterable
from typing import Final, NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
import scipy.linalg as linalg
from jax import Array
from jax.sharding import Mesh, NamedSharding, PartitionSpec

from regimelab.fit.world.rows import Rows, blocks

LEVEL: Final = (-4.0, 3.0)  # prior mean and sd of the log odds of a pair's month: wide
SLOPE: Final = 2.0  # prior sd of an effect: e^2 either way is much for a statistic between 0 and 1
SPREAD: Final = 1.0  # where the spread of states' levels starts
STRETCH: Final = 2.0  # its fixed point creeps, most where states hardly differ: go as far again
BATCH: Final = 4096
EPOCHS: Final = 2
PACE: Final = 0.05
STEPS: Final = 25
LONGEST: Final = 5.0  # the most that a step may move a parameter
AT_REST: Final = 0.01  # nats that a step may still promise


class Terms(NamedTuple):
    """Log-likelihood of some rows, its slope and its information."""

    value: Array
    slope: Array
    information: Array


class WorldPosterior(NamedTuple):
    """Mode and deviation of the level, the effects and the states' levels; ``spread`` is of the states'."""

    mode: np.ndarray
    deviation: np.ndarray
    spread: float
    log_likelihood: float
    steps: int
    converged: bool


def estimate(rows: Rows, states: int, seed: int = 0) -> WorldPosterior:
    """Find the mode by mini-batches, then by Fisher scoring, and the spread of the states' levels with it."""
    effects = rows.statistics.shape[1]
    mean = np.zeros(1 + effects + states)
    mean[0] = LEVEL[0]
    theta, spread = _warmed(rows, mean, states, seed), SPREAD
    step, promised = 0, np.inf
    while True:
        prior = _prior(effects, states, spread)
        terms = total(theta, blocks(rows), states)
        pull = np.asarray(terms.slope) - prior * (theta - mean)
        factor = linalg.cho_factor(np.asarray(terms.information, dtype=float) + np.diag(prior), lower=True)
        direction, variance = linalg.cho_solve(factor, pull), _variance(factor)
        promised = 0.5 * float(pull @ direction)
        if promised < AT_REST or step == STEPS:
            break
        step, theta = step + 1, theta + direction * min(1.0, LONGEST / float(np.max(np.abs(direction))))
        levels = slice(1 + effects, None)
        fixed_point = float(np.sqrt(np.mean(theta[levels] ** 2 + variance[levels])))
        spread *= (fixed_point / spread) ** STRETCH
    at_rest = promised < AT_REST
    return WorldPosterior(theta, np.sqrt(variance), spread, float(terms.value), step, at_rest)


def _variance(factor: tuple[np.ndarray, bool]) -> np.ndarray:
    return np.diag(linalg.cho_solve(factor, np.eye(len(factor[0]))))


def total(theta: np.ndarray, parts: Iterable[Rows], states: int) -> Terms:
    """Add up log-likelihood, slope and information over blocks of rows, in double precision."""
    size = len(theta)
    found = [0.0, np.zeros(size), np.zeros((size, size))]
    for part in parts:
        terms = _terms(jnp.asarray(theta, part.statistics.dtype), spread_out(part), states)
        found = [sum_ + np.asarray(one, dtype=float) for sum_, one in zip(found, terms, strict=True)]
    return Terms(*(jnp.asarray(one) for one in found))


def gradient(theta: np.ndarray, parts: Iterable[Rows]) -> tuple[float, np.ndarray]:
    """Log-likelihood and its slope alone, over blocks of rows."""
    value, slope = 0.0, np.zeros(len(theta))
    for part in parts:
        one, other = _value_and_slope(jnp.asarray(theta, part.statistics.dtype), spread_out(part))
        value, slope = value + float(one), slope + np.asarray(other, dtype=float)
    return value, slope


def spread_out(rows: Rows) -> Rows:
    """Lay rows out over the devices that there are, if they can be shared out evenly."""
    devices = jax.devices()
    if len(devices) == 1 or len(rows.first) % len(devices):
        return Rows(*(jnp.asarray(column) for column in rows))
    place = NamedSharding(Mesh(np.array(devices), ("rows",)), PartitionSpec("rows"))
    return Rows(*(jax.device_put(column, place) for column in rows))


def log_odds(theta: Array, rows: Rows) -> Array:
    """Log odds of the outcome in each row, the offset of sampling included."""
    effects = rows.statistics.shape[1]
    levels = theta[1 + effects :]
    return (
        theta[0]
        + rows.statistics @ theta[1 : 1 + effects]
        + levels[rows.first]
        + levels[rows.second]
        + rows.offset
    )


def _log_likelihood(theta: Array, rows: Rows) -> Array:
    odds = log_odds(theta, rows)
    return jnp.sum(rows.weight * (rows.occurred * odds - jnp.logaddexp(0.0, odds)))


_value_and_slope = jax.jit(jax.value_and_grad(_log_likelihood))


@jax.jit(static_argnums=2)
def _terms(theta: Array, rows: Rows, states: int) -> Terms:
    value, slope = jax.value_and_grad(_log_likelihood)(theta, rows)
    chance = jax.nn.sigmoid(log_odds(theta, rows))
    weight = rows.weight * chance * (1.0 - chance)
    near = jnp.concatenate([jnp.ones_like(chance)[:, None], rows.statistics], axis=1)
    weighted = near * weight[:, None]
    cross = jnp.zeros((states, near.shape[1]), near.dtype)
    cross = cross.at[rows.first].add(weighted).at[rows.second].add(weighted)
    across = jnp.zeros((states, states), near.dtype).at[rows.first, rows.second].add(weight)
    levels = across + across.T + jnp.diag(cross[:, 0])
    top = jnp.concatenate([near.T @ weighted, cross.T], axis=1)
    return Terms(value, slope, jnp.concatenate([top, jnp.concatenate([cross, levels], axis=1)]))


def _prior(effects: int, states: int, spread: float) -> np.ndarray:
    """Prior precision of every parameter."""
    return np.r_[LEVEL[1] ** -2.0, np.full(effects, SLOPE**-2.0), np.full(states, spread**-2.0)]


def _warmed(rows: Rows, mean: np.ndarray, states: int, seed: int) -> np.ndarray:
    """Go near the mode by mini-batches in random order, each standing for all rows."""
    number = len(rows.first)
    batch = min(BATCH, number)
    rng, theta = np.random.default_rng(seed), mean.copy()
    prior = _prior(rows.statistics.shape[1], states, SPREAD)
    first, second = np.zeros_like(theta), np.zeros_like(theta)
    step = 0
    for _ in range(EPOCHS):
        order = rng.permutation(number)
        for start in range(0, number - batch + 1, batch):
            step += 1
            part = Rows(*(column[order[start : start + batch]] for column in rows))
            _, slope = gradient(theta, [part])
            pull = (slope * number / batch - prior * (theta - mean)) / number
            first = 0.9 * first + 0.1 * pull
            second = 0.999 * second + 0.001 * pull**2
            move = (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
            theta = theta + PACE * move
    return theta
