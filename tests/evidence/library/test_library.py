from datetime import date

import pytest
from made_sources import CODED, NEWS, PANEL, VOCABULARY

from regimelab.errors import EvidenceMissing, InvalidInput, UsageError
from regimelab.evidence import Store
from regimelab.evidence.library import Library, View, fetched
from regimelab.evidence.shapes import Shape

EVENT = "e1,2021-03-01,1,A,B,042,1.9,,2021-03-02"
LATER = "e2,2021-03-05,1,A,B,042,1.9,,2021-03-06"


NOW = View()


def records(library, view=NOW, shape=Shape.EVENTS):
    return sorted(fetched(library.table(shape, view))["record"].to_pylist())


def test_a_row_names_its_source_snapshot_and_licence(library, added):
    done = added(NEWS, EVENT)
    [row] = fetched(library.table(Shape.EVENTS)).to_pylist()
    assert (done.rows, done.set_aside, done.already) == (1, 0, False)
    assert (row["source"], row["snapshot"], row["licence"]) == ("news", done.snapshot, "CC0 1.0")
    assert row["retrieved"] == "2026-11-01"


def test_actors_are_named_by_their_code_on_the_day(library, added):
    added(PANEL, "p1,B,2019,1", "p2,B,2020,1", "p3,X,2020,1")
    rows = fetched(library.table(Shape.COUNTRY_TIME).order_by("record")).to_pylist()
    assert [(row["actor"], row["actor_code"]) for row in rows] == [("BO", "B"), ("BB", "B"), (None, "X")]


def test_the_bytes_lie_beside_the_store_as_they_came(library, added, tmp_path):
    added(NEWS, EVENT)
    [snapshot] = library.snapshots()
    assert library.kept(snapshot).read_bytes() == (tmp_path / "news.csv").read_bytes()
    assert library.kept(snapshot).name == snapshot.sha256
    assert not (tmp_path / "evidence.duckdb.bytes" / "incoming").exists()


def test_the_same_bytes_again_change_nothing(library, added):
    first = added(NEWS, EVENT)
    again = added(NEWS, EVENT)
    assert again == first._replace(already=True)
    assert len(library.releases()) == 1
    assert records(library) == ["e1"]


def test_another_vocabulary_makes_another_snapshot_of_the_same_bytes(place, added, library):
    first = added(NEWS, EVENT, replaces=False)
    library.actors = VOCABULARY.slice(0, 1)
    again = added(NEWS, EVENT, replaces=False)
    assert again.snapshot != first.snapshot
    assert fetched(library.table(Shape.EVENTS))["receiver"].to_pylist() == [None]
    assert fetched(library.table(Shape.EVENTS, View(first.release)))["receiver"].to_pylist() == ["BB"]


def test_a_newer_file_replaces_the_older_but_not_in_older_releases(library, added):
    first = added(PANEL, "p1,A,2019,1", published=date(2022, 1, 1))
    second = added(PANEL, "p1,A,2019,2", published=date(2023, 1, 1))
    value = {
        name: fetched(library.table(Shape.COUNTRY_TIME, View(name)))["value"].to_pylist()
        for name in (None, first.release, second.release)
    }
    assert value == {None: [2.0], first.release: [1.0], second.release: [2.0]}


def test_an_older_file_added_later_does_not_replace_the_newer(library, added):
    added(PANEL, "p1,A,2019,2", published=date(2023, 1, 1))
    added(PANEL, "p1,A,2019,1", published=date(2022, 1, 1))
    assert fetched(library.table(Shape.COUNTRY_TIME))["value"].to_pylist() == [2.0]


def test_files_that_add_up_stand_side_by_side(library, added):
    added(NEWS, EVENT, replaces=False)
    added(NEWS, LATER, replaces=False)
    assert records(library) == ["e1", "e2"]


def test_as_of_a_day_sees_what_had_been_published_and_not_yet_replaced(library, added):
    added(PANEL, "p1,A,2019,1", published=date(2022, 1, 1))
    added(PANEL, "p1,A,2019,2", published=date(2023, 1, 1))
    seen = [
        fetched(library.table(Shape.COUNTRY_TIME, View(as_of=day)))["value"].to_pylist()
        for day in (date(2021, 12, 31), date(2022, 1, 1), date(2022, 12, 31), date(2023, 1, 1))
    ]
    assert seen == [[], [1.0], [1.0], [2.0]]


def test_what_nobody_dated_counts_as_published_when_it_was_retrieved(library, added):
    added(NEWS, EVENT, published=None, retrieved=date(2022, 5, 1))
    assert records(library, View(as_of=date(2022, 4, 30))) == []
    assert records(library, View(as_of=date(2022, 5, 1))) == ["e1"]


