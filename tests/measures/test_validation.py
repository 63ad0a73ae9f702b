"""Simulated regions: a known onset is found, and what is no regime is not called one."""

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from made_evidence import evidence_of
from made_regime import chronicle

from regimelab.interval import BEYOND_CHANCE_AT
from regimelab.measures.chance import against_chance, combined
from regimelab.measures.onset import bounds
from regimelab.measures.strength.change import change
from regimelab.measures.strength.record import record_of
from regimelab.measures.strength.series import series_of

RUNS = 200


@pytest.fixture(scope="module")
def without_votes(evidence):
    return replace(evidence, un_votes=evidence.un_votes.slice(0, 0))


def simulated(evidence, seed, onset=None, waves=False):
    rng = np.random.default_rng(seed)
    return record_of(evidence_of(evidence, chronicle(evidence.region, rng, onset, waves=waves)))


@pytest.mark.slow
def test_a_known_onset_lies_in_its_interval_in_nine_runs_of_ten(without_votes):
    period, found = without_votes.region.period, 0
    for seed in range(RUNS):
        onset = np.random.default_rng(10_000 + seed).uniform(0.25, 0.75)
        series = series_of(simulated(without_votes, seed, onset, waves=seed % 2 == 0))
        first, _, last = bounds(series, change(series.data))
        true = period.start + timedelta(days=int(onset * ((period.end - period.start).days - 40)))
        found += first <= true <= last
    assert found >= 0.9 * RUNS


@pytest.mark.slow
def test_what_is_no_regime_is_called_one_in_one_run_of_twenty_at_most(without_votes):
    called = 0
    for seed in range(RUNS):
        p = combined(against_chance(simulated(without_votes, 20_000 + seed, waves=seed % 2 == 0), seed))
        called += p is not None and p <= BEYOND_CHANCE_AT
    assert called <= 0.05 * RUNS


@pytest.mark.slow
def test_a_regime_is_mostly_told_from_chance(without_votes):
    told = [
        combined(against_chance(simulated(without_votes, 30_000 + seed, 0.4, waves=seed % 2 == 0), seed))
        for seed in range(40)
    ]
    assert np.mean([p is not None and p <= BEYOND_CHANCE_AT for p in told]) > 0.8
