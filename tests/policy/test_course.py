"""A portfolio as it is moved: the numbers of a comparison, drivers that add up, and what turns an advice."""

import numpy as np
import pytest

from regimelab.policy.compare import compare
from regimelab.policy.course import World, against, course, labels, moved_assumptions, without_doses
from regimelab.policy.drivers import drivers
from regimelab.policy.load import Options
from regimelab.policy.outcomes import OUTCOMES
from regimelab.policy.portfolio import NOTHING
from regimelab.policy.present import at_hand
from regimelab.policy.push import Push
from regimelab.policy.readings import reader, regional
from regimelab.policy.rows import Plan
from regimelab.policy.tipping import FARTHEST, advice
from tests.policy.conftest import FIRST_DAY, FUTURES, effect, lever, portfolio, scenario

MONTHS, SEED = 6, 1
PLAN = Plan(MONTHS, SEED)
HARSH = lever(
    "harsh",
    [effect(mean=0.8, sd=0.3), effect(("summit",), mean=0.5, sd=0.1, receiver="hosts", title="meets")],
)
HARD = portfolio({"lever": "harsh"}, name="hard")
NOTHING_DONE = portfolio(name=NOTHING)


@pytest.fixture(scope="module")
def options():
    shift = effect(("protest",), mean=0.5, sd=0.2, sender="AAA", title="comes anyway") | {"start": FIRST_DAY}
    return Options((HARSH,), (NOTHING_DONE, HARD), (scenario(), scenario("unquiet", shifts=[shift])))


@pytest.fixture(scope="module")
def moved(present, options):
    """The courses of doing something and of doing nothing, in the unquiet scenario."""
    reading = reader(present)
    worlds = [World(options.scenarios[1], one, options.levers) for one in (HARD, NOTHING_DONE)]
    return [course(present, reading, world, PLAN) for world in worlds]


def test_levels_and_differences_are_those_of_a_comparison(present, options, moved):
    told, (hard, nothing) = compare(present, options, MONTHS, SEED), moved
    cells = {
        (c.outcome, c.actor): c.estimate.estimate
        for c in (*told.cells, *told.members)
        if (c.portfolio, c.scenario) == ("hard", "unquiet")
    }
    assert {(c.outcome, c.actor): c.estimate.estimate for c in hard.cells} == cells
    pairs = {
        p.outcome: (p.difference, p.probability_better)
        for p in told.paired
        if (p.portfolio, p.against, p.scenario) == ("hard", NOTHING, "unquiet")
    }
    own = {p.outcome: (p.difference, p.probability_better) for p in against(hard, nothing) if p.actor is None}
    assert own.keys() == pairs.keys()
    for name, (difference, better) in own.items():
        assert (difference.estimate, difference.low, difference.high) == (
            pairs[name][0].estimate,
            pairs[name][0].low,
            pairs[name][0].high,
        )
        assert better == pairs[name][1]


def test_the_region_alone_is_read_the_same(present, options, moved):
    world = World(options.scenarios[1], HARD, options.levers)
    alone = course(present, regional(reader(present)), world, PLAN)
    whole = {path.name: path.quantiles for path in moved[0].paths if path.actor is None}
    assert [one.actor for one in alone.footings] == [None]
    for path in alone.paths:
        assert path.quantiles == whole[path.name]
    assert {path.name for path in alone.paths} == {one.name for one in OUTCOMES if not one.in_crisis}


def test_a_present_at_hand_gives_the_same_futures(present, options, moved):
    world = World(options.scenarios[1], HARD, options.levers)
    again = course(at_hand(present), reader(present), world, PLAN)
    assert [path.quantiles for path in again.paths] == [path.quantiles for path in moved[0].paths]


def test_only_the_assumption_that_is_named_is_moved(options):
    found = labels(options)
    assert found == ("lever harsh: what it does", "lever harsh: meets", "scenario unquiet: comes anyway")
    changed = moved_assumptions(options, {found[1]: -0.25, found[2]: 0.125})
    assert [one.mean for one in changed.levers[0].effects] == [0.8, -0.25]
    assert changed.scenarios[1].shifts[0].mean == 0.125 and changed.scenarios[0] == options.scenarios[0]
    assert moved_assumptions(options, {}) == options
    assert without_doses(options.portfolios).name == NOTHING


def test_what_drives_a_rate_adds_up_to_it(present, options):
    for one in drivers(present, reader(present), options.scenarios[0]):
        assert sum(one.means) == pytest.approx(one.total, abs=1e-8)


def test_without_effects_nothing_drives(flat, options):
    for one in drivers(flat, reader(flat), options.scenarios[0]):
        assert one.total == pytest.approx(0.0, abs=1e-12) and not np.any(one.means)


PUSHES = {
    "a": Push.model_validate(
        {"title": "a", "kinds": ["repress"], "mean": 0.5, "sd": 0.25, "basis": "assumed", "reason": "a test"}
    ),
    "b": Push.model_validate(
        {"title": "b", "kinds": ["repress"], "mean": 0.1, "sd": 0.1, "basis": "assumed", "reason": "a test"}
    ),
}


def straight(label, mean):
    """A difference that is 2a + b, with the same noise for whatever is moved."""
    a = mean if label == "a" else 0.5
    b = mean if label == "b" else 0.1
    return 2 * a + b + np.linspace(-0.01, 0.01, FUTURES)


def test_the_turning_point_of_a_straight_difference_is_found_where_it_is():
    found = advice(straight, PUSHES, seed=0)
    assert found.difference == pytest.approx(1.1)
    (only,) = found.tippings
    assert only.label == "a" and only.tipped == pytest.approx(-0.05, abs=1e-6)
    assert only.moved == pytest.approx(-2.2, abs=1e-5) and only.there == pytest.approx(0.0, abs=1e-6)


def test_what_lies_beyond_reach_is_not_told():
    """b would have to be -1, eleven standard deviations away."""
    assert FARTHEST < 11 and all(one.label != "b" for one in advice(straight, PUSHES, seed=0).tippings)


def test_two_plans_that_do_not_differ_have_nothing_to_turn_round():
    found = advice(lambda label, mean: np.zeros(200), PUSHES, seed=0)
    assert (found.difference, found.tippings) == (0.0, ())