def test_as_of_a_day_leaves_out_what_was_reported_later(library, added):
    added(NEWS, EVENT, LATER, published=date(2021, 1, 1))
    assert records(library, View(as_of=date(2021, 3, 2))) == ["e1"]


def test_a_family_of_sources_can_be_left_out(library, added):
    added(NEWS, EVENT)
    added(CODED, LATER)
    assert records(library, View(without=("media",))) == ["e2"]
    with pytest.raises(UsageError, match="'medai' is not a family.*Did you mean 'media'"):
        library.table(Shape.EVENTS, View(without=("medai",)))


def test_a_release_is_named_by_what_it_holds_whatever_the_order(tmp_path, added, library):
    added(NEWS, EVENT)
    here = added(PANEL, "p1,A,2019,1")
    with Store.open(tmp_path / "other.duckdb") as store:
        other = Library(store, VOCABULARY)
        for source in (PANEL, NEWS):
            there = other.add(
                tmp_path / f"{source.name}.csv",
                source,
                published=date(2024, 1, 1),
                version="1",
                retrieved=date(2026, 12, 24),
            )
    assert there.release == here.release


def test_an_unknown_release_names_the_nearest(library, added):
    name = added(NEWS, EVENT).release
    with pytest.raises(UsageError, match=f"Did you mean '{name}'"):
        library.table(Shape.EVENTS, View(name[:-1] + "x"))


def test_a_withdrawn_snapshot_leaves_earlier_releases_alone(library, added):
    first = added(NEWS, EVENT, replaces=False)
    second = added(NEWS, LATER, replaces=False)
    assert library.withdraw(second.snapshot, "added twice").release == first.release
    assert records(library) == ["e1"]
    assert records(library, View(second.release)) == ["e1", "e2"]
    assert added(NEWS, LATER, replaces=False).release == second.release
    assert records(library) == ["e1", "e2"]


def test_an_empty_library_says_what_to_do(library):
    assert library.releases() == ()
    with pytest.raises(EvidenceMissing, match="holds no outside data"):
        library.table(Shape.EVENTS)


def test_cells_set_aside_are_kept_with_their_reason(library, added):
    done = added(NEWS, EVENT, "e2,yesterday,1,A,B,042,1.9,,")
    assert (done.rows, done.set_aside) == (1, 1)
    [cell] = fetched(library.aside()).to_pylist()
    assert (cell["line"], cell["column"], cell["cell"]) == (3, "day", "yesterday")


def test_strict_refuses_a_file_with_a_broken_cell(library, added):
    with pytest.raises(InvalidInput, match="news.csv:3: day: 'yesterday' is not of the column's type"):
        added(NEWS, EVENT, "e2,yesterday,1,A,B,042,1.9,,", strict=True)
    assert library.releases() == ()


def test_a_file_without_a_readable_row_is_refused_and_leaves_nothing(library, added, tmp_path):
    with pytest.raises(InvalidInput, match="holds no row of news"):
        added(NEWS, "e2,yesterday,1,A,B,042,1.9,,")
    assert library.releases() == ()
    assert [path for path in (tmp_path / "evidence.duckdb.bytes").rglob("*") if path.is_file()] == []


def test_a_missing_file_is_refused(library, tmp_path):
    with pytest.raises(InvalidInput, match="there is no such file"):
        library.add(tmp_path / "none.csv", NEWS, published=None, version="", retrieved=date(2026, 1, 1))


def test_a_file_that_changes_while_it_is_read_is_refused(library, added, tmp_path):
    def touch(stage, done, of):
        if stage == "insert":
            (tmp_path / "news.csv").write_text("id\n")

    with pytest.raises(InvalidInput, match="changed while it was read"):
        added(NEWS, EVENT, progress=touch)
    assert library.releases() == ()


def test_reading_leaves_no_temporary_table(library, added):
    added(NEWS, EVENT)
    left = library.store.backend.raw_sql("SELECT count(*) FROM duckdb_tables() WHERE temporary").fetchall()
    assert left == [(0,)]


def test_a_library_is_read_from_a_store_open_for_reading(library, added, place):
    added(NEWS, EVENT)
    library.store.close()
    with Store.open(place, read_only=True) as store:
        reading = Library(store)
        assert records(reading) == ["e1"]
        with pytest.raises(EvidenceMissing, match="open for reading"):
            reading.withdraw(reading.snapshots()[0].snapshot, "no")


def test_a_day_that_nobody_can_have_seen_is_set_aside(library, added):
    added(NEWS, EVENT, LATER.replace("2021-", "2027-"))
    assert records(library) == ["e1"]
    [aside] = fetched(library.aside()).to_pylist()
    assert aside["column"] == "start" and aside["reason"] == "lies after 2026-11-01"
