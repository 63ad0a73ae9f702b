"""What a forecast must beat: constant rates, the last twelve months, and self-excitation alone."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from scipy.optimize import minimize
from scipy.special import gammaln

from regimelab.fit.grid import INSTANT, Grid
from regimelab.theory.risk_set import RiskSet
from regimelab.types import EntryTime, Parameters, PerEntry, PerTime, PlaceIndex

YEAR = 12.0
FINE = 16  # parts of a month in which an expected rate is read off
KINDS_DIFFER = 1.0  # log; kinds differ in how unlike their pairs are, by a factor of e either way: assumed
GROWTH = np.log(100.0)  # at most, of what is remembered over a forecast; assumed
LEAST = 0.25  # months of record below which a mean rate is not taken


class Scene(NamedTuple):
    """What a baseline fits to and what it forecasts.

    ``known`` is a grid with only the acts known at the origin, ``observed`` its intervals before
    the origin. ``scored`` is the grid to forecast, at the places ``look``: a baseline that
    remembers, like the model, sees each act on it once it has happened.
    """

    risk: RiskSet
    known: Grid
    observed: PerTime
    scored: Grid
    look: PlaceIndex

    @property
    def months(self) -> float:
        """Months on record at the origin."""
        return float(self.known.exposure @ self.observed)


def constant(scene: Scene) -> EntryTime:
    """One rate per pair and kind, shrunk to the kind's mean by as much as the kind's data ask for."""
    return np.log(np.repeat(_shrunk(scene)[:, None], len(scene.look), axis=1))


def last_year(scene: Scene) -> EntryTime:
    """Rates of the twelve months before each interval, shrunk to the kind's mean of those months."""
    scored, risk = scene.scored, scene.risk
    ends, now = (scored.start + scored.exposure)[:, None], scored.start[scene.look][None, :]
    recent = (ends <= now + INSTANT) & (ends > now - YEAR + INSTANT)
    counts = scored.recalled @ recent.astype(float)
    months = np.maximum(scored.exposure @ recent.astype(float), LEAST)
    totals = np.stack([_by_kind(risk, counts[:, time]) for time in range(len(months))], axis=1)
    mean = (totals + 0.5) / (np.maximum(_by_kind(risk, np.ones(risk.size)), 1.0)[:, None] * months[None, :])
    shape = _shape_of_last_year(scene)[:, None]
    return np.log((counts + shape) / (months[None, :] + shape / mean[risk.kind]))


def self_excitation(scene: Scene) -> EntryTime:
    r"""Hawkes rates $c\,\mu_e + \alpha \sum 2^{-(t-t_n)/h}$; $c$, $\alpha$, $h$ by maximum likelihood."""
    share, jump, half_life = _excitation(scene)
    base = share * _shrunk(scene)[:, None]
    return np.log(base + jump * decayed(scene.scored, half_life, scene.look))


def excitation_ahead(scene: Scene, start: float, exposure: PerTime) -> EntryTime:
    r"""Acts that self-excitation expects in each month from a start, those that it brings included.

    What is remembered, $s$, follows $\dot s = c\mu + (\alpha - \ln 2/h)\,s$ in the mean; fitted to a few acts
    it may explode, and is then held to a hundredfold over the forecast.

    Source: Hawkes (1971), Biometrika 58, 83.
    """
    share, jump, half_life = _excitation(scene)
    base, known = share * _shrunk(scene)[:, None], scene.known
    waited = start - known.start - known.exposure
    left = np.where(waited > -INSTANT, np.exp2(-np.maximum(waited, 0.0) / half_life), 0.0)
    remembered = (known.recalled @ left)[:, None]
    jump = min(jump, np.log(2.0) / half_life + GROWTH / len(exposure))
    decay = np.log(2.0) / half_life - jump
    fine = np.linspace(0.0, float(len(exposure)), FINE * len(exposure), endpoint=False) + 0.5 / FINE
    grown = -np.expm1(-decay * fine) / decay if abs(decay) > INSTANT else fine
    rate = base + jump * (remembered * np.exp(-decay * fine) + base * grown)
    return rate.reshape(len(base), len(exposure), FINE).mean(axis=2) * exposure[None, :]


