"""Forecasts half a year ahead: futures simulated from an origin, nothing after it known."""

from dataclasses import replace
from typing import NamedTuple

import numpy as np

from regimelab.codebook import KINDS
from regimelab.engine.forcing import unforced
from regimelab.engine.simulate import Futures
from regimelab.engine.start import Past, start_from
from regimelab.fit.baselines import Scene, constant, excitation_ahead, last_year
from regimelab.fit.grid import INSTANT, Grid, known_events
from regimelab.fit.one_step import Forecaster
from regimelab.fit.scores import Scored, expected_score
from regimelab.fit.verification import MODEL, Counted, by_kind, poisson_chances
from regimelab.theory.covariates import Covariates, covariates
from regimelab.theory.risk_set import RiskSet
from regimelab.types import EntryTime, KindTimeChance, MonthEntryFuture, PerTime

FUTURES = 512
WHOLE = 0.9  # of a month: what is shorter is not counted by kind, for futures are drawn by month


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


def ahead(forecaster: Forecaster, scene: Scene, stretch: Stretch, seed: int) -> Scored:
    """Score the months of a stretch under futures simulated from its start.

    Windows, shock and memberships stay as they were at the start, and attention is at its mean; no
    baseline sees what comes.
    """
    risk, counts = scene.risk, acts_by_month(scene.scored, stretch)
    drawn, naive = futures_ahead(forecaster, scene, stretch, seed), naive_ahead(scene, stretch)
    expected = drawn.expected.T.astype(float) * stretch.exposure[None, :]
    scores = {name: expected_score(counts, rate) for name, rate in naive.items()}
    whole = stretch.exposure >= WHOLE
    chances = {MODEL: kind_chances(risk, drawn.counts)[:, whole]}
    chances |= {name: poisson_chances(by_kind(risk.kind, rate)[:, whole]) for name, rate in naive.items()}
    counted = Counted(by_kind(risk.kind, counts)[:, whole], chances)
    return Scored(counts.sum(axis=0), expected_score(counts, expected), scores, counted)


def futures_ahead(
    forecaster: Forecaster, scene: Scene, stretch: Stretch, seed: int, futures: int = FUTURES
) -> Futures:
    """Simulate the months of a stretch; nothing after its start is known."""
    model, simulate, history, posterior = forecaster[:4]
    known, before = scene.known, scene.known.start + scene.known.exposure <= stretch.start + INSTANT
    waited = stretch.start - known.start[before] - known.exposure[before]
    past = Past(known.recalled[:, before], known.crises[:, before], waited)
    then = replace(history, events=known_events(history.events, stretch.start))
    start = start_from(model, then, past, posterior.draws(futures, seed), posterior.surplus)
    held = covariates(history, model.risk, np.array([stretch.start - INSTANT]))
    frozen = Covariates(*(np.repeat(path, stretch.months, axis=1) for path in held))
    return simulate(start, unforced(frozen, model.risk.size, futures), seed)


def naive_ahead(scene: Scene, stretch: Stretch) -> dict[str, EntryTime]:
    """Acts that each baseline expects in each month of a stretch, with nothing after its start known."""
    first = scene._replace(look=np.searchsorted(scene.scored.start, [stretch.start - INSTANT]))
    held = {"constant": constant(first), "last_twelve_months": last_year(first)}
    expected = {name: np.exp(rate) * stretch.exposure[None, :] for name, rate in held.items()}
    return {**expected, "self_excitation": excitation_ahead(scene, stretch.start, stretch.exposure)}


def kind_chances(risk: RiskSet, counts: MonthEntryFuture) -> KindTimeChance:
    """Share of futures with 0, 1, 2, ... acts of each kind in each month."""
    kinds = np.stack([counts[:, risk.kind == kind].sum(axis=1) for kind in range(len(KINDS))])
    return np.stack([(kinds == number).mean(axis=2) for number in range(int(kinds.max()) + 1)], axis=2)


def acts_by_month(laid: Grid, stretch: Stretch) -> EntryTime:
    """Acts of every entry in each month of a stretch."""
    inside = (laid.start >= stretch.start - INSTANT) & (laid.start + laid.exposure <= stretch.end + INSTANT)
    month = np.floor(laid.start - stretch.start + INSTANT).astype(int)
    chosen = [inside & (month == number) for number in range(stretch.months)]
    return np.stack([laid.counts[:, one].sum(axis=1) for one in chosen], axis=1)
