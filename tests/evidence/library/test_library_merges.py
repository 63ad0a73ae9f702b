import pyarrow as pa
import pytest
from made_sources import CODED, NEWS, VOCABULARY, WIRE, events_of

from regimelab.evidence.library import Library, fetched

DAY = "2021-03-10"


def event(record, day=DAY, days=1, ends="A,B", code="042"):
    return f"{record},{day},{days},{ends},{code},1,,"


def merged(library):
    rows = fetched(library.merges()).to_pylist()
    return sorted((row["kept_record"], row["merged_record"], row["days_apart"]) for row in rows)


@pytest.mark.parametrize(
    ("other", "told"),
    [
        (event("n"), [("c", "n", 0)]),
        (event("n", "2021-03-09"), [("c", "n", 1)]),
        (event("n", "2021-03-11"), [("c", "n", 1)]),
        (event("n", "2021-03-12"), []),
        (event("n", "2021-03-06", days=4), [("c", "n", 1)]),
        (event("n", "2021-03-06", days=9), []),
        (event("n", code="043"), [("c", "n", 0)]),
        (event("n", code="052"), []),
        (event("n", ends="B,A"), []),
        (event("n", ends="A,X"), []),
    ],
    ids=["same", "before", "after", "later", "lasting", "too long", "root", "kind", "reversed", "unmapped"],
)
def test_an_act_told_twice_is_found_by_actors_kind_and_day(library, added, other, told):
    added(CODED, event("c"))
    added(NEWS, other)
    assert merged(library) == told


def test_events_of_one_source_are_never_merged(library, added):
    added(NEWS, event("n1"), event("n2"))
    assert merged(library) == []


def test_the_experts_record_is_kept_and_the_nearest_day_wins(library, added):
    added(NEWS, event("n1"), event("n2", "2021-03-12"))
    added(CODED, event("c1", "2021-03-09"), event("c2"), event("c3", "2021-03-11"))
    assert merged(library) == [("c2", "n1", 0), ("c3", "n2", 1)]


def test_what_is_merged_keeps_nothing_itself(library, added):
    added(CODED, event("c"))
    added(NEWS, event("n", "2021-03-11"))
    added(WIRE, event("w", "2021-03-12"))
    assert merged(library) == [("c", "n", 1)]


def test_a_report_is_merged_into_what_is_kept_of_any_source_above_it(library, added):
    added(CODED, event("c", code="190"))
    added(NEWS, event("n"))
    added(WIRE, event("w"), event("x", code="193"))
    assert merged(library) == [("c", "x", 0), ("n", "w", 0)]


def test_merged_events_count_their_duplicates_and_nothing_is_lost(library, added):
    added(CODED, event("c"), event("alone", "2021-06-01"))
    added(NEWS, event("n1"), event("n2"))
    rows = fetched(library.merged_events().order_by("record")).to_pylist()
    assert [(row["record"], row["duplicates"]) for row in rows] == [("alone", 0), ("c", 2)]
    every = fetched(library.merged_events(keep_all=True).order_by("record")).to_pylist()
    assert [(row["record"], row["kept_source"], row["kept_record"]) for row in every] == [
        ("alone", None, None),
        ("c", None, None),
        ("n1", "coded", "c"),
        ("n2", "coded", "c"),
    ]


def test_kinds_of_ours_join_two_codings(library, added):
    kinds = [{"scheme": "cameo", "code": code, "kind": "meet"} for code in ("042", "190")]
    added(CODED, event("c", code="190"))
    added(NEWS, event("n"))
    assert merged(library) == []
    assert merged(Library(library.store, VOCABULARY, pa.Table.from_pylist(kinds))) == [("c", "n", 0)]


def test_a_library_of_one_source_has_no_double_reports(library, added):
    added(events_of("only", "official"), event("o"))
    assert merged(library) == []
    assert fetched(library.merged_events())["duplicates"].to_pylist() == [0]
