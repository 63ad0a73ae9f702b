from datetime import date, timedelta

import numpy as np
import pytest

from regimelab.codebook import DAYS_PER_MONTH, KIND_NAMES
from regimelab.fit.exposure import WEIGHT, Seen, attention, levels, week, weekends
from regimelab.fit.grid import grid
from regimelab.theory.model import model_of
from tests.made_history import ACTORS, HALF_LIVES, events, history, on

DAY = 1 / DAYS_PER_MONTH


@pytest.fixture(scope="module")
def past():
    return history(events(on("support", "AAA", "BBB", 3.0)), length=12.0)


@pytest.fixture(scope="module")
def risk(past):
    return model_of(past, HALF_LIVES).risk


def seen(risk, recalled, rate=0.02, times=40):
    return Seen(np.full(times, 0.25), recalled, np.full((risk.size, times), rate))


def test_attention_is_at_its_mean_while_as_much_is_recorded_as_expected(risk):
    quiet = seen(risk, np.full((risk.size, 40), 0.02))
    assert attention(risk, len(ACTORS), quiet, 3.0) == pytest.approx(np.zeros((risk.size, 40)), abs=1e-12)


def test_silence_lowers_attention_as_worked_out_by_hand(risk):
    found = attention(risk, len(ACTORS), seen(risk, np.zeros((risk.size, 40))), 3.0)
    left = 0.5 ** (0.25 / 3.0)
    by_hand = np.zeros(risk.size)
    for one in levels(risk, len(ACTORS)):
        expected = 0.02 * one.members.sum(axis=1)
        by_hand += one.taken.T @ np.log(WEIGHT / (WEIGHT + expected * left))
    assert found[:, 0] == pytest.approx(np.zeros(risk.size))
    assert found[:, 1] == pytest.approx(by_hand)


def test_attention_looks_at_nothing_that_comes_later(risk):
    quiet, loud = np.zeros((2, risk.size, 40))
    loud[:, 25] = 1.0
    before, after = (attention(risk, len(ACTORS), seen(risk, one), 3.0) for one in (quiet, loud))
    assert before[:, :26] == pytest.approx(after[:, :26])
    assert np.all(after[:, 26] > before[:, 26])


def test_attention_to_an_actor_does_not_raise_what_others_do(risk):
    only = np.zeros((risk.size, 40))
    only[(risk.sender == 0) & (risk.receiver == 0), 10:] = 0.5
    found = attention(risk, len(ACTORS), seen(risk, only), 3.0)[:, -1]
    at_home = (risk.kind == KIND_NAMES.index("law")) & (risk.sender == risk.receiver)
    first, second = (found[at_home & (risk.sender == actor)][0] for actor in (0, 1))
    assert first > second


def test_attention_goes_back_to_its_mean(risk):
    once = np.zeros((risk.size, 400))
    once[:, 0] = 5.0
    found = attention(risk, len(ACTORS), Seen(np.full(400, 0.25), once, np.zeros((risk.size, 400))), 1.0)
    assert np.all(found[:, 1] > 0.5) and np.all(np.abs(found[:, -1]) < 1e-3)
    assert np.all(np.diff(found[0, 1:]) <= 0)


def test_weekends_are_saturdays_and_sundays(past, risk):
    daily = grid(past, risk, DAY)
    found = weekends(daily, past.origin)
    days = [past.origin + timedelta(days=number) for number in range(len(found))]
    assert found.tolist() == [day.weekday() >= 5 for day in days]
    assert past.origin == date(2019, 1, 1)


def test_the_week_moves_acts_and_makes_none(risk):
    rng = np.random.default_rng(0)
    weekend = np.arange(700) % 7 >= 5
    counts = rng.poisson(np.where(weekend, 0.0, 0.05), (risk.size, 700)).astype(float)
    for known in (counts, np.zeros((risk.size, 700))):
        working, late = np.exp(week(risk, known, weekend)).T
        assert (5 * working + 2 * late) / 7 == pytest.approx(np.ones(len(KIND_NAMES)))
    assert np.all(np.exp(week(risk, np.zeros((risk.size, 700)), weekend)) == pytest.approx(1.0))
    assert np.all(np.exp(week(risk, counts, weekend))[np.unique(risk.kind), 1] < 0.6)
