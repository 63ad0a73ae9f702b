"""From a file to rows of a shape: whatever form it comes in, with what could not be read beside it."""

import datetime as dt
import gzip
import io
import zipfile
from collections import Counter

import ibis
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from made_source import made_source
from made_workbook import workbook

from regimelab.errors import InvalidInput
from regimelab.evidence.archive import Limits
from regimelab.evidence.reading import future, readable, until
from regimelab.evidence.sources import SOURCE

pytestmark = pytest.mark.filterwarnings("ignore:fetch_arrow_table:DeprecationWarning")

HEADER = "id,state,day,session,note\n"


def line_of(number):
    return f"{number},KAZ,2022-01-05,76,plain\n"


@pytest.fixture
def backend():
    engine = ibis.duckdb.connect()
    yield engine
    engine.disconnect()


@pytest.fixture
def read(backend, tmp_path):
    """Read a file, given as bytes or text; gives rows and what was set aside as dictionaries."""

    def done(content, name="made.csv", strict=False, limits=None, **layout):
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        found = readable(backend, path, made_source(**layout), strict=strict, limits=limits, scratch=tmp_path)
        return Found(
            backend.to_pyarrow(found.rows).to_pylist(), backend.to_pyarrow(found.aside).to_pylist(), found
        )

    return done


class Found:
    def __init__(self, rows, aside, readable):
        self.rows, self.aside, self.readable = rows, sorted(aside, key=lambda one: one["line"]), readable


def test_a_row_carries_its_line_and_its_typed_cells(read):
    [row] = read(HEADER + "7, KAZ ,2022-01-05,76.0,\n").rows
    assert (row["record"], row["line"], row["actor_code"], row["session"]) == ("7", 2, "KAZ", 76)
    assert row["day"] == dt.date(2022, 1, 5) and row["vote"] is None and row["actor"] is None


def test_three_broken_lines_of_a_hundred_thousand_are_set_aside(read):
    lines = [line_of(number).encode() for number in range(100_000)]
    lines[500] = b"500,KAZ,2022-01-05,76,cut,extra\n"
    lines[7000] = b"7000,KA\xff,2022-01-05,76,plain\n"
    lines[90_000] = b'90000,"KAZ,2022-01-05,76,plain\n'
    found = read(HEADER.encode() + b"".join(lines))
    assert [(one["line"], one["column"], one["reason"].split(" (")[0]) for one in found.aside] == [
        (502, None, "has 6 cells instead of 5"),
        (7002, None, "is not UTF-8"),
        (90_002, None, "has a quote that is not closed"),
    ]
    assert found.aside[0]["cell"] == "500,KAZ,2022-01-05,76,cut,extra"
    assert len(found.rows) == 99_997
    assert all(row["line"] == int(row["record"]) + 2 for row in found.rows)


def test_a_cell_that_is_no_value_sets_its_row_aside_with_every_reason(read):
    found = read(
        HEADER + line_of(0) + "1,KAZ,2022-13-05,7x,\n ,KAZ,2022-01-05,76,\n3,KAZ,,3.7,\n" + line_of(4)
    )
    assert [tuple(one.values()) for one in found.aside] == [
        (3, "day", "2022-13-05", "is not of the column's type"),
        (3, "session", "7x", "is not of the column's type"),
        (4, "id", "", "is blank"),
        (5, "session", "3.7", "is not of the column's type"),
    ]
    assert [row["line"] for row in found.rows] == [2, 6]


def test_strict_refuses_with_everything_that_is_wrong(read):
    with pytest.raises(InvalidInput) as refused:
        read(HEADER + line_of(0) + "1,KAZ\n2,KAZ,2022-13-05,76,\n3,\0,2022-01-05,76,\n", strict=True)
    said = [str(problem) for problem in refused.value.problems]
    assert [text.split("made.csv:")[1].split(".")[0] for text in said] == [
        "3: has 2 cells instead of 5",
        "4: '2022-13-05' in 'day' is not of the column's type",
        "5: holds a NUL byte",
    ]
    assert read(HEADER + line_of(0), strict=True).rows


