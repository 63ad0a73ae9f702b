"""Draws from the posterior of a region's model by Hamiltonian Monte Carlo, beside its normal approximation.

Half-lives stay at their modes: every statistic depends on them. Everything else is drawn, the spreads of
the pools included, so that kinds and actors are pooled by as much as the data ask for.
"""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from scipy import linalg, sparse

from regimelab.codebook import KINDS
from regimelab.engine.cores import cores
from regimelab.errors import on_request
from regimelab.fit.grid import Grid
from regimelab.fit.laplace import WEIGHT, Posterior
from regimelab.fit.likelihood import coefficients_at, moments
from regimelab.progress import Progress
from regimelab.theory.catalogue import EFFECTS
from regimelab.theory.memory import HALF_LIVES
from regimelab.theory.model import Model, log_exposure, statistics
from regimelab.theory.parameters import Layout
from regimelab.types import EntryTime, Parameters, PerEntry, PerTime, Scalar

CHAINS, WARM_UP, DRAWS = 4, 250, 1000
STEP, DEPTH = 0.25, 4  # fifteen steps of a quarter are more than half a turn of a standard normal


class Drawn(NamedTuple):
    """Draws (chain, draw, parameter), log spreads of the pools (chain, draw, pool), and what diverged."""

    parameters: np.ndarray
    log_spreads: np.ndarray
    diverging: np.ndarray
    accepted: np.ndarray


class Rows(NamedTuple):
    """One kind's statistics and exposure, and where their coefficients are; exposure has that past the last.

    A statistic that is an amount of each entry times a course in time, the same for all, is kept as these two
    (a border, a shaken patron, the chronicle's volume): a third less is then read at every step of a chain.
    """

    entries: np.ndarray
    seen: jax.Array
    slopes: np.ndarray
    amounts: jax.Array
    courses: jax.Array
    common: np.ndarray


class Likelihood(NamedTuple):
    r"""What the log-likelihood is made of: $\sum_p T_p\theta_p - \sum_{e,t} \Delta_t e^{\ell_{et}(\theta)}$.

    The first part is linear, so that acts meet their statistics only once; the second looks at every
    interval of every entry, in single precision. ``level`` and ``slope`` name the parameters that add up to
    the level of an entry and to an effect on a kind.
    """

    rows: tuple[Rows, ...]
    exposure: jax.Array
    acts: np.ndarray
    level: np.ndarray
    slope: np.ndarray


class Whitened(NamedTuple):
    """The sampler's coordinates, nearly standard normal.

    Parameters are ``mean + stretch * (away + factor @ z)``: a pool's parameters stretch with its spread as
    far as the data leave them ``free``, in [0, 1]; those that the data determine stay where they are.

    Source: Papaspiliopoulos, Roberts & Sköld (2007), Statistical Science 22, 59.
    """

    mean: Parameters
    away: Parameters
    factor: np.ndarray
    spread: Parameters
    free: Parameters
    pool: np.ndarray
    log_spreads: np.ndarray
    width: np.ndarray


class Length(NamedTuple):
    """How many chains, steps to warm up and draws."""

    chains: int = CHAINS
    warm_up: int = WARM_UP
    draws: int = DRAWS


def sample(
    model: Model,
    grid: Grid,
    observed: PerTime,
    posterior: Posterior,
    seed: int,
    progress: Progress,
    length: Length = Length(),  # noqa: B008 - it cannot be changed
) -> Drawn:
    """Draw from the posterior with the no-U-turn sampler, a chain on each core.

    Source: Hoffman & Gelman (2014), Journal of Machine Learning Research 15, 1593.
    """
    infer = on_request("numpyro.infer", "posterior", "a posterior")
    given = likelihood(model, grid, observed, posterior.mode)
    at = whitened(model.layout, posterior)
    potential = jax.jit(potential_of(model.layout, given, at))
    size = len(at.mean) + len(at.width)

    def chain(number: int) -> tuple[np.ndarray, ...]:
        kernel = infer.NUTS(
            potential_fn=potential, step_size=STEP, max_tree_depth=DEPTH, adapt_mass_matrix=True
        )
        runs = infer.MCMC(kernel, num_warmup=length.warm_up, num_samples=length.draws, progress_bar=False)
        return _chain(runs, size, jax.random.fold_in(jax.random.key(seed), number))

    progress("posterior", 0.0)
    with ThreadPoolExecutor(cores()) as pool:
        chains = list(_counted(pool.map(chain, range(length.chains)), length.chains, progress))
    z, diverging, accepted = (np.stack(part) for part in zip(*chains, strict=True))
    return Drawn(*_back(at, posterior, z), diverging, accepted)


