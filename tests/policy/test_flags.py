import pytest

from regimelab.estimate import Estimate
from regimelab.policy.comparison import Paired
from regimelab.policy.flags import bought, harmed, moves

TITLES = {"aided": "Aid", "made": "As made"}


def paired(outcome, mean, level=10.0, error=0.1, **changes):
    difference = Estimate(mean, mean - 1.0, mean + 1.0, "acts per year", "made", "made")
    fields = {"portfolio": "aided", "against": "do_nothing", "scenario": "made", "outcome": outcome}
    numbers = {"probability_better": 0.3, "error": error, "level": level, "assumed_share": 0.5}
    return Paired(**(fields | numbers | {"difference": difference} | changes))


@pytest.mark.parametrize(
    ("outcome", "mean", "way"),
    [("unrest", -2.0, 1), ("unrest", 2.0, -1), ("cooperation", 2.0, 1), ("repression", 2.0, -1)],
)
def test_an_outcome_moves_for_the_better_or_the_worse_as_its_side_sees_it(outcome, mean, way):
    assert moves(paired(outcome, mean)) == way


def test_what_the_futures_cannot_tell_does_not_move():
    assert moves(paired("unrest", -2.0, error=1.5)) == 0


def test_less_than_a_twentieth_of_the_level_does_not_move():
    assert moves(paired("unrest", -0.4, level=10.0)) == 0
    assert moves(paired("unrest", -0.6, level=10.0)) == 1


def test_stability_bought_with_repression_is_said():
    (flag,) = bought([paired("unrest", -2.0), paired("cooperation", 3.0), paired("repression", 2.0)], TITLES)
    assert flag == (
        "“Aid”, if “As made”: compared with doing nothing new, unrest and violence and cooperation among "
        "members would move the way governments want, while repression would get worse."
    )


@pytest.mark.parametrize(
    "pairs",
    [
        [paired("unrest", -2.0), paired("repression", -2.0)],
        [paired("unrest", 2.0), paired("repression", 2.0)],
        [paired("unrest", -2.0), paired("repression", 2.0, scenario="other")],
        [paired("unrest", -2.0, against="also"), paired("repression", 2.0, against="also")],
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
