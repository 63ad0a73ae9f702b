"""Triggers, mandates and money: what a portfolio does depends on what happens, and on others."""

import numpy as np
import pytest
from pydantic import ValidationError

from regimelab.errors import InvalidInput
from regimelab.policy.adapt import live
from regimelab.policy.compare import compare
from regimelab.policy.forcing import given
from regimelab.policy.load import Options
from regimelab.policy.outcomes import OUTCOMES, REPRESSION
from regimelab.policy.portfolio import DO_NOTHING, Portfolio
from regimelab.policy.readings import reader, trailing
from regimelab.policy.rows import Plan, refuse_late, too_late
from regimelab.policy.trigger import Trigger
from tests.policy.conftest import FIRST_DAY, FUTURES, effect, lever, scenario

MONTHS = 12
PLAN = Plan(MONTHS, 1)
ABOVE = 5.0  # acts in three months: some futures see them, some do not
HARSH = lever(effects=[effect(mean=1.5)])


def trigger(name="risen", **changes):
    fields = {"name": name, "title": "T", "outcome": "repression", "months": 3, "every": 3, "reason": "r"}
    return fields | ({} if {"above", "below"} & set(changes) else {"above": ABOVE}) | changes


def adaptive(doses, *triggers, name="adaptive"):
    laid = [{"start": FIRST_DAY, "level": 1.0, "lever": "aid"} | dose for dose in doses]
    return Portfolio(name=name, title="A", description="D", doses=laid, triggers=triggers)


@pytest.fixture(scope="module")
def reading(present):
    return reader(present)


def lived(present, reading, made, levers=(HARSH,)):
    return live(present, scenario(), made, levers, PLAN, reading)


def test_a_portfolio_without_triggers_is_simulated_as_it_stands(present, reading):
    plain = adaptive([{}])
    laid = given(present, scenario(), plain, (HARSH,), PLAN)
    expected = present.simulate(present.start, laid.forcing, PLAN.seed).counts
    assert np.array_equal(lived(present, reading, plain).futures.counts, expected)


def test_futures_in_which_a_trigger_never_fires_are_those_of_doing_nothing(present, reading):
    found = lived(present, reading, adaptive([{"when": "risen"}], trigger()))
    nothing = lived(present, reading, DO_NOTHING)
    never = np.isinf(found.fired["risen"])
    assert 0 < never.sum() < FUTURES
    assert np.array_equal(found.futures.counts[..., never], nothing.futures.counts[..., never])


def test_a_future_is_that_of_doing_nothing_up_to_the_month_in_which_the_trigger_fires(present, reading):
    found = lived(present, reading, adaptive([{"when": "risen"}], trigger()))
    nothing = lived(present, reading, DO_NOTHING)
    for future in np.flatnonzero(np.isfinite(found.fired["risen"])):
        month = int(found.fired["risen"][future])
        assert month % 3 == 0
        same = found.futures.counts[:month, :, future], nothing.futures.counts[:month, :, future]
        assert np.array_equal(*same)


def test_the_trigger_fires_at_the_first_review_that_sees_enough_acts_in_the_futures_as_lived(
    present, reading
):
    found = lived(present, reading, adaptive([{"until": "risen"}], trigger()))
    acts = trailing(reading, found.futures.counts, 3)[OUTCOMES.index(REPRESSION), 0]
    for future, month in enumerate(found.fired["risen"]):
        due = [review for review in (3, 6, 9) if acts[review, future] > ABOVE]
        assert month == (due[0] if due else np.inf)


def test_a_trigger_after_another_waits_for_it(present, reading):
    first, second = trigger("first", above=1.0), trigger("second", above=0.0, after="first")
    found = lived(present, reading, adaptive([{"when": "second"}], first, second)).fired
    both = np.isfinite(found["second"])
    assert both.any() and np.all(found["second"][both] > found["first"][both])


def test_a_trigger_may_wait_for_few_acts_of_one_member(present, reading):
    quiet = trigger("quiet", member="CCC", below=0.5, months=1, every=1)
    found = lived(present, reading, adaptive([{"when": "quiet"}], quiet))
    acts = trailing(reading, found.futures.counts, 1)[OUTCOMES.index(REPRESSION), 3]
    assert np.all(acts[found.fired["quiet"].astype(int), np.arange(FUTURES)] == 0.0)


