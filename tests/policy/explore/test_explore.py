"""Worlds and experiments on the small region: what repeats, what is common, what is told of it."""

from dataclasses import replace
from functools import partial

import numpy as np
import pytest

from regimelab.policy.explore.bent import Judge
from regimelab.policy.explore.conditions import conditions
from regimelab.policy.explore.experiments import Ground, Measured, tried
from regimelab.policy.explore.explored import Explored, stacked
from regimelab.policy.explore.factors import factors_of
from regimelab.policy.explore.facts import facts_of
from regimelab.policy.explore.flip import checked, flips, smallest
from regimelab.policy.explore.information import information
from regimelab.policy.explore.robust import advised, robustness
from regimelab.policy.explore.sensitivity import sensitivity
from regimelab.policy.explore.surface import surface
from regimelab.policy.explore.worlds import Space, joined, placed, spread
from regimelab.policy.known import known_of
from regimelab.policy.load import Options
from regimelab.policy.outcomes import JUDGED
from regimelab.policy.portfolio import DO_NOTHING
from regimelab.policy.present import columns, pooled
from regimelab.policy.readings import reader
from tests.policy.conftest import FIRST_DAY, FUTURES, effect, lever, portfolio, scenario

KIND = lever("kind", [effect(mean=-0.4, sd=0.5, title="less of it")])
HARSH = lever("harsh", [effect(mean=0.8, sd=0.3, title="more of it")])
IDLE = lever("idle", [effect(mean=0.0)])
WORLDS = 128


@pytest.fixture(scope="module")
def options():
    shift = effect(("protest",), mean=0.5, sd=0.2, sender="AAA", title="crowds") | {"start": FIRST_DAY}
    portfolios = (
        DO_NOTHING,
        portfolio({"lever": "kind"}, name="gentle"),
        portfolio({"lever": "harsh"}, name="hard"),
        portfolio({"lever": "idle"}, name="same"),
    )
    worlds = (scenario(), scenario("unquiet", shifts=[shift]))
    return Options((KIND, HARSH, IDLE), portfolios, worlds)


@pytest.fixture(scope="module")
def ground(present, options):
    return Ground((pooled(present),), reader(present), options, 6, 4, 3)


@pytest.fixture(scope="module")
def space(present, options):
    return Space((1.0,), 2, FUTURES, factors_of(options, known_of(present.history)))


@pytest.fixture(scope="module")
def explored(ground, space, options):
    points = np.random.default_rng(1).random((WORLDS, space.size))
    worlds = placed(space, points)
    found = tried(ground, worlds, options.portfolios)
    settings = (options.portfolios, options.scenarios, ("all",), ground.measured, space, worlds, found)
    return Explored(*settings, ground.months, ground.replications, ground.seed)


def test_every_assumption_of_a_used_lever_and_of_a_scenario_is_a_factor(space):
    assert [one.sort for one in space.factors] == ["effect", "effect", "effect", "shift"]
    assert [one.owner for one in space.factors] == ["kind", "harsh", "idle", "unquiet"]


