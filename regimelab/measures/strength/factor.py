r"""A latent factor over parts that are seen with gaps: a Bayesian state-space model, drawn by Gibbs.

Part $p$ in period $t$ has the empirical log odds $z_{pt}=\log\frac{k+1/2}{n-k+1/2}$ with the sampling
variance $v_{pt}=\frac1{k+1/2}+\frac1{n-k+1/2}$ (Haldane-Anscombe). Then

$$z_{pt}=a_p+\lambda_p f_t+\varepsilon_{pt},\quad \varepsilon_{pt}\sim N(0,v_{pt}+\sigma_p^2),\quad
f_t=f_{t-1}+w_t,\quad w_t\sim N(0,q^2).$$

A period without a case is missing, not zero.
"""

from typing import NamedTuple

import numpy as np

LOADING, LOADING_SD = 1.0, 0.75  # assumed: each part is expected to rise with strength; data may turn it
LEVEL_SD = 5.0  # log odds: any level of a part
NOISE = np.geomspace(0.02, 3.0, 24)  # log odds: what a part does on its own
STEPS = np.geomspace(0.02, 1.5, 24)  # log odds a period: how fast strength moves
NOISE_SCALE, STEP_SCALE = 0.5, 0.3  # half-normal scales of the two, assumed: strength is slow
CHAINS, WARM, DRAWS = 4, 300, 500


class Seen(NamedTuple):
    """Log odds of parts by period and their sampling variance; infinite where nothing could be seen."""

    odds: np.ndarray
    variance: np.ndarray


class Drawn(NamedTuple):
    """Draws of strength by period and of loadings by part; the first two axes are chain and draw."""

    strength: np.ndarray
    loading: np.ndarray


def seen(shown: np.ndarray, cases: np.ndarray) -> Seen:
    """Turn cases into log odds with their sampling variance."""
    missed = np.maximum(cases - shown, 0.0)
    odds = np.log(shown + 0.5) - np.log(missed + 0.5)
    variance = 1 / (shown + 0.5) + 1 / (missed + 0.5)
    return Seen(np.where(cases > 0, odds, 0.0), np.where(cases > 0, variance, np.inf))


def draw(data: Seen, seed: int) -> Drawn:
    """Draw strength and loadings from their posterior."""
    rng = np.random.default_rng(seed)
    parts, periods = data.odds.shape
    strength = 0.3 * rng.standard_normal((CHAINS, periods))
    noise, step = np.full((CHAINS, parts), 0.3), np.full(CHAINS, 0.2)
    kept: list[tuple[np.ndarray, np.ndarray]] = []
    for turn in range(WARM + DRAWS):
        weight = 1 / (data.variance[None] + noise[:, :, None] ** 2)
        level, loading = _lines(data.odds, weight, strength, rng)
        strength = _path(data.odds - level[:, :, None], weight, loading, step, rng)
        side = _turned(loading, rng)
        strength, loading = strength * side, loading * side
        left = data.odds - level[:, :, None] - loading[:, :, None] * strength[:, None, :]
        noise = _noise(left, data.variance, rng)
        step = _step(strength, rng)
        if turn >= WARM:
            kept.append((strength - strength.mean(axis=1, keepdims=True), loading))
    paths, loadings = (np.stack(part, axis=1) for part in zip(*kept, strict=True))
    return Drawn(paths, loadings)


def agreement(draws: np.ndarray) -> float:
    """Worst R-hat of split chains: one where the chains agree.

    Source: Gelman et al. (2013), Bayesian Data Analysis, section 11.4.
    """
    half = draws.shape[1] // 2
    chains = np.concatenate([draws[:, :half], draws[:, half : 2 * half]])
    within = chains.var(axis=1, ddof=1).mean(axis=0)
    between = chains.mean(axis=1).var(axis=0, ddof=1)
    return float(np.max(np.sqrt((within * (half - 1) / half + between) / within)))


def _lines(
    odds: np.ndarray, weight: np.ndarray, strength: np.ndarray, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """Level and loading of each part, given the strength: two unknowns each."""
    path = strength[:, None, :]
    first = weight.sum(axis=2) + LEVEL_SD**-2
    cross = (weight * path).sum(axis=2)
    second = (weight * path**2).sum(axis=2) + LOADING_SD**-2
    right = (weight * odds).sum(axis=2), (weight * path * odds).sum(axis=2) + LOADING / LOADING_SD**2
    determinant = first * second - cross**2
    loading = (first * right[1] - cross * right[0]) / determinant
    loading = loading + rng.standard_normal(loading.shape) * np.sqrt(first / determinant)
    level = (right[0] - cross * loading) / first
    return level + rng.standard_normal(level.shape) / np.sqrt(first), loading


def _path(
    odds: np.ndarray, weight: np.ndarray, loading: np.ndarray, step: np.ndarray, rng: np.random.Generator
) -> np.ndarray:
    """Strength in all periods at once, given all else."""
    periods = odds.shape[-1]
    differences = np.diff(np.eye(periods), axis=0)
    walk = (differences.T @ differences)[None] / step[:, None, None] ** 2
    held = (loading[:, :, None] ** 2 * weight).sum(axis=1)
    precision = walk + np.eye(periods)[None] * (held + 1.0 / periods)[:, :, None]
    right = (loading[:, :, None] * weight * odds).sum(axis=1)
    root = np.linalg.cholesky(precision)
    mean = np.linalg.solve(precision, right[:, :, None])
    noise = rng.standard_normal((*right.shape, 1))
    return (mean + np.linalg.solve(root.swapaxes(1, 2), noise))[:, :, 0]


def _turned(loading: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Offer each chain to turn strength and loadings round: the data cannot tell, the prior can."""
    gain = -2 * LOADING * loading.sum(axis=1, keepdims=True) / LOADING_SD**2
    return np.where(np.log(rng.random(gain.shape)) < gain, -1.0, 1.0)


def _noise(left: np.ndarray, variance: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    there = np.isfinite(variance)
    total = np.where(there, variance, 1.0)[None, :, :, None] + NOISE**2
    fit = -0.5 * np.log(total) - 0.5 * left[..., None] ** 2 / total
    return _picked(NOISE, np.sum(fit * there[None, :, :, None], axis=2), NOISE_SCALE, rng)


def _step(strength: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    moves = np.diff(strength, axis=1)
    fit = -moves.shape[1] * np.log(STEPS) - 0.5 * (moves**2).sum(axis=1)[:, None] / STEPS**2
    return _picked(STEPS, fit, STEP_SCALE, rng)


def _picked(grid: np.ndarray, fit: np.ndarray, scale: float, rng: np.random.Generator) -> np.ndarray:
    """Pick a value of an even grid of logarithms, under a half-normal prior."""
    log_mass = fit - 0.5 * (grid / scale) ** 2 + np.log(grid)
    return grid[np.argmax(log_mass + rng.gumbel(size=log_mass.shape), axis=-1)]
