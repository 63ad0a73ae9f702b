"""Maximum a posteriori with Laplace intervals: Fisher scoring, and spreads learnt by the way."""

from collections.abc import Callable
from typing import NamedTuple

import jax
import numpy as np
import scipy.linalg as linalg
import scipy.sparse as sparse

from regimelab.codebook import KINDS
from regimelab.fit.grid import Grid
from regimelab.fit.likelihood import Curvature, coefficients_at, curvature
from regimelab.theory.catalogue import EFFECTS
from regimelab.theory.memory import HALF_LIVES
from regimelab.theory.model import Model
from regimelab.theory.parameters import Layout
from regimelab.types import Draws, EntryLocalPlace, Parameters, ParameterSquare, PerEntry, PerTime

WEIGHT = 18.0  # pseudo-parameters behind a pool's stated spread: as many as there are kinds, so it leads
STRETCH = 1.5  # the fixed point of MacKay creeps: go half as far again
PROBES = 128  # random directions that measure the variance of log rates
TOLERANCE = 0.01  # nats of the penalised log-likelihood
REST = 0.1  # nats that a step may still promise at rest
STILL = 0.03  # relative move of a learnt spread that no longer matters
STEPS = 60


class Posterior(NamedTuple):
    """Normal approximation of the posterior at its mode.

    ``factor`` is the lower Cholesky factor of the precision; ``spread`` the prior standard
    deviations, learnt ones included; ``converged`` is false where a step still promised a gain.
    ``surplus`` is half of each entry's posterior variance of its log rate, averaged over its
    expected acts. Draws of log rates are lowered by it: the exponential of a normal draw is too
    high in the mean by that much, and without it draws expect more acts than were recorded.
    """

    mode: Parameters
    factor: ParameterSquare
    spread: Parameters
    surplus: PerEntry
    log_likelihood: float
    steps: int
    converged: bool

    def deviation(self) -> Parameters:
        """Posterior standard deviation of every parameter."""
        inverse = linalg.solve_triangular(self.factor, np.eye(len(self.mode)), lower=True)
        return np.sqrt(np.sum(inverse**2, axis=0))

    def draws(self, number: int, seed: int) -> Draws:
        """Draws from the approximation, the same for the same seed."""
        noise = np.random.default_rng(seed).standard_normal((len(self.mode), number))
        return self.mode[None, :] + linalg.solve_triangular(self.factor, noise, lower=True, trans=1).T


class Design(NamedTuple):
    """Sparse map from all parameters to entries' levels, kinds' slopes and the log half-lives.

    ``places`` says where each entry finds its own local parameters among them. Entries of a kind share their
    slopes, so what they say of these is added up before it is carried to all parameters.
    """

    shared: sparse.csr_matrix
    places: EntryLocalPlace

    @property
    def size(self) -> int:
        """Levels, slopes and half-lives together."""
        return int(self.places[-1, -1]) + 1

    def slope(self, value: Curvature) -> Parameters:
        """Slope of the log-likelihood by every parameter."""
        return self.shared.T @ np.bincount(self.places.ravel(), np.asarray(value.score).ravel())

    def information(self, value: Curvature) -> ParameterSquare:
        """Fisher information of all parameters."""
        size, many = self.size, self.places.shape[1]
        rows, columns = np.repeat(self.places, many, axis=1), np.tile(self.places, many)
        parts = np.asarray(value.information).ravel(), (rows.ravel(), columns.ravel())
        added = sparse.csr_matrix(sparse.coo_matrix(parts, (size, size)))
        return (self.shared.T @ added @ self.shared).toarray()


Curve = Callable[[Parameters], Curvature]
Fitter = Callable[[Grid, PerTime, Posterior | None], Posterior]


def estimator(model: Model) -> Fitter:
    """Compile a region's model into a function that fits it to the observed intervals of a grid.

    ``observed`` is one where an interval counts and zero elsewhere; ``start`` is where to begin.
    """
    return estimator_of(model)(model.layout)


def estimator_of(model: Model) -> Callable[[Layout], Fitter]:
    """Compile a region's model once, to be fitted with whatever priors its parameters are given."""
    evaluate = jax.jit(lambda given, data, seen: curvature(model, data, given, seen))
    design = design_of(model)

    def with_priors(blocks: Layout) -> Fitter:
        def estimate(grid: Grid, observed: PerTime, start: Posterior | None = None) -> Posterior:
            def curve(theta: Parameters) -> Curvature:
                return evaluate(coefficients_at(model, theta), grid, observed)

            return maximise(blocks, design, curve, start)

        return estimate

    return with_priors