def _excitation(scene: Scene) -> Parameters:
    """Share of the constant rates, jump and half-life with the highest likelihood on what is known."""
    base, known = _shrunk(scene)[:, None], scene.known
    everywhere = np.arange(len(known.start))

    def cost(parameters: Parameters) -> float:
        share, jump, half_life = _unbounded(parameters)
        rate = share * base + jump * decayed(known, half_life, everywhere)
        return float(np.sum(scene.observed * (known.exposure * rate - known.counts * np.log(rate))))

    tolerance = {"xatol": 0.02, "fatol": 0.02}
    found = minimize(cost, np.log([0.8, 0.05, 3.0]), method="Nelder-Mead", options=tolerance)
    return _unbounded(found.x)


def _unbounded(parameters: Parameters) -> Parameters:
    return np.exp(np.clip(parameters, -20.0, 10.0))


BASELINES: dict[str, Callable[[Scene], EntryTime]] = {
    "constant": constant,
    "last_twelve_months": last_year,
    "self_excitation": self_excitation,
}


def _shrunk(scene: Scene) -> PerEntry:
    """Posterior mean rates per month under a gamma prior centred on the kind's mean rate."""
    counts = scene.known.counts @ scene.observed
    months = np.full(scene.risk.size, scene.months)
    shape = shape_of(counts, months, scene.risk)
    return (counts + shape) / (months + shape / kind_means(counts, months, scene.risk))


def _shape_of_last_year(scene: Scene) -> PerEntry:
    ends = scene.known.start + scene.known.exposure
    recent = scene.observed * (ends > scene.months - YEAR)
    months = np.full(scene.risk.size, max(float(scene.known.exposure @ recent), LEAST))
    return shape_of(scene.known.counts @ recent, months, scene.risk)


def shape_of(counts: PerEntry, months: PerEntry, risk: RiskSet) -> PerEntry:
    """Shape of the gamma prior of each entry: that of its kind with the highest marginal likelihood.

    Kinds are drawn to the shape that would suit all of them together; the marginal likelihood
    of counts is negative binomial.
    """
    mean, shapes = kind_means(counts, months, risk), np.exp(np.linspace(np.log(0.01), np.log(20.0), 60))

    def gained(shape: float) -> PerEntry:
        rate = shape / mean
        ways = gammaln(counts + shape) - gammaln(shape) + shape * np.log(rate)
        return ways - (counts + shape) * np.log(months + rate)

    by_kind = np.stack([_by_kind(risk, gained(float(shape))) for shape in shapes])
    shared = shapes[int(np.argmax(by_kind.sum(axis=1)))]
    drawn = by_kind - 0.5 * (np.log(shapes / shared) / KINDS_DIFFER)[:, None] ** 2
    return shapes[np.argmax(drawn, axis=0)][risk.kind]


def kind_means(counts: PerEntry, months: PerEntry, risk: RiskSet) -> PerEntry:
    """Mean rate per entry and month of each entry's kind; half an act is added so that none is zero."""
    exposure = np.maximum(_by_kind(risk, months), LEAST)
    return ((_by_kind(risk, counts) + 0.5) / exposure)[risk.kind]


def decayed(grid: Grid, half_life: float, look: PlaceIndex) -> EntryTime:
    """Sum of each entry's past acts, halved every half-life, in the middle of the intervals to look at."""
    left, held = np.exp2(-grid.exposure / half_life), np.zeros((len(grid.exposure), len(grid.recalled)))
    for time, ended in enumerate(np.ascontiguousarray(grid.recalled.T)[:-1]):
        held[time + 1] = held[time] * left[time] + ended
    return (held[look] * np.sqrt(left[look])[:, None]).T


def _by_kind(risk: RiskSet, values: PerEntry) -> np.ndarray:
    return np.bincount(risk.kind, values)
