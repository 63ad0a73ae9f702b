"""Shares that depend on several groupings at once, each level pulled toward the rest as data ask."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from scipy import linalg

INTERCEPT_SD = 2.5  # of the log odds: nearly flat between one in a hundred and ninety-nine in a hundred
SPREAD_MODE = 1.0  # mode of the Rayleigh prior of each spread, in log odds: levels differ by a factor of e
STEPS, ROUNDS, STILL = 30, 200, 1e-6


class Levels(NamedTuple):
    """Posterior of a hierarchical logit model: its mode, a factor of its covariance, and where levels are."""

    mode: np.ndarray
    factor: np.ndarray
    names: tuple[tuple[str, str], ...]
    spreads: dict[str, float]

    def shares(self, cases: Sequence[Mapping[str, str]], draws: int, seed: int) -> np.ndarray:
        """Draws of the mean share over some cases; a level never seen is drawn from its grouping's spread."""
        rng = np.random.default_rng(seed)
        coefficients = self.mode + rng.standard_normal((draws, len(self.mode))) @ self.factor.T
        place = {name: number for number, name in enumerate(self.names)}
        total = np.zeros((draws, len(cases)))
        for column, case in enumerate(cases):
            total[:, column] = coefficients[:, 0]
            for grouping, level in case.items():
                known = place.get((grouping, level))
                unseen = self.spreads[grouping] * rng.standard_normal(draws)
                total[:, column] += unseen if known is None else coefficients[:, known]
        return (1.0 / (1.0 + np.exp(-total))).mean(axis=1)


def hierarchical_logit(success: Sequence[bool], cases: Sequence[Mapping[str, str]]) -> Levels:
    r"""Fit $\mathrm{logit}\,p_n = \alpha + \sum_g u_{g,\ell_g(n)}$ with $u_{g\ell} \sim N(0, s_g^2)$.

    Every case names its level in every grouping. Spreads $s_g$ are at the mode of their marginal posterior
    (EM), levels normal around theirs (Laplace).

    Source: Gelman & Hill (2007), Data Analysis Using Regression and Multilevel/Hierarchical Models, ch. 14.
    """
    groupings = tuple(cases[0]) if cases else ()
    levels = [(g, level) for g in groupings for level in sorted({case[g] for case in cases})]
    design = np.array([[1.0, *(float(case[g] == level) for g, level in levels)] for case in cases])
    design = design.reshape(len(cases), 1 + len(levels))
    outcome = np.asarray(success, dtype=float)
    member = {g: 1 + np.flatnonzero([name == g for name, _ in levels]) for g in groupings}
    spreads = dict.fromkeys(groupings, SPREAD_MODE)
    mode, covariance = np.zeros(design.shape[1]), np.eye(design.shape[1])
    for _ in range(ROUNDS):
        mode, covariance = _mode(design, outcome, _precision(member, spreads, design.shape[1]), mode)
        moved = {g: _spread(mode[place], np.diag(covariance)[place]) for g, place in member.items()}
        still = all(abs(moved[g] - spreads[g]) < STILL for g in groupings)
        spreads = moved
        if still:
            break
    names = (("", ""), *levels)
    return Levels(mode, linalg.cholesky(covariance, lower=True), names, spreads)


def _precision(member: Mapping[str, np.ndarray], spreads: Mapping[str, float], size: int) -> np.ndarray:
    precision = np.full(size, INTERCEPT_SD**-2)
    for grouping, place in member.items():
        precision[place] = spreads[grouping] ** -2
    return precision


def _mode(
    design: np.ndarray, outcome: np.ndarray, precision: np.ndarray, start: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Newton's way to the mode of a concave density, and the inverse of its curvature there."""
    mode = start
    for _ in range(STEPS):
        chance = 1.0 / (1.0 + np.exp(-design @ mode))
        curvature = design.T @ (design * (chance * (1 - chance))[:, None]) + np.diag(precision)
        step = linalg.solve(curvature, design.T @ (outcome - chance) - precision * mode, assume_a="pos")
        mode = mode + step
        if np.abs(step).max() < STILL:
            break
    chance = 1.0 / (1.0 + np.exp(-design @ mode))
    curvature = design.T @ (design * (chance * (1 - chance))[:, None]) + np.diag(precision)
    return mode, linalg.inv(curvature)


def _spread(values: np.ndarray, variances: np.ndarray) -> float:
    r"""Mode of a spread, given its levels' expected squares, under the Rayleigh prior $s\,e^{-s^2/2m^2}$.

    The prior keeps a spread that few data speak of away from zero, where all levels would be one.

    Source: Chung and others (2013), Psychometrika 78, 685.
    """
    squares, fewer = float(np.sum(values**2 + variances)), len(values) - 1
    root = np.sqrt(fewer**2 + 4.0 * squares / SPREAD_MODE**2)
    return float(np.sqrt(SPREAD_MODE**2 * (root - fewer) / 2.0))
