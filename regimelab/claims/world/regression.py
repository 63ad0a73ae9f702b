r"""Regressions on the world's states: discrete-time hazards, and panels with state and year effects.

Hazard: with $h_{it}$ the chance of an event in state $i$ and month $t$ given its covariates $x$,
$\log(-\log(1 - h_{it})) = \alpha_i + \gamma_{year} + \beta x_{it}$, so that $e^\beta$ is a hazard ratio
(the grouped proportional hazards model; Prentice & Gloeckler 1978, Biometrics 34, 57-67).
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from typing import NamedTuple

import numpy as np
from scipy.linalg import solve
from scipy.sparse import csc_array, csr_array, hstack

from regimelab.claims.world.slope import FEWEST_STATES, Slope
from regimelab.measures.rate import LOG_RATIO_SD

FEWEST_EVENTS = 20  # below which a hazard ratio with state effects says nothing (assumed)
SWEEPS = 500
STEPS = 60
LONGEST_STEP = 3.0
STILL = 1e-8
TIE = 1e-6  # precision of the prior on levels: tells levels apart that the record does not


class Spell(NamedTuple):
    """A stretch of one state at risk, mostly a month: the year whose level it shares, covariates, event."""

    state: str
    year: int
    covariates: tuple[float, ...]
    event: bool


class Rows(NamedTuple):
    """A panel: one row a state and year, the outcome and what it is regressed on."""

    states: tuple[str, ...]
    years: tuple[int, ...]
    outcome: np.ndarray
    regressors: np.ndarray


def hazard(spells: Sequence[Spell]) -> tuple[Slope, ...] | None:
    """Log hazard ratio of each covariate, with a level for each state and year, clustered by state.

    States and years without an event, or with nothing else, say nothing and are left out. The prior on a
    log hazard ratio is that of the measures' rate ratios. None where too few states or events are left, or a
    covariate does not vary.
    """
    counts = Counter((one.state, one.year, one.covariates, one.event) for one in _telling(spells))
    cells = sorted({key[:3] for key in counts})
    events = np.array([[counts[*cell, True], counts[*cell, False]] for cell in cells], dtype=float)
    states = [cell[0] for cell in cells]
    covariates = np.array([cell[2] for cell in cells], dtype=float)
    if len(set(states)) < FEWEST_STATES or events[:, 0].sum() < FEWEST_EVENTS or not _varies(covariates):
        return None
    years = [cell[1] for cell in cells]
    design = csr_array(hstack([covariates, levels(states), levels(years)[:, 1:]]))
    free = len(set(states)) + len(set(years)) - 1
    prior = np.repeat([LOG_RATIO_SD**-2.0, TIE], [covariates.shape[1], free])
    fit = _maximum(events, design, codes(states), prior)
    happened = int(events[:, 0].sum())
    return fit and tuple(fit.slope(k)._replace(cells=happened) for k in range(covariates.shape[1]))


def two_way(rows: Rows) -> "Panel | None":
    """Least squares with an effect for each state and each year, standard errors clustered by state."""
    groups = codes(rows.states)
    if len(set(rows.states)) < FEWEST_STATES:
        return None
    swept = _swept(np.column_stack([rows.outcome, rows.regressors]), groups, codes(rows.years))
    if not _varies(swept[:, 1:]):
        return None
    outcome, regressors = swept[:, 0], swept[:, 1:]
    values = np.linalg.lstsq(regressors, outcome, rcond=None)[0]
    scores = regressors * (outcome - regressors @ values)[:, None]
    return _clustered(values, regressors.T @ regressors, scores, groups)


class Panel(NamedTuple):
    """Coefficients of a panel regression with their clustered covariance."""

    values: np.ndarray
    covariance: np.ndarray
    states: int
    cells: int

    def slope(self, place: int) -> Slope:
        """Give one coefficient."""
        weights = np.zeros(len(self.values))
        weights[place] = 1.0
        return self.combined(weights)

    def combined(self, weights: np.ndarray) -> Slope:
        """Give a weighted sum of coefficients."""
        error = float(np.sqrt(weights @ self.covariance @ weights))
        return Slope(float(weights @ self.values), error, self.states, self.cells)


def codes(labels: Sequence[Hashable]) -> np.ndarray:
    """Number labels in order of first sight."""
    known = {label: place for place, label in enumerate(dict.fromkeys(labels))}
    return np.array([known[label] for label in labels], dtype=int)


def levels(labels: Sequence[Hashable]) -> csc_array:
    """Lay labels out as columns of zeros and ones."""
    place = codes(labels)
    return csc_array((np.ones(len(place)), (np.arange(len(place)), place)))


def _maximum(events: np.ndarray, design: csr_array, groups: np.ndarray, prior: np.ndarray) -> "Panel | None":
    """Find the most probable coefficients by Newton's method; none where it does not arrive."""
    values = np.zeros(len(prior))
    for _ in range(STEPS):
        score, curvature = _slopes(events, design @ values)
        information = (design.T @ design.multiply(curvature[:, None])).toarray() + np.diag(prior)
        step = solve(information, design.T @ score - prior * values, assume_a="pos")
        values = values + step * min(1.0, LONGEST_STEP / np.abs(step).max())
        if np.abs(step).max() < STILL:
            return _clustered(values, information, design.multiply(score[:, None]).toarray(), groups)
    return None


def _slopes(events: np.ndarray, level: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Slope and curvature, in the log cumulative hazard, of the log chance of months with and without."""
    rate = np.exp(np.clip(level, -30.0, 3.0))
    pull = rate / np.expm1(rate)
    score = events[:, 0] * pull - events[:, 1] * rate
    curvature = events[:, 0] * (pull * (rate + pull) - pull) + events[:, 1] * rate
    return score, np.maximum(curvature, 1e-12)


def _clustered(
    values: np.ndarray, information: np.ndarray, scores: np.ndarray, groups: np.ndarray
) -> "Panel":
    """Covariance that lets what is left over be alike within a state (the sandwich; Liang & Zeger 1986)."""
    clusters = int(groups.max()) + 1
    sums = np.zeros((clusters, len(values)))
    np.add.at(sums, groups, scores)
    bread = np.linalg.inv(information)
    covariance = bread @ (sums.T @ sums) @ bread * clusters / (clusters - 1)
    return Panel(values, covariance, clusters, len(groups))


def _telling(spells: Sequence[Spell]) -> list[Spell]:
    """Leave out states and years in which the event never came, or always did."""
    kept = list(spells)
    while True:
        states = _mixed((one.state, one.event) for one in kept)
        years = _mixed((one.year, one.event) for one in kept)
        left = [one for one in kept if one.state in states and one.year in years]
        if len(left) == len(kept):
            return left
        kept = left


def _mixed(seen: Iterable[tuple[Hashable, bool]]) -> set[Hashable]:
    either = set(seen)
    return {level for level, event in either if (level, not event) in either}


def _varies(columns: np.ndarray) -> bool:
    return bool(len(columns) > columns.shape[1] + 2 and np.all(columns.std(axis=0) > 1e-9))


def _swept(columns: np.ndarray, *factors: np.ndarray) -> np.ndarray:
    """Take the mean of each level of each factor out, in turn, until nothing moves."""
    left = columns - columns.mean(axis=0)
    for _ in range(SWEEPS):
        before = left
        for factor in factors:
            sums = np.zeros((factor.max() + 1, columns.shape[1]))
            np.add.at(sums, factor, left)
            left = left - (sums / np.bincount(factor)[:, None])[factor]
        if np.abs(left - before).max() < STILL:
            break
    return left