def test_a_file_of_which_much_cannot_be_read_is_refused(read):
    lines = [line_of(number) for number in range(5000)]
    with pytest.raises(
        InvalidInput, match="likely no file of made: 101 of 5101 rows cannot be read; of most"
    ):
        read(HEADER + "".join(lines) + "1,2\n" * 101)
    with pytest.raises(InvalidInput, match="101 of 5101 rows"):
        read(HEADER + "".join(lines) + "1,KAZ,someday,76,\n" * 101)
    assert len(read(HEADER + "".join(lines) + "1,2\n" * 100).aside) == 100


def test_a_file_in_another_encoding_is_refused_with_what_to_do(read):
    lines = [line_of(number).replace("plain", "Türkiye") for number in range(5000)]
    with pytest.raises(InvalidInput, match="another encoding.*save it as UTF-8"):
        read((HEADER + "".join(lines)).encode("latin-1"))


def test_columns_that_are_missing_are_named_at_once_with_their_like(read):
    with pytest.raises(InvalidInput) as refused:
        read("id,stat,dai,session\n1,2,3,4\n")
    assert [problem.what for problem in refused.value.problems] == [
        "column 'state' of made is missing.",
        "column 'day' of made is missing.",
    ]
    assert "Did you mean 'stat'?" in str(refused.value)


def test_names_of_columns_are_found_in_any_spelling_and_exactly_if_they_are_there(read):
    [row] = read("ID_number,State , DAY,Session,SESSION\n1,KAZ,2022-01-05,76,x\n").rows
    assert (row["record"], row["actor_code"], row["session"]) == ("1", "KAZ", 76)
    [row] = read("id,state,day,SESSION,session\n1,KAZ,2022-01-05,x,76\n").rows
    assert row["session"] == 76


def test_a_gzip_file_and_files_in_a_zip_archive_are_read(read):
    assert len(read(gzip.compress((HEADER + line_of(0)).encode()), "made.csv.gz").rows) == 1
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.csv", HEADER + line_of(0) + "1\n")
        archive.writestr("b.csv", HEADER + "1,KAZ,x,76,\n" + line_of(1))
    found = read(packed.getvalue(), "made.zip", inside=r".*\.csv")
    assert Counter(row["line"] for row in found.rows) == {2: 1, 3: 1}
    assert sorted(one["reason"].split("made.zip/")[1] for one in found.aside) == ["a.csv)", "b.csv)"]


def test_a_bomb_leaves_nothing_behind(read, tmp_path):
    with pytest.raises(InvalidInput, match="zip bomb"):
        limits = Limits(spared=10_000)
        read(gzip.compress((HEADER + line_of(0) * 100_000).encode()), "made.csv.gz", limits=limits)
    assert [path.name for path in tmp_path.iterdir()] == ["made.csv.gz"]


def _parquet(**columns):
    out = io.BytesIO()
    pq.write_table(pa.table(columns), out)
    return out.getvalue()


TYPED = {
    "id": [1, 2],
    "state": ["KAZ", "UZB"],
    "day": [dt.date(2022, 1, 5), dt.date(2022, 1, 6)],
    "session": [76.0, float("nan")],
}


def test_a_parquet_file_is_read_with_its_missing_numbers(read):
    rows = read(_parquet(**TYPED), "made.parquet").rows
    assert [(row["line"], row["record"], row["session"]) for row in rows] == [(1, "1", 76), (2, "2", None)]
    assert rows[1]["day"] == dt.date(2022, 1, 6)
    assert len(read(gzip.compress(_parquet(**TYPED)), "made.parquet.gz").rows) == 2


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda raw: raw[:-20], "cut short"),
        (lambda raw: b"id,state\n1,KAZ\n", "is not a Parquet file"),
        (lambda raw: b"", "is not a Parquet file"),
        (lambda raw: raw[:4] + bytes(len(raw) - 8) + raw[-4:], "cannot be read"),
        (lambda raw: raw[:30] + bytes(40) + raw[70:], "cannot be read"),
    ],
)
def test_a_parquet_file_that_is_none_or_is_cut_is_refused(read, spoil, said):
    with pytest.raises(InvalidInput, match=said):
        read(spoil(_parquet(**TYPED)), "made.parquet")


