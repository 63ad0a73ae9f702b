from collections import Counter

import pytest

from regimelab.errors import InvalidInput
from regimelab.policy.compare import compare
from regimelab.policy.forecast import forecast
from regimelab.policy.load import Options
from regimelab.policy.outcomes import JUDGED, OUTCOMES
from regimelab.policy.portfolio import DO_NOTHING
from regimelab.policy.present import Batch
from tests.policy.conftest import FIRST_DAY, FUTURES, effect, lever, portfolio, scenario

MONTHS = 6
HARSH = lever("harsh", [effect(mean=1.0, sd=0.3), effect(("summit",), mean=1.0, receiver="hosts")])
IDLE = lever("idle", [effect(mean=0.0)])


@pytest.fixture(scope="module")
def options():
    portfolios = (
        DO_NOTHING,
        portfolio({"lever": "idle"}, name="same"),
        portfolio({"lever": "harsh"}, name="hard"),
    )
    shift = effect(("protest",), mean=0.5, sd=0.2, sender="AAA") | {"start": FIRST_DAY}
    return Options((HARSH, IDLE), portfolios, (scenario(), scenario("unquiet", shifts=[shift])))


@pytest.fixture(scope="module")
def comparison(present, options):
    return compare(present, options, MONTHS, 1)


def find(rows, **wanted):
    return [row for row in rows if all(getattr(row, name) == value for name, value in wanted.items())]


def test_every_outcome_of_every_portfolio_in_every_scenario_has_its_level(comparison):
    assert len(comparison.cells) == 3 * 2 * len(JUDGED)
    assert len(comparison.members) == 3 * len(comparison.cells)
    assert Counter(cell.estimate.level for cell in comparison.cells) == {0.9: len(comparison.cells)}


def test_every_two_portfolios_are_compared_once_the_one_that_does_nothing_as_the_rival(comparison):
    pairs = {(pair.portfolio, pair.against) for pair in comparison.paired}
    assert pairs == {("same", "hard"), ("same", "do_nothing"), ("hard", "do_nothing")}
    assert len(comparison.paired) == len(pairs) * 2 * len(JUDGED)


def test_a_portfolio_that_changes_nothing_differs_in_no_future(comparison):
    for pair in find(comparison.paired, portfolio="same", against="do_nothing"):
        assert (pair.difference.low, pair.difference.estimate, pair.difference.high) == (0.0, 0.0, 0.0)
        assert pair.probability_better == 0.5
        assert pair.assumed_share is None


def test_a_difference_is_set_beside_the_level_of_the_rival(comparison):
    for pair in comparison.paired:
        wanted = {"portfolio": pair.against, "scenario": pair.scenario, "outcome": pair.outcome}
        (cell,) = find(comparison.cells, **wanted)
        assert pair.level == cell.estimate.estimate


def test_more_repression_is_worse_and_is_charged_to_the_lever(comparison):
    (pair,) = find(
        comparison.paired, portfolio="hard", against="do_nothing", scenario="made", outcome="repression"
    )
    assert pair.difference.estimate > 0
    assert pair.probability_better < 0.1
    assert 0.0 < pair.assumed_share < 1.0
    assert {harm.portfolio for harm in comparison.harmed} == {"hard"}
    assert any(
        flag.startswith("If the levers do what is assumed, “Hard”") and "“Made”" in flag
        for flag in comparison.flags
    )


def test_only_what_nothing_was_assumed_of_counts_as_estimated(comparison):
    bases = {(cell.portfolio, cell.scenario): cell.estimate.basis for cell in comparison.cells}
    assert [key for key, basis in bases.items() if basis == "estimated"] == [("do_nothing", "made")]
    assert {pair.difference.basis for pair in comparison.paired} == {"assumed"}


def test_every_assumption_is_listed_with_prior_and_reason(comparison):
    titles = [one.title for one in comparison.assumptions]
    assert titles == [
        "Harsh: what it does",
        "Harsh: what it does",
        "Idle: what it does",
        "Unquiet: what it does",
    ]
    assert all(one.reason and one.estimate.basis == "assumed" for one in comparison.assumptions)
    assert comparison.assumptions[0].estimate.estimate == pytest.approx(2.718, abs=0.001)


def test_costs_are_level_times_hosts_times_the_range(comparison):
    (cost,) = find(comparison.costs, portfolio="hard")
    assert (cost.estimate.low, cost.estimate.estimate, cost.estimate.high) == (3.0, 6.0, 12.0)


def test_the_same_seed_gives_the_same_comparison_and_another_seed_another(present, options, comparison):
    assert compare(present, options, MONTHS, 1) == comparison
    assert compare(present, options, MONTHS, 2).cells != comparison.cells


def test_progress_is_told_once_a_run(present, options):
    told = []
    compare(present, options, 1, 1, lambda step, share: told.append((step, share)))
    assert len(told) == 3 * 2 + 1
    assert told[-1][1] == 1.0


@pytest.mark.parametrize("months", [0, -3])
def test_looking_no_months_ahead_is_refused(present, options, months):
    with pytest.raises(InvalidInput, match=f"months: {months} is not a number of months"):
        compare(present, options, months, 1)
    with pytest.raises(InvalidInput):
        forecast([Batch(present, 1)], scenario(), months)


def test_no_futures_are_refused(present, options):
    empty = present._replace(start=present.start._replace(given=present.start.given._replace(
        level=present.start.given.level[:, :0])))  # fmt: skip
    with pytest.raises(InvalidInput, match="futures: 0"):
        compare(empty, options, MONTHS, 1)


@pytest.fixture(scope="module")
def foretold(present):
    return forecast([Batch(present, 1)], scenario(), MONTHS)


def test_a_forecast_has_every_outcome_for_the_region_and_each_member(foretold):
    paths = [(path.name, path.actor) for path in foretold.outcomes]
    assert paths == [(outcome.name, actor) for outcome in OUTCOMES for actor in (None, "AAA", "BBB", "CCC")]
    assert (foretold.futures, foretold.seed, foretold.months) == (FUTURES, 1, MONTHS)


def test_a_forecast_starts_from_what_was_recorded_and_then_opens(foretold):
    (path,) = find(foretold.outcomes, name="repression", actor=None)
    assert path.start == FIRST_DAY
    assert path.months == tuple(float(month) for month in range(MONTHS + 1))
    assert {values[0] for values in path.quantiles.values()} == {1.0}
    assert path.quantiles["q05"][-1] < path.quantiles["q95"][-1]


def test_quantiles_never_cross(foretold):
    for path in foretold.outcomes:
        for values in zip(
            *(path.quantiles[name] for name in ("q05", "q25", "q50", "q75", "q95")), strict=True
        ):
            assert list(values) == sorted(values)


def test_a_forecast_is_estimated_unless_its_scenario_assumes_something(present, foretold):
    assert {path.basis for path in foretold.outcomes} == {"estimated"}
    window = {"member": "AAA", "open": True, "start": FIRST_DAY, "reason": "a test"}
    assumed = forecast([Batch(present, 1)], scenario(windows=[window]), 1)
    assert {path.basis for path in assumed.outcomes} == {"assumed"}


def test_the_same_seed_gives_the_same_forecast(present, foretold):
    assert forecast([Batch(present, 1)], scenario(), MONTHS) == foretold
