"""The world by pair and month: statistics by hand, samples that stand for the whole, blocks, devices."""

import os
import subprocess
import sys
from datetime import date

import numpy as np
import pytest

from regimelab.fit.world import effects_of, estimate, hold_out, sampled, whole_months
from regimelab.fit.world.estimate import gradient, total
from regimelab.fit.world.rows import Rows, blocks
from regimelab.fit.world.statistics import COMPANY, THIRDS, monthly
from regimelab.history import PairMonths

STATES = 24


def pairs(occurrences, months=3, directed=True, states=3, outcomes=("help", "harm"), **structure):
    columns = np.array(occurrences, dtype=np.int64).reshape(-1, 4).T
    actors = tuple(f"S{number:02d}" for number in range(states))
    return PairMonths(actors, outcomes, date(2020, 1, 1), months, directed, *columns, structure)


@pytest.fixture(scope="module")
def planted():
    """Months in which pairs that clashed lately clash again, and some states more than others."""
    rng = np.random.default_rng(1)
    memory = np.zeros((STATES, STATES))
    own = rng.normal(0, 0.7, STATES)
    found = []
    for month in range(120):
        odds = -4.0 + 2.0 * memory / (1 + memory) + own[:, None] + own[None, :]
        happened = (rng.random(odds.shape) < 1 / (1 + np.exp(-odds))) & ~np.eye(STATES, dtype=bool)
        found += [(0, month, i, j) for i, j in zip(*np.nonzero(happened), strict=True)]
        memory = (memory + happened) * 0.5 ** (1 / 6)
    return pairs(found, 120, states=STATES, outcomes=("clash",))


def test_statistics_of_three_states_are_those_worked_out_by_hand():
    data = pairs([(0, 0, 0, 1), (0, 0, 1, 2), (1, 0, 1, 0)], contiguity=np.ones((3, 3)))
    names = effects_of(data, "help").names
    assert names == (
        *("inertia", "reciprocity", "after_harm", "sender_activity", "receiver_popularity"),
        *("closure", "contiguity"),
    )
    (_, before), (_, after), _ = monthly(data, "help", 6.0, np.float64)
    assert not np.asarray(before)[:, :6].any()
    kept = 0.5 ** (1 / 6)
    bounded = kept / (1 + kept)
    table = {pair: row for pair, row in zip(zip(*data.risk, strict=True), np.asarray(after), strict=True)}
    active = kept / (COMPANY + kept)
    np.testing.assert_allclose(table[0, 1], [bounded, 0, 0, active, active, 0, 1])
    np.testing.assert_allclose(table[1, 0], [0, bounded, bounded, active, 0, 0, 1])
    through = bounded**2 / (THIRDS + bounded**2)
    np.testing.assert_allclose(table[0, 2], [0, 0, 0, active, active, through, 1])


def test_a_pair_without_direction_stands_once_and_remembers_both_ways():
    data = pairs([(0, 0, 0, 1)], directed=False)
    assert list(zip(*data.risk, strict=True)) == [(0, 1), (0, 2), (1, 2)]
    _, (_, after), _ = monthly(data, "help", 6.0, np.float64)
    assert float(after[0, 0]) > 0 and float(after[1, 0]) == 0


def test_a_sample_of_non_events_with_its_offset_gives_the_estimates_of_the_whole_world(planted):
    stretch = range(6, 120)
    whole = estimate(sampled(planted, "clash", 6.0, stretch, np.inf, 0).rows, 2 * STATES)
    sample = sampled(planted, "clash", 6.0, stretch, 2.0, 0)
    part = estimate(sample.rows, 2 * STATES)
    assert sample.controls < 0.2 * (sample.pair_months - sample.cases)
    off = (part.mode - whole.mode) / part.deviation
    assert np.all(np.abs(off[:2]) < 3.0)
    assert np.sqrt(np.mean(off**2)) < 1.0
    without = estimate(sample.rows._replace(offset=np.zeros_like(sample.rows.offset)), 2 * STATES)
    assert abs(without.mode[0] - whole.mode[0]) > 5 * part.deviation[0]


def test_planted_effects_are_found_again_and_forecast_months_better_than_pairs_own_shares(planted):
    sample = sampled(planted, "clash", 6.0, range(6, 100), 8.0, 0)
    found = estimate(sample.rows, 2 * STATES)
    assert found.converged
    assert abs(found.mode[1] - 2.0) < 3 * found.deviation[1]
    held = hold_out(planted, "clash", 6.0, found, (range(6, 100), range(100, 120)), 0)
    assert held.expected == pytest.approx(held.cases, rel=0.25)
    assert held.gain.low > 0


