"""Doses under a budget and red lines, on the small region."""

import numpy as np
import pytest

import regimelab.policy.optimise.search as search_room
from regimelab.errors import UsageError
from regimelab.policy.explore.experiments import Ground, Measured
from regimelab.policy.explore.factors import factors_of
from regimelab.policy.explore.worlds import Space, placed
from regimelab.policy.known import known_of
from regimelab.policy.load import Options
from regimelab.policy.optimise.evaluate import Bench, evaluate
from regimelab.policy.optimise.limits import (
    STEP,
    Limits,
    affordable,
    prices,
    red_lines,
    refuse_mixed,
    too_small,
)
from regimelab.policy.optimise.search import Aims, fronts, search
from regimelab.policy.portfolio import DO_NOTHING
from regimelab.policy.present import pooled
from regimelab.policy.readings import reader
from tests.policy.conftest import FUTURES, effect, lever, scenario

CALM = lever("calm", [effect(("protest",), mean=-0.8)])
FORCE = lever("force", [effect(("protest",), mean=-1.0), effect(mean=0.8)])
LEVERS = (CALM, FORCE)
MIDDLE = 6.0  # a unit of either costs 1 to 4 in each of three hosts


@pytest.fixture(scope="module")
def bench(present):
    options = Options(LEVERS, (DO_NOTHING,), (scenario(),))
    ground = Ground((pooled(present),), reader(present), options, 6, 1, 3)
    space = Space((1.0,), 1, FUTURES, factors_of(options, known_of(present.history), every_lever=True))
    worlds = placed(space, np.random.default_rng(1).random((64, space.size)))
    return Bench(ground, worlds, LEVERS, 3)


@pytest.fixture(scope="module")
def price(present):
    return prices(LEVERS, known_of(present.history))


def test_a_unit_costs_its_middle_in_every_host(price):
    assert price.middle.tolist() == [MIDDLE, MIDDLE]
    assert price.cost(np.array([[1.0, 0.5]])).tolist() == [9.0]


def test_doses_are_scaled_to_the_budget_in_whole_steps(price):
    found = affordable(np.array([[2.0, 2.0], [1.0, 0.1], [5.0, 0.0]]), price, 12.0)
    assert price.cost(found).max() <= 12.0
    assert found.tolist() == [[1.0, 1.0], [1.0, 0.0], [2.0, 0.0]]
    assert np.all(found % STEP == 0)


def test_a_budget_too_small_for_anything_is_said(price):
    assert "buys nothing" in too_small(price, 0.1) and "1.5" in too_small(price, 0.1)
    assert too_small(price, MIDDLE * STEP) == ""


def test_candidates_meet_the_same_chance_and_nothing_is_nothing(bench):
    found = evaluate(bench, np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 0.0]]))
    assert np.array_equal(found[0], found[2])
    assert not np.array_equal(found[0], found[1])


def test_candidates_do_not_depend_on_their_neighbours(bench):
    alone = evaluate(bench, np.array([[0.5, 1.0]]))
    beside = evaluate(bench, np.array([[2.0, 0.0], [0.5, 1.0]]))
    assert np.array_equal(alone[0], beside[1])


def test_fronts_are_numbered_from_what_none_beats():
    objectives = np.array([[0.0, 2.0], [1.0, 1.0], [1.0, 2.0], [2.0, 3.0], [0.0, 2.0]])
    assert fronts(objectives).tolist() == [0, 0, 1, 2, 0]


def searched(bench, price, lines, budget=20.0):
    limits = Limits(budget, lines)
    return search(bench, price, limits, Aims("unrest", "repression"), 3, lambda done: None)[0]


def test_the_search_says_how_many_candidates_it_tried(bench, price, monkeypatch):
    judged = []
    judge = search_room._judge
    monkeypatch.setattr(search_room, "_judge", lambda *words: judged.append(len(words[4])) or judge(*words))
    _, tried = search(bench, price, Limits(20.0, ()), Aims("unrest", "repression"), 3, lambda done: None)
    assert tried == sum(judged) > 0


def test_a_search_that_was_stopped_goes_on_to_the_same_choices(bench, price, monkeypatch):
    limits, aims, held, simulated = Limits(20.0, ()), Aims("unrest", "repression"), {}, []
    whole, tried = search(bench, price, limits, aims, 3, lambda done: None)

    def keep(name, compute):
        if name not in held:
            simulated.append(name)
            held[name] = compute()
        return held[name]

    def stop(done):
        if done > 0.5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        search(bench, price, limits, aims, 3, stop, keep)
    before = len(simulated)
    again, tried_again = search(bench, price, limits, aims, 3, lambda done: None, keep)
    assert before > 1 and len(simulated) == len(set(simulated)) > before
    assert tried_again == tried
    assert all(np.array_equal(*parts) for parts in zip(whole, again, strict=True))


def test_no_choice_crosses_a_red_line_or_the_budget(bench, price):
    found = searched(bench, price, (Measured("repression"),))
    assert found.objectives[:, 0].max() <= 20.0
    assert np.all(found.objectives[:, 2] <= 0.0)
    assert not found.doses[:, 1].any()
    assert found.doses[:, 0].max() > 0


def test_without_a_red_line_force_is_among_the_choices(bench, price):
    found = searched(bench, price, ())
    assert found.doses[:, 1].any()
    assert np.all(fronts(found.objectives) == 0)


def test_with_no_money_only_nothing_is_left(bench, price):
    assert searched(bench, price, (), 0.0).doses.tolist() == [[0.0, 0.0]]


def test_red_lines_name_what_is_measured(bench):
    assert red_lines(["repression@BBB"], bench.ground.measured) == (Measured("repression", "BBB"),)
    with pytest.raises(UsageError, match="'repression@BBX' is not measured. Did you mean"):
        red_lines(["repression@BBX"], bench.ground.measured)


def test_levers_priced_in_different_units_have_no_common_budget():
    cost = {"low": 1.0, "high": 2.0, "unit": "posts", "basis": "assumed", "reason": "a test"}
    with pytest.raises(UsageError, match="posts"):
        refuse_mixed([CALM, lever("other", cost=cost)])
