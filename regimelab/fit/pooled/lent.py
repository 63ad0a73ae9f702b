r"""What regions lend each other: mean and spread between regions of every parameter that can travel.

Parameter $b$ of region $r$ is $\theta_{rb}\sim N(\mu_b,\tau_{g(b)}^2)$, with $\mu_b$ at the prior that a
region fitted alone has. What a region's own acts say of its $\theta_r$, all else integrated out, is a normal
likelihood with precision $\Lambda_r$ and $\Lambda_r\theta_r=\eta_r$ at its peak (Laplace), so that

$$\mu\mid\tau\sim N(Vb, V),\quad V^{-1}=S_0^{-1}+\sum_r (D-D\Sigma_rD),\quad
  b=S_0^{-1}m_0+\sum_r D\Sigma_r\eta_r,$$

with $D=\mathrm{diag}(\tau^{-2})$ and $\Sigma_r=(\Lambda_r+D)^{-1}$. The spreads are learnt by EM; the stated
spread, half the prior's, has the weight of ``STATED`` regions' parameters, because few regions tell little of
how far regions differ.

Source: Gelman & Hill (2007), Data Analysis Using Regression and Multilevel/Hierarchical Models, ch. 12-13;
Dempster, Rubin & Tsutakawa (1981), JASA 76, 341.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np

from regimelab.fit.laplace import STRETCH, Posterior
from regimelab.theory.catalogue import EFFECTS
from regimelab.theory.parameters import Layout
from regimelab.types import ParameterIndex, Parameters, ParameterSquare

TRAVELLING: Final = ("kind", "family_effect", "kind_effect", "half_life")
BETWEEN: Final = 0.5  # regions differ by half as much as the prior allows any of them: assumed
STATED: Final = 6.0
ROUNDS: Final = 200
STILL: Final = 1e-3  # relative move of a spread that no longer matters


class Said(NamedTuple):
    """What a region's own acts say of the travelling parameters: precision, and precision times peak."""

    precision: ParameterSquare
    weighted: Parameters


class Lent(NamedTuple):
    """What other regions lend: the mean of each travelling parameter and its spread for a new region.

    ``between`` is the spread between regions alone; ``spread`` adds that the mean itself is uncertain.
    """

    mean: Parameters
    spread: Parameters
    between: Parameters
    regions: int


def places(blocks: Layout) -> ParameterIndex:
    """Places of the travelling parameters, the same parameters in the same order in every region."""
    return np.concatenate([np.arange(blocks.size)[blocks.where(name)] for name in TRAVELLING])


def groups(blocks: Layout) -> ParameterIndex:
    """Number of the group of each travelling parameter, whose spread between regions is one.

    Effects have a group each, shared by the families, and another for how kinds differ from their family.
    """
    sizes = {block.name: len(block.labels) for block in blocks.blocks}
    effects = len(EFFECTS)
    families = np.arange(sizes["family_effect"]) % effects
    kinds = np.arange(sizes["kind_effect"]) % effects
    return np.concatenate(
        [
            np.zeros(sizes["kind"], dtype=int),
            1 + families,
            1 + effects + kinds,
            np.full(sizes["half_life"], 1 + 2 * effects),
        ]
    )


def said_by(blocks: Layout, posterior: Posterior) -> Said:
    """Take the prior out of a region's posterior of its travelling parameters."""
    at = places(blocks)
    root = np.linalg.inv(posterior.factor)
    covariance = root[:, at].T @ root[:, at]
    prior = 1.0 / posterior.spread[at] ** 2
    precision = np.linalg.inv(covariance)
    weighted = precision @ posterior.mode[at] - prior * blocks.mean[at]
    values, vectors = np.linalg.eigh(precision - np.diag(prior))
    return Said((vectors * np.maximum(values, 0.0)) @ vectors.T, weighted)


def lent_by(blocks: Layout, regions: Sequence[Said]) -> Lent:
    """Learn what regions have in common and how far they differ; of no region, the prior is left as it is."""
    at, group = places(blocks), groups(blocks)
    mean, spread = blocks.mean[at], blocks.spread[at]
    stated = _by_group((BETWEEN * spread) ** 2, group)
    between = stated
    for _ in range(ROUNDS if regions else 0):
        found, variance, squares = _common(regions, mean, spread, between[group])
        counted = np.bincount(group) * len(regions)
        learnt = (STATED * stated * np.bincount(group) + _sums(squares, group)) / (
            STATED * np.bincount(group) + counted
        )
        moved = float(np.max(np.abs(np.log(learnt / between))))
        between = between * (learnt / between) ** STRETCH
        if moved < STILL:
            break
    if not regions:
        return Lent(mean, spread, np.sqrt(between[group]), 0)
    found, variance, _ = _common(regions, mean, spread, between[group])
    apart = np.sqrt(between[group])
    return Lent(found, np.sqrt(between[group] + variance), apart, len(regions))


def _common(
    regions: Sequence[Said], mean: np.ndarray, spread: np.ndarray, between: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Mean over regions, its variance, and each parameter's expected squares of regions about it."""
    lent = 1.0 / between
    own = [np.linalg.inv(one.precision + np.diag(lent)) for one in regions]
    precision = np.diag(spread**-2.0) + sum(np.diag(lent) - lent[:, None] * each * lent for each in own)
    weighted = mean / spread**2 + sum(
        (each @ one.weighted) / between for each, one in zip(own, regions, strict=True)
    )
    covariance = np.linalg.inv(precision)
    common = covariance @ weighted
    squares = np.zeros(len(mean))
    for each, one in zip(own, regions, strict=True):
        pulled = np.eye(len(mean)) - each / between
        apart = each @ one.weighted - pulled @ common
        squares += apart**2 + np.diag(each) + np.sum((pulled @ covariance) * pulled, axis=1)
    return common, np.diag(covariance), squares


def _sums(values: np.ndarray, group: np.ndarray) -> np.ndarray:
    return np.bincount(group, weights=values)


def _by_group(values: np.ndarray, group: np.ndarray) -> np.ndarray:
    return _sums(values, group) / np.bincount(group)