def _counted(
    chains: Iterable[tuple[np.ndarray, ...]], of: int, progress: Progress
) -> Iterator[tuple[np.ndarray, ...]]:
    for number, chain in enumerate(chains, start=1):
        progress("posterior", number / of)
        yield chain


def _chain(runs: Any, size: int, key: jax.Array) -> tuple[np.ndarray, ...]:  # noqa: ANN401 - NumPyro's
    begin, go = jax.random.split(key)
    runs.run(go, init_params=jax.random.normal(begin, (size,)), extra_fields=("diverging", "accept_prob"))
    fields = runs.get_extra_fields()
    return tuple(map(np.asarray, (runs.get_samples(), fields["diverging"], fields["accept_prob"])))


def likelihood(model: Model, grid: Grid, observed: PerTime, mode: Parameters) -> Likelihood:
    """Lay the statistics out by kind, at the modes of the half-lives."""
    blocks, drawn = model.layout, len(mode) - len(HALF_LIVES)
    half_lives = coefficients_at(model, mode).half_lives
    moment = moments(model, grid, half_lives)
    seen, exposed = np.asarray(statistics(moment)), np.asarray(log_exposure(moment))
    level, slope = (sparse.csr_matrix(part[:, :drawn]) for part in (blocks.level, blocks.slope))
    counts = grid.counts * observed
    acts = level.T @ counts.sum(axis=1) + slope.T @ _sums(model, counts, seen)
    rows = tuple(_rows(model, (seen, exposed), slope, kind) for kind in np.unique(model.risk.kind).tolist())
    exposure = jnp.asarray((observed * grid.exposure).astype(np.float32))
    return Likelihood(rows, exposure, acts, _places(level, drawn), _places(slope, drawn))


def _places(sums: sparse.csr_matrix, drawn: int) -> np.ndarray:
    """Give the parameters that each row of a map of ones adds up; one past the last where there are fewer."""
    sums.eliminate_zeros()
    assert np.all(sums.data == 1.0)
    most = int(np.diff(sums.indptr).max(initial=1))
    rows = [sums.indices[one:other] for one, other in pairwise(sums.indptr)]
    return np.array([[*row, *[drawn] * (most - len(row))] for row in rows])


def _sums(model: Model, counts: np.ndarray, seen: np.ndarray) -> np.ndarray:
    """Sum each effect's statistic over the acts of each kind, as the slopes lie."""
    by_entry = np.einsum("et,fet->ef", counts, seen)
    by_kind = np.zeros((len(KINDS), len(EFFECTS)))
    np.add.at(by_kind, model.risk.kind, by_entry)
    return by_kind.ravel()


def _rows(model: Model, looked: tuple[np.ndarray, np.ndarray], slope: sparse.csr_matrix, kind: int) -> Rows:
    seen, exposed = looked
    entries = np.flatnonzero(model.risk.kind == kind)
    bears = np.diff(slope.indptr).reshape(len(KINDS), len(EFFECTS))[kind] > 0
    effects = [one for one in np.flatnonzero(bears) if np.any(seen[one][entries])]
    exposure = np.broadcast_to(exposed[entries], (len(entries), seen.shape[2]))
    table = np.concatenate([seen[effects][:, entries], exposure[None]])
    places = np.append(kind * len(EFFECTS) + np.array(effects, int), len(KINDS) * len(EFFECTS))
    amounts, courses, alike = map(np.array, zip(*map(_apart, table), strict=True))
    parts = (table[~alike], amounts[alike], courses[alike])
    whole, amount, course = (jnp.asarray(part.astype(np.float32)) for part in parts)
    return Rows(entries, whole, places[~alike], amount, course, places[alike])


