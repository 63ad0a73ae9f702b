import numpy as np
import pytest

from regimelab.errors import InvalidInput
from regimelab.policy.forcing import given
from regimelab.policy.portfolio import DO_NOTHING
from regimelab.policy.rows import Plan, refuse_idle
from tests.policy.conftest import FIRST_DAY, effect, lever, portfolio, scenario

PLAN = Plan(6, 1)


def counts(present, laid, seed=3):
    return present.simulate(present.start, laid.forcing, seed).counts


def pushed(laid, month=0):
    """Log rate ratio of every entry and future in a month."""
    forcing = laid.forcing
    return forcing.touches.T @ (forcing.path[:, month : month + 1] * forcing.size)


def of_kind(present, kind):
    return present.model.risk.kind == present.history.kinds.index(kind)


def test_a_portfolio_that_changes_nothing_gives_the_same_futures_draw_for_draw(present):
    idle = lever(effects=[effect(mean=0.0)])
    nothing = given(present, scenario(), DO_NOTHING, (), PLAN)
    something = given(present, scenario(), portfolio({}), (idle,), PLAN)
    assert np.array_equal(counts(present, nothing), counts(present, something))


def test_a_known_effect_changes_the_rates_it_names_by_exactly_its_ratio_and_no_others(flat):
    known = lever(effects=[effect(mean=np.log(1.5))])
    nothing = given(flat, scenario(), DO_NOTHING, (), PLAN)
    aided = given(flat, scenario(), portfolio({}), (known,), PLAN)
    before, after = (flat.simulate(flat.start, laid.forcing, 3).expected for laid in (nothing, aided))
    repress = of_kind(flat, "repress")
    assert after[:, repress] == pytest.approx(1.5 * before[:, repress], rel=1e-5)
    assert after[:, ~repress] == pytest.approx(before[:, ~repress], rel=1e-6)


def test_twice_the_level_has_twice_the_log_rate_ratio(present):
    known = lever(effects=[effect(mean=0.2)])
    laid = given(present, scenario(), portfolio({"level": 2.0}), (known,), PLAN)
    assert pushed(laid)[of_kind(present, "repress")] == pytest.approx(0.4)


def test_futures_are_the_same_until_portfolios_differ(present):
    late = portfolio({"start": "2021-04-01"})
    nothing = given(present, scenario(), DO_NOTHING, (), PLAN)
    aided = given(present, scenario(), late, (lever(effects=[effect(mean=2.0)]),), PLAN)
    one, other = counts(present, nothing), counts(present, aided)
    assert np.array_equal(one[:3], other[:3])
    assert not np.array_equal(one[3:], other[3:])


def test_an_assumed_effect_is_the_same_draw_in_every_portfolio_and_scenario(present):
    unsure = lever(effects=[effect(sd=0.5)])
    alone = given(present, scenario(), portfolio({}), (unsure,), PLAN)
    shift = effect(("protest",), sender="BBB") | {"start": FIRST_DAY}
    beside = given(present, scenario("other", shifts=[shift]), portfolio({}, name="also"), (unsure,), PLAN)
    repress = of_kind(present, "repress")
    assert np.array_equal(pushed(alone)[repress], pushed(beside)[repress])
    assert pushed(alone)[repress].std() > 0.3


def test_the_seed_decides_the_draws_of_what_is_assumed(present):
    unsure = lever(effects=[effect(sd=0.5)])
    one, again, other = (
        given(present, scenario(), portfolio({}), (unsure,), Plan(6, seed)) for seed in (1, 1, 2)
    )
    assert np.array_equal(one.forcing.size, again.forcing.size)
    assert not np.array_equal(one.forcing.size, other.forcing.size)


def test_delivery_comes_after_the_lag_and_grows_over_the_ramp(present):
    slow = lever(lag_months=1.0, ramp_months=2.0)
    laid = given(present, scenario(), portfolio({}), (slow,), PLAN)
    assert laid.forcing.path[0] == pytest.approx([0.0, 0.25, 0.75, 1.0, 1.0, 1.0], abs=0.02)


def test_a_lever_works_only_where_its_hosts_are(present):
    there = lever(hosts=("BBB",))
    touched = pushed(given(present, scenario(), portfolio({}), (there,), PLAN)).any(axis=1)
    risk = present.model.risk
    assert set(risk.sender[touched]) == {1}
    narrowed = portfolio({"hosts": ("AAA",)})
    touched = pushed(given(present, scenario(), narrowed, (lever(),), PLAN)).any(axis=1)
    assert set(risk.sender[touched]) == {0}


