"""Forecasts half a year ahead: futures simulated from an origin, nothing after it known."""

from typing import NamedTuple

import numpy as np

from regimelab.engine.forcing import unforced
from regimelab.engine.simulate import Simulate
from regimelab.engine.start import Past, start_from
from regimelab.fit.baselines import Scene, constant, last_year
from regimelab.fit.grid import INSTANT, Grid
from regimelab.fit.laplace import Posterior
from regimelab.fit.scores import Scored
from regimelab.history import History
from regimelab.theory.covariates import Covariates, covariates
from regimelab.theory.model import Model
from regimelab.types import EntryTime, PerTime

FUTURES = 512


class Stretch(NamedTuple):
    """From an origin to an end, in months since the history's origin."""

    start: float
    end: float

    @property
    def months(self) -> int:
        """Months begun."""
        return int(np.ceil(self.end - self.start - INSTANT))

    @property
    def exposure(self) -> PerTime:
        """Length of each month; the last may be short."""
        return np.minimum(self.end - self.start - np.arange(self.months), 1.0)


class Forecaster(NamedTuple):
    """A fitted model that can be simulated, and the history that it knows a part of."""

    model: Model
    simulate: Simulate
    history: History
    posterior: Posterior


def ahead(forecaster: Forecaster, scene: Scene, stretch: Stretch, seed: int) -> Scored:
    """Score the months of a stretch under futures simulated from its start.

    Windows, shock and memberships stay as they were at the start, and so do the baselines.
    """
    counts = acts_by_month(scene.scored, stretch)
    first = scene._replace(look=np.searchsorted(scene.scored.start, [stretch.start - INSTANT]))
    naive = {"constant": constant(first), "last_twelve_months": last_year(first)}
    held = {name: np.repeat(np.exp(rate), stretch.months, axis=1) for name, rate in naive.items()}
    scores = {name: _score(counts, stretch.exposure, rate) for name, rate in held.items()}
    expected = expected_acts(forecaster, scene, stretch, seed)
    return Scored(counts.sum(axis=0), _score(counts, stretch.exposure, expected), scores)


def expected_acts(forecaster: Forecaster, scene: Scene, stretch: Stretch, seed: int) -> EntryTime:
    """Mean acts of every entry in each month of a stretch, over simulated futures."""
    model, simulate, history, posterior = forecaster
    known, before = scene.known, scene.known.start + scene.known.exposure <= stretch.start + INSTANT
    waited = stretch.start - known.start[before] - known.exposure[before]
    past = Past(known.recalled[:, before], known.crises[:, before], waited)
    start = start_from(model, history, past, posterior.draws(FUTURES, seed), posterior.surplus)
    held = covariates(history, model.risk, np.array([stretch.start - INSTANT]))
    frozen = Covariates(*(np.repeat(path, stretch.months, axis=1) for path in held))
    drawn = simulate(start, unforced(frozen, model.risk.size, FUTURES), seed)
    return drawn.expected.T.astype(float)


def acts_by_month(laid: Grid, stretch: Stretch) -> EntryTime:
    """Acts of every entry in each month of a stretch."""
    inside = (laid.start >= stretch.start - INSTANT) & (laid.start + laid.exposure <= stretch.end + INSTANT)
    month = np.floor(laid.start - stretch.start + INSTANT).astype(int)
    chosen = [inside & (month == number) for number in range(stretch.months)]
    return np.stack([laid.counts[:, one].sum(axis=1) for one in chosen], axis=1)


def _score(counts: EntryTime, exposure: PerTime, rate: EntryTime) -> PerTime:
    expected = np.maximum(rate, 1e-9) * exposure[None, :]
    return np.sum(counts * np.log(expected) - expected, axis=0)