TABLE = {
    2: ("Made in 2024",),
    3: ("id", "state", "day", "session", "note"),
    4: (1, "KAZ", "2022-01-05", 76, "plain\nbroken"),
    7: (2.5, "UZB", "", "x", "plain"),
    8: (3, "UZB", "2022-01-06", 77, ""),
}


def test_a_sheet_of_a_workbook_is_read_with_the_rows_that_it_shows(read):
    found = read(workbook({"Data": TABLE}), "made.xlsx")
    found.rows.sort(key=lambda row: row["line"])
    assert sorted((row["line"], row["record"], row["session"]) for row in found.rows) == [
        (4, "1", 76),
        (8, "3", 77),
    ]
    assert [(one["line"], one["column"], one["cell"]) for one in found.aside] == [(7, "session", "x")]
    assert found.rows[0]["vote"] == "plain\nbroken" and found.rows[1]["vote"] is None


def test_the_sheet_that_the_source_names_is_read(read):
    book = workbook({"Notes": {1: ("nothing",)}, "Data": TABLE})
    assert len(read(book, "made.xlsx", sheet="Data").rows) == 2
    with pytest.raises(InvalidInput, match="has no sheet 'Date'. Did you mean 'Data'?"):
        read(book, "made.xlsx", sheet="Date")


def test_a_workbook_that_is_damaged_is_refused(read):
    with pytest.raises(InvalidInput, match="cut short"):
        read(workbook({"Data": TABLE})[:-60], "made.xlsx")


def test_rows_of_days_that_lie_ahead_are_set_aside(read, backend):
    found = read(HEADER + line_of(0) + "1,KAZ,2031-01-05,76,\n2,KAZ,,76,\n").readable
    today = dt.date(2026, 1, 1)
    [late] = backend.to_pyarrow(future(found.rows, today)).to_pylist()
    assert late == {"line": 3, "column": "day", "cell": "2031-01-05", "reason": "lies after 2026-01-01"}
    kept = until(found, today)
    assert sorted(row["line"] for row in backend.to_pyarrow(kept.rows).to_pylist()) == [2, 4]
    assert backend.to_pyarrow(kept.aside).to_pylist() == [late]


def test_a_full_disk_is_said_to_be(read, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("regimelab.evidence.intake.outlet.Outlet.pass_on", full)
    with pytest.raises(InvalidInput, match="No space left on device"):
        read(HEADER + "1\n")


def test_nothing_but_the_rows_stays_on_the_connection(read, backend):
    found = read(HEADER + line_of(0))
    named = (
        "SELECT table_name FROM duckdb_tables() UNION SELECT view_name FROM duckdb_views() WHERE NOT internal"
    )
    left = [name.split("_")[0] for (name,) in backend.raw_sql(named).fetchall()]
    assert found.rows and left == ["once"]


def test_the_file_itself_is_never_touched(read, tmp_path):
    read(HEADER + line_of(0) + "1\n" + line_of(2))
    assert [path.name for path in tmp_path.iterdir()] == ["made.csv"]
    assert (tmp_path / "made.csv").read_text() == HEADER + line_of(0) + "1\n" + line_of(2)


def test_votes_of_the_general_assembly_are_named(backend, tmp_path):
    path = tmp_path / "votes.csv"
    path.write_text(
        "rcid,ccode,session,vote,date,unres,me\n3,705,76,1,2022-01-05,R/1,1\n3,2,76,9,2022-01-05,R/1,NA\n"
    )
    [row] = backend.to_pyarrow(readable(backend, path, SOURCE["un_votes"]).rows).to_pylist()
    assert (row["record"], row["vote"], row["issues"]) == ("3-705", "for", "me")