@pytest.mark.parametrize(
    ("triggers", "doses", "said"),
    [
        ([trigger("a", after="b"), trigger("b", after="a")], [{"when": "a"}], "waits in a circle"),
        ([trigger("a", after="a")], [{"when": "a"}], "waits in a circle"),
        ([trigger("a")], [{}], "is a trigger that no dose waits for"),
        ([], [{"when": "b"}], "is not a trigger of this portfolio"),
        ([trigger("a"), trigger("a")], [{"when": "a"}], "stands already"),
        ([trigger("a", after="c")], [{"when": "a"}], "is not a trigger"),
    ],
)
def test_triggers_that_cannot_work_are_refused(triggers, doses, said):
    with pytest.raises(ValidationError, match=said):
        adaptive(doses, *triggers)


def test_all_that_is_wrong_with_triggers_is_said_at_once():
    with pytest.raises(ValidationError, match="no dose waits for.*doses.*is not a trigger"):
        adaptive([{"when": "b"}], trigger("a"))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"below": 0.0}, "never fire"),
        ({"above": 1.0, "below": 1.0}, "either"),
        ({"outcome": "joy"}, "outcome"),
    ],
)
def test_a_trigger_that_can_never_fire_is_refused(changes, said):
    with pytest.raises(ValidationError, match=said):
        Trigger.model_validate(trigger(**changes))


def test_what_begins_past_the_horizon_is_refused_all_at_once(present):
    late = adaptive([{"start": "2023-06-01", "when": "risen"}], trigger(start="2023-01-01"))
    with pytest.raises(InvalidInput) as refused:
        refuse_late(present.history, [late], MONTHS)
    assert len(refused.value.problems) == 2
    assert "can never fire" in str(refused.value.problems[1])


def test_what_begins_past_the_horizon_is_named_and_nothing_else(present):
    late = adaptive([{"start": "2023-06-01", "when": "risen"}], trigger(start="2023-01-01"))
    named = too_late(present.history, [late], MONTHS)
    assert [one.what.split()[0] for one in named] == ["begins", "is"]
    assert too_late(present.history, [adaptive([{}])], MONTHS) == []


def sizes(present, **changes):
    laid = given(present, scenario(), adaptive([{}]), (lever(**changes),), PLAN).forcing
    repress = present.model.risk.kind == present.history.kinds.index("repress")
    return (laid.touches.T @ (laid.path[:, :1] * laid.size))[repress]


def test_without_a_mandate_a_lever_does_nothing_there(present):
    found = sizes(present, mandate={"chance": 1.0, "hosts": {"BBB": 0.0}, "reason": "a test"})
    assert found[0].all() and not found[1].any()


def test_without_the_money_pledged_only_the_rest_is_delivered(present):
    money = {"extra_budgetary": 0.6, "pledged": 0.5, "reason": "a test"}
    found = sizes(present, funding=money)
    assert set(np.unique(found.round(6))) == {0.2, 0.5}
    assert np.mean(found == found.max()) == pytest.approx(0.5, abs=0.02)


def test_consent_is_easier_beside_another_lever(present):
    consent = {"chance": 0.2, "beside": {"gift": 0.5}, "reason": "a test"}
    levers = (lever(consent=consent), lever("gift", [effect(("law",), mean=0.0)]))
    alone, beside = (
        given(present, scenario(), adaptive(doses), levers, PLAN).drivers["lever aid: what it does"]
        for doses in ([{}], [{}, {"lever": "gift"}])
    )
    assert np.all((beside > 0) >= (alone > 0)) and (beside > 0).sum() > (alone > 0).sum()


def test_a_comparison_says_how_often_triggers_fired(present):
    made = adaptive([{"when": "risen"}], trigger())
    never = adaptive([{"when": "far"}], trigger("far", above=1e6), name="never")
    options = Options((HARSH,), (DO_NOTHING, made, never), (scenario(),))
    told = {(one.portfolio, one.trigger): one.share for one in compare(present, options, MONTHS, 1).fired}
    assert 0 < told["adaptive", "risen"] < 1 and told["never", "far"] == 0