def test_slope_is_that_of_the_log_likelihood_and_blocks_add_up(planted):
    rows = sampled(planted, "clash", 6.0, range(6, 20), 2.0, 0).rows
    theta = np.random.default_rng(0).normal(0, 0.3, 1 + rows.statistics.shape[1] + 2 * STATES)
    value, slope = gradient(theta, [rows])
    for place in (0, 1, 5, 30):
        step = np.zeros_like(theta)
        step[place] = 1e-5
        up, down = (gradient(theta + sign * step, [rows])[0] for sign in (1, -1))
        assert slope[place] == pytest.approx((up - down) / 2e-5, rel=1e-5, abs=1e-6)
    terms = total(theta, blocks(rows, 64), 2 * STATES)
    assert float(terms.value) == pytest.approx(value)
    np.testing.assert_allclose(terms.slope, slope, atol=1e-9)
    np.testing.assert_allclose(terms.information, np.asarray(terms.information).T)


def test_single_precision_agrees_with_double(planted):
    found = []
    for dtype in (np.float64, np.float32):
        parts: list[Rows] = [rows for _, rows in whole_months(planted, "clash", 6.0, range(6, 30), dtype)]
        theta = np.zeros(1 + parts[0].statistics.shape[1] + 2 * STATES)
        theta[:2] = -4.0, 2.0
        found.append(gradient(theta, parts))
    (value, slope), (single, other) = found
    assert single == pytest.approx(value, rel=1e-5)
    np.testing.assert_allclose(other, slope, rtol=1e-3, atol=1e-2)


DEVICES = """
import jax, numpy as np
jax.config.update("jax_enable_x64", True)
from regimelab.fit.world.estimate import gradient, spread_out
from regimelab.fit.world.rows import Rows
assert len(jax.devices()) == 2
rng = np.random.default_rng(0)
rows = Rows(rng.random((64, 2)), np.arange(64) % 3, np.arange(64) % 2, np.ones(64), np.zeros(64), np.ones(64))
assert len(spread_out(rows).statistics.sharding.device_set) == 2
value, slope = gradient(np.full(6, 0.1), [rows])
print(repr(value), *map(repr, slope.tolist()))
"""


def test_rows_over_two_devices_give_what_one_gives():
    flags = {**os.environ, "XLA_FLAGS": "--xla_force_host_platform_device_count=2", "JAX_PLATFORMS": "cpu"}
    done = subprocess.run([sys.executable, "-c", DEVICES], env=flags, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    rng = np.random.default_rng(0)
    ends = np.arange(64) % 3, np.arange(64) % 2
    rows = Rows(rng.random((64, 2)), *ends, np.ones(64), np.zeros(64), np.ones(64))
    value, slope = gradient(np.full(6, 0.1), [rows])
    said = [float(word.removeprefix("np.float64(").rstrip(")")) for word in done.stdout.split()]
    np.testing.assert_allclose(said, [value, *slope], rtol=1e-12)


def test_stretched_steps_of_the_spread_lead_to_the_same_place_in_fewer_of_them(monkeypatch):
    module = sys.modules["regimelab.fit.world.estimate"]
    rng = np.random.default_rng(1)
    own = rng.normal(0, 0.1, STATES)
    chance = 1 / (1 + np.exp(4.0 - own[:, None] - own[None, :]))
    happened = (rng.random((114, STATES, STATES)) < chance) & ~np.eye(STATES, dtype=bool)
    columns = zip(*np.nonzero(happened), strict=True)
    data = pairs([(0, *one) for one in columns], 114, states=STATES, outcomes=("clash",))
    rows = sampled(data, "clash", 6.0, range(6, 114), 8.0, 0).rows
    found = estimate(rows, 2 * STATES)
    monkeypatch.setattr(module, "STRETCH", 1.0)
    plain = estimate(rows, 2 * STATES)
    monkeypatch.setattr(module, "AT_REST", 1e-7)
    monkeypatch.setattr(module, "STEPS", 300)
    resting = estimate(rows, 2 * STATES).spread
    assert found.converged and found.steps < plain.steps
    assert abs(found.spread - resting) < abs(plain.spread - resting)
    monkeypatch.setattr(module, "STRETCH", 2.0)
    assert estimate(rows, 2 * STATES).spread == pytest.approx(resting, rel=0.02)