def maximise(blocks: Layout, design: Design, curve: Curve, start: Posterior | None) -> Posterior:
    """Alternate Fisher scoring steps with updates of the learnt spreads until neither moves."""
    theta, spread = (blocks.mean, blocks.spread) if start is None else (start.mode, start.spread)
    value = curve(theta)
    step, gained = 0, np.inf
    while step < STEPS:
        step += 1
        factor, gradient = _normal_equations(blocks, design, value, theta, spread)
        direction = linalg.cho_solve((factor, True), gradient)
        theta, value, gained = _line_search(blocks, curve, theta, direction, spread, value)
        spread, moved = _learn(blocks, theta, factor, spread)
        if gained < TOLERANCE and moved < STILL:
            break
    factor, _ = _normal_equations(blocks, design, value, theta, spread)
    surplus = _surplus(design, value, theta, factor)
    at_rest = rested(blocks, design, value, theta, (factor, spread))
    return Posterior(theta, factor, spread, surplus, float(value.log_likelihood), step, at_rest)


def rested(
    blocks: Layout,
    design: Design,
    value: Curvature,
    theta: np.ndarray,
    prior: tuple[np.ndarray, ...],
) -> bool:
    """Whether a full step from here would still promise to gain anything (Newton decrement, in nats)."""
    factor, spread = prior
    gradient = design.slope(value) - (theta - blocks.mean) / spread**2
    return bool(0.5 * gradient @ linalg.cho_solve((factor, True), gradient) < REST)


def design_of(model: Model) -> Design:
    """Say where every entry finds its level, the slopes of its kind and the log half-lives."""
    blocks, kinds, effects = model.layout, model.risk.kind, len(EFFECTS)
    memory = sparse.eye(len(HALF_LIVES), blocks.size, blocks.size - len(HALF_LIVES), format="csr")
    shared = sparse.csr_matrix(sparse.vstack([blocks.level, blocks.slope, memory]))
    slopes = len(kinds) + kinds[:, None] * effects + np.arange(effects)[None, :]
    last = len(kinds) + len(KINDS) * effects + np.arange(len(HALF_LIVES))
    everyone = np.broadcast_to(last, (len(kinds), len(last)))
    return Design(shared, np.concatenate([np.arange(len(kinds))[:, None], slopes, everyone], axis=1))


def _normal_equations(
    blocks: Layout, design: Design, value: Curvature, theta: np.ndarray, spread: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    precision = design.information(value) + np.diag(spread**-2)
    gradient = design.slope(value) - (theta - blocks.mean) / spread**2
    return linalg.cholesky(precision, lower=True, check_finite=False), gradient


def _surplus(design: Design, value: Curvature, theta: np.ndarray, factor: np.ndarray) -> np.ndarray:
    """Half the posterior variance of each entry's log rate, averaged over its expected acts."""
    information = np.asarray(value.information)
    noise = np.random.default_rng(0).standard_normal((len(theta), PROBES))
    moved = design.shared @ linalg.solve_triangular(factor, noise, lower=True, trans=1)
    local = moved[design.places]
    squares = np.einsum("ean,eab,ebn->e", local, information, local, optimize=True) / PROBES
    return 0.5 * squares / np.maximum(information[:, 0, 0], 1e-12)


def _line_search(
    blocks: Layout,
    curve: Curve,
    theta: np.ndarray,
    direction: np.ndarray,
    spread: np.ndarray,
    value: Curvature,
) -> tuple[np.ndarray, Curvature, float]:
    before = _penalised(blocks, value, theta, spread)
    for halving in range(12):
        moved = theta + direction * 0.5**halving
        trial = curve(moved)
        gained = _penalised(blocks, trial, moved, spread) - before
        if np.isfinite(gained) and gained >= 0:
            return moved, trial, gained
    return theta, value, 0.0


def _penalised(blocks: Layout, value: Curvature, theta: np.ndarray, spread: np.ndarray) -> float:
    return float(value.log_likelihood) - 0.5 * float(np.sum(((theta - blocks.mean) / spread) ** 2))


def _learn(
    blocks: Layout, theta: np.ndarray, factor: np.ndarray, spread: np.ndarray
) -> tuple[np.ndarray, float]:
    """Spread of each pool: sum of squares over the number of parameters that the data determine.

    A weak prior (``WEIGHT`` pseudo-parameters of the stated spread) keeps a small pool from
    collapsing; steps are stretched, since the plain fixed point creeps.

    Source: MacKay (1992), Neural Computation 4, 415.
    """
    inverse = linalg.solve_triangular(factor, np.eye(len(theta)), lower=True, check_finite=False)
    determined = 1.0 - np.sum(inverse**2, axis=0) / spread**2
    learnt = spread.copy()
    for place in blocks.pools():
        stated = WEIGHT * blocks.spread[place][0] ** 2
        squares = np.sum((theta - blocks.mean)[place] ** 2) + stated
        fixed_point = np.sqrt(squares / (np.sum(determined[place]) + WEIGHT))
        learnt[place] = spread[place] * (fixed_point / spread[place]) ** STRETCH
    return learnt, float(np.max(np.abs(np.log(learnt / spread))))
