import numpy as np
import pytest

from regimelab.errors import InvalidInput
from regimelab.policy.outcomes import JUDGED, OUTCOMES
from regimelab.policy.readings import reader, record_of, trailing, yearly
from regimelab.policy.recorded import recorded
from tests.made_history import ACTORS

PLACE = {outcome.name: place for place, outcome in enumerate(OUTCOMES)}
MONTHS = 24


def acts(present, *happened, futures=1):
    """Counts of acts (kind, sender, receiver, month) in every future."""
    risk = present.model.risk
    counts = np.zeros((MONTHS, risk.size, futures), dtype=np.uint8)
    for kind, sender, receiver, month in happened:
        named = (present.history.kinds.index(kind), ACTORS.index(sender), ACTORS.index(receiver))
        entry = np.flatnonzero(
            (risk.kind == named[0]) & (risk.sender == named[1]) & (risk.receiver == named[2])
        )
        counts[month, entry] += 1
    return counts


def rates(present, outcome, *happened):
    """Region, AAA, BBB and CCC."""
    return yearly(reader(present), acts(present, *happened))[PLACE[outcome], :, 0].tolist()


def test_places_are_the_region_then_each_member(present):
    assert reader(present).places == (None, "AAA", "BBB", "CCC")


def test_acts_at_home_count_for_the_region_and_the_member(present):
    assert rates(present, "repression", ("repress", "AAA", "AAA", 3), ("law", "BBB", "BBB", 9)) == [
        1,
        0.5,
        0.5,
        0,
    ]


def test_a_clash_counts_once_for_the_region_and_once_for_each_end(present):
    assert rates(present, "clashes", ("border_clash", "AAA", "BBB", 3)) == [0.5, 0.5, 0.5, 0]
    assert rates(present, "unrest", ("border_clash", "AAA", "BBB", 3)) == [0.5, 0.5, 0.5, 0]


def test_extraditions_count_among_members_and_with_patrons(present):
    happened = (
        ("extradite", "AAA", "BBB", 0),
        ("extradite", "PAT", "CCC", 1),
        ("extradite", "WST", "AAA", 2),
    )
    assert rates(present, "extraditions", *happened) == [1, 0.5, 0.5, 0.5]


def test_only_hedging_against_the_patron_is_distance_from_it(present):
    assert rates(present, "autonomy", ("hedge", "CCC", "PAT", 0), ("hedge", "CCC", "WST", 0)) == [
        0.5,
        0,
        0,
        0.5,
    ]


def test_cooperation_is_among_members_only(present):
    assert rates(present, "cooperation", ("summit", "AAA", "CCC", 0), ("summit", "AAA", "PAT", 0)) == [
        0.5,
        0.5,
        0,
        0.5,
    ]


@pytest.mark.parametrize(("month", "rate"), [(4, 0), (5, 0.5), (6, 0.5), (7, 0)])
def test_support_counts_in_the_month_of_unrest_and_the_month_after(present, month, rate):
    happened = (("protest", "BBB", "BBB", 5), ("support", "AAA", "BBB", month))
    assert rates(present, "support_in_crisis", *happened) == [rate, 0, rate, 0]


def test_support_for_a_calm_member_is_not_support_in_crisis(present):
    assert (
        rates(present, "support_in_crisis", ("protest", "AAA", "AAA", 5), ("support", "AAA", "BBB", 5))[0]
        == 0
    )


def test_twelve_months_reach_back_into_what_was_recorded(present):
    """One act of repression was recorded in the twentieth of twenty-four months."""
    counted = trailing(reader(present), acts(present, ("repress", "AAA", "AAA", 10)))
    path = counted[PLACE["repression"], 0, :, 0]
    assert len(path) == MONTHS + 1
    assert path.round(6).tolist() == [1.0] * 8 + [0.0] * 3 + [1.0] * 12 + [0.0] * 2


def test_the_record_is_read_as_a_future_that_came_true(present):
    """One act of repression was recorded in the twentieth of twenty-four months."""
    reading = reader(present)
    found = record_of(reading, present, 6)
    assert found[PLACE["repression"], 0].round(6).tolist() == [0, 0, 1, 1, 1, 1, 1]
    assert found[:, :, -1].tolist() == trailing(reading, acts(present))[:, :, 0, 0].tolist()
    assert record_of(reading, present, 100).shape[2] == 12, "as far as a year can be looked back on"


def test_of_what_was_never_recorded_there_is_no_line(present):
    told = {(one.name, one.actor): one.values for one in recorded(reader(present), present, 6)}
    assert told["clashes", None] == told["clashes", "AAA"] == ()
    assert told["repression", "AAA"][-1] == 1 and told["repression", "BBB"] == (0.0,) * 7


def test_too_short_a_record_cannot_be_looked_back_on(present):
    short = reader(present)
    short = short._replace(past=short.past[:, :, -12:])
    with pytest.raises(InvalidInput, match="evidence: holds 12 months"):
        trailing(short, acts(present))


def test_both_sides_are_judged_and_every_outcome_says_what_it_means():
    assert {outcome.side for outcome in JUDGED} == {"stability", "who pays"}
    assert all(outcome.meaning and outcome.title for outcome in OUTCOMES)
    assert len(PLACE) == len(OUTCOMES)


def test_support_in_crisis_is_foretold_but_nothing_is_judged_by_it():
    support = OUTCOMES[PLACE["support_in_crisis"]]
    assert not support.judged and support not in JUDGED
    assert "fewer crises" in support.meaning and "neither better nor worse" in support.meaning
