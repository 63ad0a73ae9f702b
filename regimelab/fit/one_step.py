"""Forecasts one step ahead: each day with all acts before it remembered, parameters as at the origin."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

import jax
import numpy as np

from regimelab.engine.simulate import Simulate
from regimelab.fit.baselines import BASELINES, Scene
from regimelab.fit.exposure import Seen, attention, week, weekends
from regimelab.fit.grid import Grid, known_at
from regimelab.fit.laplace import Posterior
from regimelab.fit.likelihood import coefficients_at, grid_log_rates
from regimelab.fit.scores import Scored, log_score
from regimelab.fit.verification import MODEL, Counted, by_kind, poisson_chances
from regimelab.history import History
from regimelab.theory.memory import HALF_LIVES
from regimelab.theory.model import Coefficients, Model
from regimelab.types import EntryColumns, EntryTime, PlaceIndex

HALF_YEAR = 185  # days, at most
WEEK, WAVES = REPORTING = ("week", "attention")

Baselines = Mapping[str, Callable[[Scene], EntryTime]]
Rates = Callable[[Coefficients, Grid, PlaceIndex], EntryColumns]


class Forecaster(NamedTuple):
    """A fitted model that can be simulated, its rates, and the history that it knows a part of.

    ``without`` names a part of reporting to leave out.
    """

    model: Model
    simulate: Simulate
    history: History
    posterior: Posterior
    rates: Rates
    without: str = ""

    @property
    def wave(self) -> float:
        """Months after which attention has half gone back to its mean: the half-life of the volume."""
        place = self.model.layout.where("half_life").start + HALF_LIVES.index("volume")
        return float(np.exp(self.posterior.mode[place]))


def rates_of(model: Model) -> Rates:
    """Compile the log rates of a model along a grid."""
    return jax.jit(lambda given, data, look: grid_log_rates(model, data, given, look))


def one_step(forecaster: Forecaster, scene: Scene, against: Baselines = BASELINES) -> Scored:
    """Score the days of a scene; what is known of reporting before each day is used for it."""
    counts, exposure = scene.scored.counts[:, scene.look], scene.scored.exposure[scene.look]
    rates = {name: baseline(scene) for name, baseline in against.items()}
    rates[MODEL] = daily_log_rates(forecaster, scene)
    scores = {name: log_score(counts, exposure, rate) for name, rate in rates.items()}
    kind = scene.risk.kind
    chances = {name: poisson_chances(by_kind(kind, exposure * np.exp(rate))) for name, rate in rates.items()}
    return Scored(counts.sum(axis=0), scores.pop(MODEL), scores, Counted(by_kind(kind, counts), chances))


def daily_log_rates(forecaster: Forecaster, scene: Scene) -> EntryTime:
    """Log rates of the days of a scene: the theory's, in the week's rhythm and the waves of attention."""
    look = scene.look
    given = coefficients_at(forecaster.model, forecaster.posterior.mode)
    rate = np.asarray(forecaster.rates(given, scene.scored, _filled(look)))[:, : len(look)]
    rate = rate if forecaster.without == WEEK else rate + _week(forecaster, scene)
    return rate if forecaster.without == WAVES else rate + _waves(forecaster, scene, rate)


def _waves(forecaster: Forecaster, scene: Scene, rate: EntryTime) -> EntryTime:
    """Log factors of attention on the days of a scene, each from all that had ended before it."""
    look = scene.look
    before, exposure = _seen_before(forecaster, scene), scene.scored.exposure[look]
    now = Seen(exposure, scene.scored.recalled[:, look], exposure * np.exp(rate))
    seen = Seen(*(np.concatenate(parts, axis=-1) for parts in zip(before, now, strict=True)))
    waves = attention(scene.risk, len(forecaster.model.actors), seen, forecaster.wave)
    return waves[:, len(before.exposure) :]


def _seen_before(forecaster: Forecaster, scene: Scene) -> Seen:
    """Acts recorded and expected in the intervals before the origin."""
    known, before = scene.known, scene.observed > 0
    given = coefficients_at(forecaster.model, forecaster.posterior.mode)
    rate = np.asarray(forecaster.rates(given, known, np.arange(len(known.start))))[:, before]
    exposure = known.exposure[before]
    return Seen(exposure, known.recalled[:, before], exposure * np.exp(rate))


def _week(forecaster: Forecaster, scene: Scene) -> EntryTime:
    """Log factors of the days of a scene, from the weekdays of what was known before it."""
    history, risk, daily = forecaster.history, scene.risk, scene.scored
    first = int(scene.look[0])
    known = known_at(daily, history, risk, float(daily.start[first])).counts[:, :first]
    weekend = weekends(daily, history.origin)
    return week(risk, known, weekend[:first])[risk.kind][:, weekend[scene.look].astype(int)]


def _filled(look: PlaceIndex) -> np.ndarray:
    """Repeat the last day up to the longest half-year, so that one compiled function serves all."""
    return np.concatenate([look, np.repeat(look[-1:], max(HALF_YEAR - len(look), 0))])
