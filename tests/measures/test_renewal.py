from datetime import date, timedelta

import numpy as np
import pytest
from made_evidence import act, every, evidence_of

from regimelab.measures.procedures import hosts, procedures
from regimelab.measures.renewal import Gaps, gaps, regularity
from regimelab.measures.rows import act_rows

FIRST = date(2019, 1, 1)


def test_gaps_are_between_distinct_days_and_the_last_one_is_open():
    days = [FIRST, FIRST, FIRST + timedelta(days=10), FIRST + timedelta(days=40)]
    assert gaps(days, FIRST + timedelta(days=45)) == Gaps((10, 30), 5)
    assert gaps([], FIRST) == Gaps((), 0)


def test_a_calendar_is_regular_and_clumps_are_not():
    assert regularity(Gaps((30, 31, 30, 29, 30, 31), 5)).interval()[0] > 2
    assert regularity(Gaps((1, 1, 2, 200, 1, 1, 300, 1), 5)).interval()[1] < 1


@pytest.mark.parametrize("shape", [1.0, 4.0])
def test_the_shape_of_simulated_gaps_lies_in_its_interval(shape):
    rng, held = np.random.default_rng(3), 0
    for _ in range(60):
        drawn = np.maximum(rng.gamma(shape, 60 / shape, 25).round(), 1).astype(int)
        low, high = regularity(Gaps(tuple(drawn.tolist()), 0)).interval()
        held += low <= shape <= high
    assert held >= 48


def test_a_long_silence_at_the_end_makes_meetings_less_regular():
    closed = (30, 30, 31, 29)
    assert regularity(Gaps(closed, 300)).median < regularity(Gaps(closed, 10)).median


def test_two_meetings_have_no_regularity(evidence):
    found = procedures(evidence_of(evidence, [act("summit", "KAZ;UZB", "", day) for day in every(900)]))
    rows = [row for row in found.rows if row["label"].startswith("regularity of")]
    assert rows and all(row["estimate"] is None and "undetermined" in row["label"] for row in rows)


def test_hosts_are_read_from_the_coded_place(evidence):
    acts = [
        act("summit", "KAZ;UZB", "", "2020-01-05", location="UZB-Samarkand"),
        act("summit", "KAZ;UZB", "", "2020-02-05", location="TJK;RUS-Moscow"),
        act("summit", "KAZ;UZB", "", "2020-03-05", location="online"),
    ]
    made = evidence_of(evidence, acts)
    assert [hosts(one, made.region) for one in act_rows(made)] == [("UZB",), ("TJK", "RUS"), ()]
    rows = {row["label"]: row for row in procedures(made).rows}
    assert rows["meetings of two members or more hosted by UZB: 1 of 2"]["n"] == 2