def test_without_consent_a_lever_does_nothing(present):
    refused = lever(consent={"chance": 0.0, "reason": "a test"})
    laid = given(present, scenario(), portfolio({}), (refused,), PLAN)
    assert not pushed(laid).any()


def test_each_host_consents_for_itself_as_often_as_assumed(present):
    asked = lever(consent={"chance": 0.5, "hosts": {"CCC": 0.0}, "reason": "a test"})
    sizes = pushed(given(present, scenario(), portfolio({}), (asked,), PLAN))[of_kind(present, "repress")]
    assert np.mean(sizes[0] > 0) == pytest.approx(0.5, abs=0.02)
    assert not np.array_equal(sizes[0] > 0, sizes[1] > 0)
    assert not sizes[2].any()


def test_of_an_act_between_two_hosts_each_gives_half(present):
    between = effect(("border_clash",), mean=0.4, receiver="hosts")
    half_refused = {"chance": 1.0, "hosts": {"BBB": 0.0}, "reason": "a test"}
    clash = of_kind(present, "border_clash") & np.isin(present.model.risk.receiver, [1, 2])
    for consent, ratio in ((None, 0.4), (half_refused, 0.2)):
        both = lever(effects=[between], consent=consent)
        sizes = pushed(given(present, scenario(), portfolio({}), (both,), PLAN))
        assert sizes[clash] == pytest.approx(ratio)
        assert not sizes[of_kind(present, "border_clash") & ~clash].any()


def test_a_scenario_opens_and_shuts_transition_windows(present):
    windows = [
        {"member": "AAA", "open": True, "start": "2021-02-01", "end": "2021-03-31", "reason": "a test"},
        {"member": "AAA", "open": False, "start": "2021-04-01", "reason": "a test"},
    ]
    usual, opened = (
        given(present, one, DO_NOTHING, (), PLAN).forcing.covariates.transition
        for one in (scenario(), scenario(windows=windows))
    )
    assert not usual.any()
    assert opened[0].tolist() == [0, 1, 1, 0, 0, 0]
    assert not opened[1:].any()


def test_a_scenario_bends_the_patron_s_unpredictability(present):
    patron = [{"day": FIRST_DAY, "level": 2.0, "basis": "assumed", "reason": "a test"}]
    bent = given(present, scenario(patron=patron), DO_NOTHING, (), PLAN).forcing.covariates.shock
    assert bent.tolist() == [[2.0] * 6]


def test_a_scenario_s_shift_touches_the_acts_it_names_from_its_day_on(present):
    shift = effect(("support",), mean=-0.7, sender="PAT", receiver="member") | {"start": "2021-03-01"}
    laid = given(present, scenario(shifts=[shift]), DO_NOTHING, (), PLAN)
    assert not pushed(laid, 1).any()
    touched = pushed(laid, 2).any(axis=1)
    risk = present.model.risk
    assert set(zip(risk.sender[touched], risk.receiver[touched], strict=True)) == {(3, 0), (3, 1), (3, 2)}
    assert pushed(laid, 2)[touched] == pytest.approx(-0.7)


def test_the_engine_sees_the_same_shape_whatever_the_options(present):
    nothing = given(present, scenario(), DO_NOTHING, (), PLAN)
    much = given(present, scenario(), portfolio({}, {"level": 2.0}), (lever(),), PLAN)
    assert nothing.forcing.path.shape == much.forcing.path.shape


def test_what_could_never_do_anything_is_refused(present):
    idle = lever(effects=[effect(("engagement",), title="engagement sent")])
    with pytest.raises(InvalidInput, match="engagement sent: touches no act that can occur"):
        refuse_idle(present.history, present.model, (), (portfolio({}),), (idle,))
    refuse_idle(present.history, present.model, (scenario(),), (portfolio({}), DO_NOTHING), (lever(),))


def test_an_effect_between_hosts_may_touch_nothing_where_one_of_them_is_given_the_lever(present):
    between = effect(("border_clash",), sender="host", receiver="hosts", title="clashes between hosts")
    alone = portfolio({"hosts": ["AAA"]})
    refuse_idle(present.history, present.model, (), (alone,), (lever(effects=[effect(), between]),))
    with pytest.raises(InvalidInput, match=r"aided: doses\[0\] \(aid\): touches no act"):
        refuse_idle(present.history, present.model, (), (alone,), (lever(effects=[between]),))
