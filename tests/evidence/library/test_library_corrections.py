from datetime import date

import pytest
from made_sources import NEWS, PANEL

from regimelab.errors import InvalidInput
from regimelab.evidence.library import Correction, View, fetched
from regimelab.evidence.library.corrections import followed
from regimelab.evidence.shapes import Shape

NOW = View()


def values(library, view=NOW):
    rows = library.table(Shape.COUNTRY_TIME, view).order_by("record")
    return fetched(rows)["value"].to_pylist()


def correction(**changes: str) -> Correction:
    given = {"source": "panel", "record": "p1", "column": "value", "was": "1", "now": "7"}
    return Correction(**{**given, "reason": "a misprint", "url": "https://example.org/1", **changes})


@pytest.fixture
def panel(added):
    return added(PANEL, "p1,A,2019,1", "p2,A,2020,", published=date(2022, 1, 1))


def test_a_correction_makes_a_new_release_and_leaves_the_older_alone(library, panel):
    made = library.correct([correction()])
    assert made.release != panel.release
    assert values(library) == [7.0, None]
    assert values(library, View(panel.release)) == [1.0, None]
    assert library.corrections() == (correction(was="1.0", now="7.0"),)


def test_the_rows_kept_are_as_the_producer_wrote_them(library, panel):
    library.correct([correction()])
    kept = library.store.backend.raw_sql("SELECT value FROM library.country_time ORDER BY record").fetchall()
    assert kept == [(1.0,), (None,)]


def test_a_blank_can_be_filled_and_a_value_blanked(library, panel):
    library.correct([correction(now=""), correction(record="p2", was="", now="3")])
    assert values(library) == [None, 3.0]


def test_a_correction_can_be_corrected(library, panel):
    library.correct([correction()])
    library.correct([correction(was="7", now="8")])
    assert values(library) == [8.0, None]


def test_corrections_of_a_correction_are_followed():
    chain = [correction(), correction(was="7", now="8"), correction(was="8", now="1")]
    assert followed(chain) == {("panel", "p1", "7"): "1", ("panel", "p1", "8"): "1"}


def test_a_correction_does_not_touch_a_newer_file_in_which_the_error_is_mended(library, added, panel):
    library.correct([correction()])
    added(PANEL, "p1,A,2019,5", published=date(2023, 1, 1))
    assert values(library) == [5.0]


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"was": "2"}, "was '2' when corrected, but the source says '1.0'"),
        ({"record": "p9"}, "there is no such record"),
        ({"column": "valu"}, "'valu' is not a column to correct. Did you mean 'value'"),
        ({"column": "record"}, "'record' is not a column to correct"),
        ({"source": "pannel"}, "'pannel' is not a source of the latest release. Did you mean 'panel'"),
        ({"reason": " "}, "gives no reason"),
        ({"now": "seven"}, "'seven' is not of the column's type"),
    ],
)
def test_a_correction_that_does_not_meet_what_it_corrects_is_refused(library, panel, changes, told):
    with pytest.raises(InvalidInput, match=told):
        library.correct([correction(**changes)])
    assert len(library.releases()) == 1


def test_all_problems_are_named_at_once_and_nothing_is_corrected(library, panel):
    with pytest.raises(InvalidInput) as refused:
        library.correct([correction(), correction(record="p8"), correction(record="p9")])
    assert len(refused.value.problems) == 2
    assert values(library) == [1.0, None]


def test_a_record_that_is_not_one_row_cannot_be_corrected(library, added):
    added(PANEL, "p1,A,2019,1", "p1,A,2020,1")
    with pytest.raises(InvalidInput, match="names 2 rows, not one"):
        library.correct([correction()])


def test_the_same_correction_twice_is_refused_the_second_time(library, panel):
    with pytest.raises(InvalidInput, match="says '7.0'"):
        library.correct([correction(), correction()])


def test_two_releases_differ_by_snapshots_rows_and_corrections(library, added):
    before = added(PANEL, "p1,A,2019,1", "p2,A,2020,2", "p3,A,2021,3", published=date(2022, 1, 1))
    added(PANEL, "p0,A,2018,0", "p1,A,2019,1", "p2,A,2020,9", published=date(2023, 1, 1))
    added(NEWS, "e1,2021-03-01,1,A,B,042,1.9,,2021-03-02")
    after = library.correct([correction(now="7")])
    told = library.diff(before.release, after.release)
    assert [one.source for one in told.added] == ["news"]
    assert [(old.version, new.source) for old, new in told.replaced] == [("1", "panel")]
    assert told.gone == ()
    assert [one.record for one in told.corrections] == ["p1"]
    news, panel = told.rows
    assert (news.source, news.added, news.removed, news.changed) == ("news", 1, 0, 0)
    assert (panel.source, panel.added, panel.removed, panel.changed) == ("panel", 1, 1, 2)
    assert panel.examples == {"added": ("p0",), "removed": ("p3",), "changed": ("p1", "p2")}


def test_a_difference_the_other_way_round_is_its_mirror(library, added):
    one = added(NEWS, "e1,2021-03-01,1,A,B,042,1.9,,2021-03-02", replaces=False)
    two = added(NEWS, "e2,2021-03-01,1,A,B,042,1.9,,2021-03-02", replaces=False)
    forth, back = library.diff(one.release, two.release), library.diff(two.release, one.release)
    assert [snapshot.snapshot for snapshot in forth.added] == [two.snapshot]
    assert [snapshot.snapshot for snapshot in back.gone] == [two.snapshot]
    assert (forth.rows[0].added, forth.rows[0].removed) == (1, 0)
    assert (back.rows[0].added, back.rows[0].removed) == (0, 1)


def test_a_release_does_not_differ_from_itself(library, panel):
    told = library.diff(panel.release, panel.release)
    assert not any(told)
