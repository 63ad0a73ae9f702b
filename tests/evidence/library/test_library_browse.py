from datetime import date, timedelta

import ibis
import pytest

from regimelab.evidence.library.browse import FACETS, Filter, facets, found, page
from regimelab.evidence.shapes import PROVENANCE_OF_ROW, SHAPES, Shape

COLUMNS = {**SHAPES[Shape.EVENTS], **{name: ibis.dtype(kind) for name, kind in PROVENANCE_OF_ROW.items()}}
STATES = ("KAZ", "KGZ", "TJK")


def event(number):
    start = date(2022, 1, 1) + timedelta(days=number)
    given = {
        "record": str(number),
        "start": start,
        "end": start + timedelta(days=1),
        "sender": STATES[number % 3],
        "receiver": STATES[(number + 1) % 3],
        "code": f"{number % 4:03d}",
        "scheme": "cameo",
        "source": "gdelt" if number % 2 else "icews",
        "url": f"https://example.org/{'border' if number % 5 == 0 else 'talks'}",
        "mentions": number,
    }
    return {name: given.get(name) for name in COLUMNS}


@pytest.fixture(scope="module")
def ask():
    backend = ibis.duckdb.connect()
    events = ibis.memtable([event(n) for n in range(30)], schema=ibis.schema(COLUMNS))
    yield lambda expression, *rest: backend.to_pyarrow(expression(events, *rest)).to_pylist()
    backend.disconnect()


def numbers(rows):
    return sorted(int(row["record"]) for row in rows)


@pytest.mark.parametrize(
    ("asked", "holds"),
    [
        (Filter(), lambda n: True),
        (Filter(source="gdelt"), lambda n: n % 2 == 1),
        (Filter(sender="KAZ"), lambda n: n % 3 == 0),
        (Filter(actor="KAZ"), lambda n: n % 3 in (0, 2)),
        (Filter(since=date(2022, 1, 11), until=date(2022, 1, 12)), lambda n: n in (10, 11)),
        (Filter(words=("BORDER", "kaz")), None),
        (Filter(words=("border",)), lambda n: n % 5 == 0),
        (Filter(source="gdelt", record="7"), lambda n: n == 7),
        (Filter(source="icews", record="7"), lambda n: False),
    ],
)
def test_events_are_found_by_what_is_asked(ask, asked, holds):
    expected = [n for n in range(30) if holds(n)] if holds else []
    assert numbers(ask(found, asked)) == expected


def test_facets_count_every_event_once_a_facet(ask):
    counted = ask(facets)
    for facet in FACETS:
        of_facet = [row["events"] for row in counted if row["facet"] == facet]
        assert not of_facet or sum(of_facet) == 30
    assert {row["name"]: row["events"] for row in counted if row["facet"] == "source"} == {
        "gdelt": 15,
        "icews": 15,
    }


def test_pages_follow_each_other_without_gap_or_overlap(ask):
    pages = [ask(lambda events, at: page(events, "-mentions", 7, at), 7 * number) for number in range(5)]
    assert [int(row["record"]) for rows in pages for row in rows] == list(range(29, -1, -1))