def _apart(statistic: EntryTime) -> tuple[PerEntry, PerTime, bool]:
    """Take a statistic apart into an amount by entry and a course in time; say if it is their product."""
    entry, time = np.unravel_index(np.argmax(np.abs(statistic)), statistic.shape)
    amount, course = statistic[:, time] / (statistic[entry, time] or 1.0), statistic[entry]
    return amount, course, np.allclose(np.outer(amount, course), statistic, rtol=1e-9, atol=1e-12)


def whitened(blocks: Layout, posterior: Posterior) -> Whitened:
    """Take the curvature at the mode, half-lives held, and the width that each log spread may have."""
    drawn = len(posterior.mode) - len(HALF_LIVES)
    precision = (posterior.factor @ posterior.factor.T)[:drawn, :drawn]
    lower = linalg.cholesky(precision, lower=True)
    factor = linalg.solve_triangular(lower, np.eye(drawn), lower=True, trans=1)
    spread, pools = posterior.spread[:drawn], blocks.pools()
    determined = np.clip(1.0 - np.sum(factor**2, axis=1) / spread**2, 0.0, 1.0)
    pool = np.full(drawn, len(pools))
    for number, place in enumerate(pools):
        pool[place] = number
    return Whitened(
        mean=blocks.mean[:drawn],
        away=posterior.mode[:drawn] - blocks.mean[:drawn],
        factor=factor,
        spread=spread,
        free=1.0 - determined,
        pool=pool,
        log_spreads=np.log([posterior.spread[place][0] for place in pools]),
        width=np.array([(2.0 * (WEIGHT + determined[place].sum())) ** -0.5 for place in pools]),
    )


def potential_of(blocks: Layout, given: Likelihood, at: Whitened) -> Callable[[Parameters], Scalar]:
    r"""Minus the log posterior of z and of the pools' log spreads, in the sampler's coordinates.

    A pool's variance has the scaled inverse chi-squared prior with ``WEIGHT`` degrees of freedom and
    the stated spread as its scale, as the normal approximation takes it.
    """
    size = len(at.mean)
    factor = jnp.asarray(at.factor.astype(np.float32))
    stated = jnp.asarray([blocks.spread[place][0] for place in blocks.pools()])

    def potential(coordinates: Parameters) -> Scalar:
        wider = at.width * coordinates[size:]
        raw = at.away + (factor @ coordinates[:size].astype(jnp.float32)).astype(coordinates.dtype)
        own = jnp.append(wider, 0.0)[at.pool]
        theta = at.mean + raw * jnp.exp(at.free * own)
        held = (1.0 - at.free) * own
        prior = jnp.sum(held + 0.5 * (raw * jnp.exp(-held) / at.spread) ** 2)
        narrow = jnp.append(theta.astype(jnp.float32), 0.0)
        level, slope = (jnp.sum(narrow[places], axis=1) for places in (given.level, given.slope))
        expected = _expected(given, level, slope).astype(theta.dtype)
        log_spreads = at.log_spreads + wider
        hyper = jnp.sum(WEIGHT * log_spreads + 0.5 * WEIGHT * stated**2 * jnp.exp(-2.0 * log_spreads))
        return expected - jnp.asarray(given.acts) @ theta + prior + hyper

    return potential


def _expected(given: Likelihood, level: jax.Array, slope: jax.Array) -> jax.Array:
    """Acts expected over all intervals and entries."""
    total, slope = jnp.zeros((), level.dtype), jnp.append(slope, 1.0)
    for entries, seen, slopes, amounts, courses, common in given.rows:
        alike = (slope[common][:, None] * amounts).T @ courses
        log_rate = level[entries][:, None] + alike + jnp.einsum("f,fet->et", slope[slopes], seen)
        total = total + jnp.sum(jnp.exp(log_rate) @ given.exposure)
    return total


def _back(at: Whitened, posterior: Posterior, z: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Turn coordinates into parameters, half-lives at their modes, and log spreads."""
    size = len(at.mean)
    wider = at.width * z[..., size:]
    own = np.concatenate([wider, np.zeros((*wider.shape[:2], 1))], axis=-1)[..., at.pool]
    stretch = np.exp(at.free * own)
    drawn = at.mean + stretch * (at.away + z[..., :size] @ at.factor.T)
    held = np.broadcast_to(posterior.mode[size:], (*z.shape[:2], len(posterior.mode) - size))
    return np.concatenate([drawn, held], axis=-1), at.log_spreads + wider
