"""What a forecast must beat: constant rates, the last twelve months, and self-excitation alone."""

from collections.abc import Callable

import numpy as np
from scipy.optimize import minimize
from scipy.special import gammaln

from regimelab.fit.grid import Grid, Known
from regimelab.theory.risk_set import RiskSet
from regimelab.types import EntryTime, Parameters, PerEntry

LogRates = EntryTime
YEAR = 12.0


def constant(grid: Grid, risk: RiskSet, known: Known) -> LogRates:
    """One rate per pair and kind, shrunk to the kind's mean by as much as the data ask for."""
    counts, months = known.counts @ known.observed, float(grid.exposure @ known.observed)
    rates = shrunk(counts, np.full(risk.size, months), risk)
    return np.log(np.repeat(rates[:, None], len(grid.start), axis=1))


def last_year(grid: Grid, risk: RiskSet, known: Known) -> LogRates:
    """Rates of the twelve months before each interval, shrunk to the kind's mean of those months."""
    ends = grid.start + grid.exposure
    within = ((ends[:, None] <= grid.start[None, :]) & (ends[:, None] > grid.start[None, :] - YEAR)).astype(
        float
    )
    counts, months = grid.recalled @ within, np.maximum(grid.exposure @ within, 0.25)
    origin = int(np.flatnonzero(known.observed)[-1])
    shape = shape_of(known.counts @ within[:, origin], np.full(risk.size, months[origin]), risk)
    totals = np.stack([np.bincount(risk.kind, counts[:, t]) for t in range(len(months))], axis=1)
    mean = (totals + 0.5) / (np.bincount(risk.kind)[:, None] * months[None, :])
    return np.log((counts + shape) / (months[None, :] + shape / mean[risk.kind]))


def self_excitation(grid: Grid, risk: RiskSet, known: Known) -> LogRates:
    r"""Hawkes rates $c\,\mu_e + \alpha \sum 2^{-(t-t_n)/h}$; $c$, $\alpha$, $h$ by maximum likelihood."""
    base = np.exp(constant(grid, risk, known))
    fitted = grid._replace(recalled=known.recalled)

    def rates(parameters: Parameters, seen: Grid) -> LogRates:
        share, jump, half_life = np.exp(parameters)
        return share * base + jump * decayed(seen, half_life)

    def cost(parameters: Parameters) -> float:
        rate = rates(parameters, fitted)
        return float(np.sum(known.observed * (grid.exposure * rate - known.counts * np.log(rate))))

    found = minimize(
        cost, np.log([0.8, 0.05, 3.0]), method="Nelder-Mead", options={"xatol": 0.02, "fatol": 0.02}
    )
    return np.log(rates(found.x, grid))


BASELINES: dict[str, Callable[[Grid, RiskSet, Known], LogRates]] = {
    "constant": constant,
    "last_twelve_months": last_year,
    "self_excitation": self_excitation,
}


def shrunk(counts: PerEntry, months: PerEntry, risk: RiskSet) -> PerEntry:
    """Posterior mean rates per month under a gamma prior centred on the kind's mean rate."""
    shape = shape_of(counts, months, risk)
    mean = kind_means(counts, months, risk)
    return (counts + shape) / (months + shape / mean)


def shape_of(counts: np.ndarray, months: np.ndarray, risk: RiskSet) -> float:
    """Shape of the gamma prior with the highest marginal (negative binomial) likelihood."""
    mean = kind_means(counts, months, risk)

    def surprise(shape: float) -> float:
        rate = shape / mean
        gained = gammaln(counts + shape) - gammaln(shape) + shape * np.log(rate)
        return -float(np.sum(gained - (counts + shape) * np.log(months + rate)))

    shapes = np.exp(np.linspace(np.log(0.01), np.log(20.0), 60))
    return float(shapes[int(np.argmin([surprise(shape) for shape in shapes]))])


def kind_means(counts: np.ndarray, months: np.ndarray, risk: RiskSet) -> PerEntry:
    """Mean rate per entry and month of each entry's kind; half an act is added so that none is zero."""
    acts, exposure = np.bincount(risk.kind, counts), np.bincount(risk.kind, months)
    return ((acts + 0.5) / np.maximum(exposure, 1e-9))[risk.kind]


def decayed(grid: Grid, half_life: float) -> EntryTime:
    """Sum of each entry's past acts, halved every half-life, in the middle of each interval."""
    waited = (grid.start + 0.5 * grid.exposure)[None, :] - (grid.start + grid.exposure)[:, None]
    kernel = np.where(waited > 0, np.exp2(-np.maximum(waited, 0.0) / half_life), 0.0)
    return grid.recalled @ kernel
