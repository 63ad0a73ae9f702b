from datetime import date, timedelta

import pytest
from made_sources import CODED, NEWS, OTHER_PANEL, PANEL

from regimelab.evidence.library import Limit
from regimelab.evidence.library.coverage import SUDDEN, volume_scores


def told(library, check, **options):
    return [finding[1:] for finding in library.check(**options) if finding.check == check]


def test_records_that_are_not_unique_are_named(library, added):
    added(PANEL, "p1,A,2019,1", "p1,A,2020,1", "p2,A,2021,1")
    assert told(library, "unique") == [("panel", "records stand on more than one row", 1, ("p1",))]


def test_values_outside_the_goldstein_scale_are_named(library, added):
    added(NEWS, "e1,2021-03-01,1,A,B,042,10.5,,", "e2,2021-03-01,1,A,B,042,-10,,")
    [finding] = told(library, "range")
    assert finding[1:] == ("values lie outside the Goldstein scale, -10 to 10", 1, ("e1",))


def test_rows_that_end_before_they_begin_and_reports_before_the_act_are_named(library, added):
    added(NEWS, "e1,2021-03-01,0,A,B,042,1,,", "e2,2021-03-01,1,A,B,042,1,-1,2021-02-01")
    assert sorted(finding[3] for finding in told(library, "range")) == [("e1",), ("e2",), ("e2",)]


def test_values_outside_a_stated_limit_are_named(library, added):
    added(PANEL, "p1,A,2019,1", "p2,A,2020,11")
    limits = [Limit("panel", "civic_space", 0, 10), Limit("other", "civic_space", 0, 0)]
    assert told(library, "range", limits=limits) == [
        ("panel", "values of civic_space lie outside 0 to 10", 1, ("p2",))
    ]


def test_codes_that_the_vocabulary_lacks_are_counted(library, added):
    added(NEWS, "e1,2021-03-01,1,X,Y,042,1,,", "e2,2021-03-01,1,A,X,042,1,,")
    assert told(library, "unmapped") == [
        ("news", "2 codes of actors are not in the vocabulary", 3, ("X (2)", "Y (1)"))
    ]


def test_years_missing_between_the_first_and_the_last_are_named(library, added):
    added(PANEL, "p1,A,2015,1", "p2,A,2016,1", "p3,A,2019,1", "p4,A,2021,1", "p5,B,2021,1")
    [finding] = told(library, "coverage")
    assert finding[2:] == (3, ("AA: 2017-2018, 2020",))


def test_a_month_unlike_its_neighbours_is_named(library, added):
    lines = []
    for month in range(24):
        day = date(2020 + month // 12, month % 12 + 1, 1)
        many = 40 if month == 15 else 10 + month % 3
        lines += [f"e{month}-{n},{day + timedelta(days=n % 28)},1,A,B,042,1,," for n in range(many)]
    added(NEWS, *lines)
    [finding] = told(library, "volume")
    assert finding[2:] == (1, ("2021-04: 40",))


def test_a_level_that_changes_slowly_is_not_sudden():
    growing = [round(100 * 1.05**month) for month in range(48)]
    assert max(map(abs, volume_scores(growing))) < SUDDEN


def test_a_score_is_the_distance_from_the_neighbours_median_in_robust_deviations():
    counts = [10, 20, 10, 20, 10, 20, 50, 20, 10, 20, 10, 20, 10]
    score = volume_scores(counts)[6]
    half = (2.3978952727983707 + 3.044522437723423) / 2  # log 11 and log 21
    spread = 1.4826 * (3.044522437723423 - half)
    assert score == pytest.approx((3.9318256327243257 - half) / spread)


def test_two_sources_that_say_different_things_of_the_same_are_named(library, added):
    added(PANEL, "p1,A,2019,1", "p2,A,2020,2")
    added(OTHER_PANEL, "q1,A,2019,1.5", "q2,A,2020,2.001")
    [finding] = told(library, "disagreement")
    assert finding == (
        "other_panel and panel",
        "figures differ by more than 1%",
        1,
        ("other_panel q1, panel p1",),
    )


def test_deaths_that_differ_between_reports_of_one_act_are_named(library, added):
    added(CODED, "c1,2021-03-01,1,A,B,190,1,3,", "c2,2021-05-01,1,A,B,190,1,3,")
    added(NEWS, "n1,2021-03-01,1,A,B,190,1,5,", "n2,2021-05-01,1,A,B,190,1,3,")
    [finding] = told(library, "disagreement")
    assert finding[1:] == ("deaths of one act differ", 1, ("news n1, coded c1",))


def test_reliability_is_half_for_one_source_in_a_usual_year_and_nothing_for_silence(library, added):
    days = ["2018-01-01", "2018-02-01", "2019-01-01", "2021-01-01", "2021-02-01", "2021-03-01"]
    added(NEWS, *(f"e{n},{day},1,A,X,042,1,," for n, day in enumerate(days)))
    rows = library.reliability().to_pylist()
    assert [(row["actor"], row["year"], row["reports"], row["sources"]) for row in rows] == [
        ("AA", 2018, 2, 1),
        ("AA", 2019, 1, 1),
        ("AA", 2020, 0, 0),
        ("AA", 2021, 3, 1),
    ]
    usual = 1.5  # the median of 0, 1, 2 and 3
    assert [row["reliability"] for row in rows] == pytest.approx([0.5, 1 / usual / 2, 0.0, 0.5])


def test_more_sources_make_reporting_more_reliable_and_both_ends_count_once(library, added):
    added(NEWS, "e1,2021-01-01,1,A,A,042,1,,")
    added(CODED, "c1,2021-06-01,1,A,B,042,1,,")
    rows = {row["actor"]: row for row in library.reliability().to_pylist()}
    assert (rows["AA"]["reports"], rows["AA"]["reliability"]) == (2, pytest.approx(2 / 3))
    assert (rows["BB"]["reports"], rows["BB"]["reliability"]) == (1, pytest.approx(1 / 2))
