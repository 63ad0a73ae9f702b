import pytest

from regimelab.interval import Estimate
from regimelab.policy.comparison import Paired
from regimelab.policy.flags import bought, harmed

TITLES = {"aided": "Aid", "made": "As made"}


def paired(outcome, mean, level=10.0, error=0.1, **changes):
    difference = Estimate(mean, mean - 1.0, mean + 1.0, "acts per year", "made", "made")
    fields = {"portfolio": "aided", "against": "do_nothing", "scenario": "made", "outcome": outcome}
    numbers = {"probability_better": 0.3, "error": error, "level": level, "assumed_share": 0.5}
    return Paired(**(fields | numbers | {"difference": difference} | changes))


def sure(outcome, mean, **changes):
    """A difference that goes the same way in seven of ten futures."""
    better = 0.7 if (mean > 0) == (outcome == "cooperation") else 0.3
    return paired(outcome, mean, **{"probability_better": better} | changes)


@pytest.mark.parametrize(
    ("outcome", "mean", "way"),
    [("unrest", -2.0, 1), ("unrest", 2.0, -1), ("cooperation", 2.0, 1), ("repression", 2.0, -1)],
)
def test_an_outcome_moves_for_the_better_or_the_worse_as_its_side_sees_it(outcome, mean, way):
    assert paired(outcome, mean).moves == way


def test_what_the_futures_cannot_tell_does_not_move():
    assert paired("unrest", -2.0, error=1.5).moves == 0


def test_less_than_a_twentieth_of_the_level_does_not_move():
    assert paired("unrest", -0.4, level=10.0).moves == 0
    assert paired("unrest", -0.6, level=10.0).moves == 1


STEADIER = [sure("unrest", -2.0), sure("cooperation", 3.0)]


def test_stability_bought_with_repression_is_said_with_what_it_rests_on():
    (flag,) = bought([*STEADIER, sure("repression", 2.0)], TITLES)
    assert flag == (
        "If the levers do what is assumed, “Aid” buys stability at the cost of others: compared with doing "
        "nothing new, unrest and violence would fall and cooperation among members would rise, as "
        "governments want, while repression would rise (if “As made”). Each of these differences goes that "
        "way on average and in more than 60 % of futures."
    )


def test_one_warning_a_portfolio_names_its_scenarios():
    acts = [sure("unrest", -2.0), sure("repression", 2.0)]
    elsewhere = [sure("unrest", -2.0, scenario="other"), sure("repression", 2.0, scenario="other")]
    (flag,) = bought([*acts, *elsewhere], TITLES | {"other": "As told"})
    assert "(if “As made” and “As told”)" in flag and flag.count("repression would rise") == 1


@pytest.mark.parametrize("probability", [0.41, 0.5, 0.59])
def test_a_price_that_is_paid_in_few_more_futures_than_not_is_no_warning(probability):
    assert bought([*STEADIER, sure("repression", 2.0, probability_better=probability)], TITLES) == ()
    assert (
        bought([sure("unrest", -2.0, probability_better=probability), sure("repression", 2.0)], TITLES) == ()
    )


@pytest.mark.parametrize(
    "pairs",
    [
        [sure("unrest", -2.0), sure("repression", -2.0)],
        [sure("unrest", 2.0), sure("repression", 2.0)],
        [sure("unrest", -2.0), sure("repression", 2.0, scenario="other")],
        [sure("unrest", -2.0, against="also"), sure("repression", 2.0, against="also")],
    ],
    ids=["all better", "all worse", "in different scenarios", "against another portfolio"],
)
def test_nothing_is_said_where_no_stability_is_bought(pairs):
    assert bought(pairs, TITLES) == ()


def test_members_that_are_repressed_more_are_listed():
    pairs = [
        paired("repression", 2.0, actor="AAA"),
        paired("repression", -2.0, actor="BBB"),
        paired("unrest", 2.0, actor="CCC"),
        paired("repression", 2.0),
    ]
    (harm,) = harmed(pairs)
    assert (harm.member, harm.portfolio, harm.scenario) == ("AAA", "aided", "made")
    assert harm.probability_worse == pytest.approx(0.7)