def test_worlds_fill_the_space_evenly_and_more_blocks_keep_the_first(space):
    one, again, other = spread(space, 0, 5), spread(space, 0, 5), spread(space, 1, 5)
    assert np.array_equal(one.intensity, again.intensity)
    assert not np.array_equal(one.intensity, other.intensity)
    assert np.bincount(one.scenario).tolist() == [one.number // 2] * 2
    for place in (0, 1):
        for even in one.even.values():
            counts = np.histogram(even[one.scenario == place], bins=16, range=(0, 1))[0]
            assert counts.min() == counts.max()
    both = joined([one, other])
    assert both.number == 2 * one.number
    assert np.unique(both.intensity).size == both.number


def test_theories_get_worlds_by_their_weight(space):
    worlds = spread(space._replace(weights=(0.75, 0.25)), 0, 0)
    assert np.mean(worlds.theory == 1) == 0.25
    assert np.bincount(worlds.theory * 2 + worlds.scenario).tolist() == [384, 384, 128, 128]


def test_futures_are_picked_by_number(present):
    picked = columns(pooled(present), np.array([5, 5, 2]))
    level = np.asarray(present.start.given.level)
    assert picked.futures == 3
    assert np.asarray(picked.start.given.level) == pytest.approx(level[:, [5, 5, 2]], rel=1e-6)


def test_what_does_nothing_differs_from_nothing_in_no_world(explored):
    same = [one.name for one in explored.portfolios].index("same")
    assert np.all(explored.gain("repression")[same] == 0.0)
    assert np.all(explored.tried[same].apart == 0.0)


def test_the_same_worlds_give_the_same_and_blocks_are_put_together(ground, explored, options):
    again = tried(ground, explored.worlds, options.portfolios)
    assert np.array_equal(again[1].mean, explored.tried[1].mean)
    both = stacked([again, again])
    assert both[1].mean.shape[1] == 2 * WORLDS


def test_drivers_are_what_was_drawn_for_the_effect(explored):
    (label,) = explored.tried[2].drivers
    pushed = explored.tried[2].drivers[label]
    (fact,) = [one for one in facts_of(explored) if one.name == label]
    assert np.corrcoef(pushed, np.log(fact.values))[0, 1] == pytest.approx(1.0)


def test_a_kind_lever_is_advised_and_a_harsh_one_is_worst(explored):
    rows = {row.portfolio: row for row in robustness(explored, "repression")}
    assert rows["gentle"].gain.low > 0 > rows["hard"].gain.high
    assert rows["gentle"].regret.estimate == 0.0 and rows["hard"].regret.estimate > 1.0
    assert rows["do_nothing"].gain.estimate == rows["same"].gain.estimate == 0.0
    for criterion in ("regret", "satisficing", "maximin"):
        assert advised(tuple(rows.values()), criterion) == "gentle"


def test_what_is_good_enough_can_be_said(explored):
    rows = robustness(explored, "repression", enough=1e9)
    assert {row.good_enough.estimate for row in rows} == {1.0}


def test_of_equals_doing_nothing_is_advised(explored):
    rows = [row for row in robustness(explored, "repression") if row.portfolio in ("do_nothing", "same")]
    assert advised(rows, "satisficing") == "do_nothing"


def test_conditions_say_where_a_portfolio_is_better(explored):
    found = [one for one in conditions(explored, "repression") if one.portfolio == "gentle"]
    assert {one.scenario for one in found} == {"made", "unquiet"}
    assert {one.standing for one in found} == {"better"}
    assert sum(one.worlds for one in found) == WORLDS


def test_a_surface_tells_what_a_lever_does(explored):
    assert surface(explored, "repression", 2).explained > 0.7
    assert surface(explored, "repression", 0).explained == 1.0


def test_the_fact_that_decides_is_what_the_kind_lever_does(explored):
    found = information(explored, "repression")
    assert found[0].title == "Kind: less of it"
    assert found[0].value > 0 and found[0].changes > 0
    assert [one.title for one in found if one.above_chance >= 0.95 and one.value > 0][0] == "Kind: less of it"
    assert all(one.value >= 0 for one in found)


@pytest.fixture(scope="module")
def found(explored):
    return flips(explored, Judge("repression", "satisficing", float(explored.level("repression")[0].mean())))


def test_the_advice_flips_where_the_kind_lever_stops_working(found):
    flip = smallest(found)
    assert (flip.advice, flip.instead) == ("gentle", "do_nothing")
    assert flip.needed > flip.assumed and 0 < flip.distance < 4.0


def test_at_the_flip_the_two_are_nearly_even(ground, explored, found):
    effect_flip = next(one for one in found if one.sort == "effect" and "Kind" in one.title)
    again = checked(partial(tried, ground), explored, effect_flip)
    usual = explored.gain("repression")[1].mean()
    assert abs(again.checked.estimate) < 0.5 * usual


def test_a_delivery_of_nothing_flips_no_more_than_to_doing_nothing(found):
    deliveries = [one for one in found if one.sort == "delivery" and one.name == "kind"]
    assert deliveries
    assert all(one.instead != "hard" and 0.0 <= one.needed < 1.0 for one in deliveries)


def test_the_lever_makes_its_own_difference_uncertain_and_other_levers_do_not(ground, space, options):
    told = sensitivity(ground, space, options.portfolios[2], "repression", 64, partial(tried, ground))
    totals = {one.title: one.total.estimate for one in told.groups}
    assert max(totals, key=totals.get) in ("Harsh: more of it", "the fitted model")
    assert "Kind: less of it" not in totals
    assert 0.0 < told.chance < 1.0


def test_what_is_measured_is_every_judged_outcome_and_repression_in_each_member(ground):
    assert ground.measured[: len(JUDGED)] == tuple(Measured(one.name) for one in JUDGED)
    assert ground.measured[len(JUDGED) :] == tuple(
        Measured("repression", one) for one in ("AAA", "BBB", "CCC")
    )


def test_every_number_of_robustness_lies_in_its_interval(explored):
    for row in (row for outcome in JUDGED for row in robustness(explored, outcome.name)):
        for one in (row.gain, row.regret, row.good_enough, row.worst):
            assert one.low <= one.estimate <= one.high


def test_where_there_is_one_scenario_its_weight_flips_nothing(explored):
    worlds = explored.worlds._replace(scenario=np.zeros(WORLDS, dtype=int))
    alone = replace(
        explored,
        scenarios=explored.scenarios[:1],
        worlds=worlds,
        space=explored.space._replace(scenarios=1),
    )
    enough = float(alone.level("repression")[0].mean())
    assert "scenario" not in {one.sort for one in flips(alone, Judge("repression", "satisficing", enough))}
