"""The guard: broken lines are set aside with their line and reason, and nothing else is lost."""

import csv
import io
import random
import tracemalloc
from itertools import chain, pairwise, repeat

import duckdb
import pytest
from made_source import made_source

from regimelab.errors import InvalidInput
from regimelab.evidence.archive import Limits
from regimelab.evidence.intake.dialect import LONGEST_LINE, dialect_of
from regimelab.evidence.intake.guard import Guard
from regimelab.evidence.intake.outlet import Outlet
from regimelab.evidence.intake.parts import parts_of

HEADER = b"id,state,day,session,note\n"


def line_of(number):
    return b"%d,KAZ,2022-01-05,76,plain\n" % number


@pytest.fixture
def guarded(tmp_path):
    """Pass the lines of a file, given as bytes, through the guard; gives the part and its rows."""
    folder = tmp_path / "scratch"
    folder.mkdir()

    def passed(content, **layout):
        path = tmp_path / "made.csv"
        path.write_bytes(content)
        [part] = parts_of(path, made_source(**layout), folder, Limits())
        return part, rows_of(part)

    return passed


def rows_of(part):
    """Read the part as the engine does, with the line of each row."""
    dialect = part.dialect
    columns = dict.fromkeys(part.names, "VARCHAR")
    with duckdb.connect() as engine:
        table = engine.read_csv(
            str(part.path),
            auto_detect=False,
            header=False,
            skiprows=part.above,
            columns=columns,
            sep=dialect.delimiter.decode(),
            quotechar=dialect.quote.decode(),
            escapechar=dialect.quote.decode(),
            lineterminator=repr(dialect.ending.decode())[1:-1],
        )
        found = table.fetchall()
    assert len(found) == part.rows
    return {line: tuple(cell or "" for cell in row) for line, row in zip(lines_of(part), found, strict=True)}


def _bare(cell):
    return cell.replace("\r\n", "\n").strip()


def lines_of(part):
    ends = [*part.jumps, part.jumps[-1]._replace(row=part.rows)]
    for this, after in pairwise(ends):
        yield from range(this.line, this.line + after.row - this.row)


def test_a_sound_file_is_read_where_it_lies(guarded, tmp_path):
    part, rows = guarded(HEADER + b"".join(map(line_of, range(1000))))
    assert part.path == tmp_path / "made.csv"
    assert not part.broken
    assert rows[2][0] == "0" and rows[1001][0] == "999"


def test_three_broken_lines_of_a_hundred_thousand_are_set_aside(guarded):
    lines = [line_of(number) for number in range(100_000)]
    lines[500] = b"500,KAZ,2022-01-05,76,cut,extra\n"
    lines[7000] = b"7000,KA\xff,2022-01-05,76,plain\n"
    lines[90_000] = b'90000,"KAZ,2022-01-05,76,plain\n'
    part, rows = guarded(HEADER + b"".join(lines))
    assert [broken.line for broken in part.broken] == [502, 7002, 90_002]
    assert [broken.reason for broken in part.broken] == [
        "has 6 cells instead of 5",
        "is not UTF-8 (at byte 8 of the line)",
        "has a quote that is not closed",
    ]
    assert len(rows) == 99_997
    assert all(line == int(row[0]) + 2 for line, row in rows.items())


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        (b"1,K\0Z,2022-01-05,76,x\n", "holds a NUL byte"),
        (b'1,"K"Z,2022-01-05,76,x\n', "has text after a quote that closes a cell"),
        (b"1,KAZ\n", "has 2 cells instead of 5"),
        (b"1,KAZ,2022-01-05,76," + b"x" * LONGEST_LINE + b"\n", "is longer than 1 MiB"),
        (b"1,KAZ,2022-01-05,76," + b"x" * 5 * LONGEST_LINE + b"\n", "is longer than 1 MiB"),
    ],
)
def test_each_way_to_be_broken_has_its_reason(guarded, broken, reason):
    part, rows = guarded(HEADER + line_of(0) + broken + line_of(2))
    assert [(one.line, one.reason) for one in part.broken] == [(3, reason)]
    assert list(rows) == [2, 4]


@pytest.mark.parametrize("multiline", [False, True])
def test_a_line_of_any_length_never_fills_the_memory(tmp_path, multiline):
    chunks = chain([line_of(0), b'1,"KAZ\n2,'], repeat(bytes(LONGEST_LINE) + b"x", 60), [b"\n" + line_of(3)])
    dialect = dialect_of(made_source(multiline=multiline).layout, 5, b"\n")
    tracemalloc.start()
    with Outlet(None, 0, tmp_path / "copy") as out:
        passed = Guard(dialect, 2, out).read(chunks)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 12 * LONGEST_LINE
    assert [one.line for one in passed.broken] == [3, 4]
    assert passed.rows == 2 and passed.jumps[-1].line == 5


def test_blank_lines_and_other_line_ends_do_not_shift_the_count(guarded):
    part, rows = guarded(HEADER + line_of(0) + b"\n\r\n" + line_of(3).replace(b"\n", b"\r\n") + line_of(4))
    assert {line: row[0] for line, row in rows.items()} == {2: "0", 5: "3", 6: "4"}
    assert not part.broken


def test_a_quote_within_an_unquoted_cell_is_a_quote(guarded):
    _, rows = guarded(HEADER + b'1,5" gun,2022-01-05,76,"a ""b"", c"\n')
    assert rows[2] == ("1", '5" gun', "2022-01-05", "76", 'a "b", c')


def test_where_quotes_mean_nothing_they_are_kept(guarded):
    _, rows = guarded(HEADER.replace(b",", b"\t") + b'1\t"KAZ\t2022\t"7"6\t"x"\n', quote="", delimiter="\t")
    assert rows[2] == ("1", '"KAZ', "2022", '"7"6', '"x"')


def test_a_quoted_line_break_is_a_row_only_where_the_layout_allows_it(guarded):
    content = HEADER + line_of(0) + b'1,KAZ,2022-01-05,76,"two\nlines"\n' + line_of(3)
    part, rows = guarded(content, multiline=True)
    assert list(rows) == [2, 3, 5] and not part.broken
    assert rows[3][4] == "two\nlines"
    part, rows = guarded(content)
    assert [broken.line for broken in part.broken] == [3, 4]
    assert list(rows) == [2, 5]


def test_a_quote_never_closed_costs_one_line_even_where_rows_may_have_several(guarded):
    lines = [line_of(number) for number in range(5000)]
    lines[10] = b'10,"KAZ,2022-01-05,76,plain\n'
    part, rows = guarded(HEADER + b"".join(lines), multiline=True)
    assert [(one.line, one.reason) for one in part.broken] == [(12, "has a quote that is not closed")]
    assert len(rows) == 4999


def test_notes_above_the_header_are_passed_over(guarded):
    _, rows = guarded(b"Source: made\n\nLast updated,2024\n" + HEADER + line_of(0))
    assert list(rows) == [5]


def test_a_mark_of_utf8_is_no_part_of_the_first_name(guarded, tmp_path):
    part, rows = guarded(b"\xef\xbb\xbf" + HEADER + line_of(0))
    assert part.names[0] == "id" and part.path == tmp_path / "made.csv" and list(rows) == [2]
    part, rows = guarded(b"\xef\xbb\xbf" + HEADER + line_of(0) + b"1\n" + line_of(2))
    assert rows[2][0] == "0" and list(rows) == [2, 4]


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "utf-16"])
def test_the_encoding_of_the_source_is_read(guarded, encoding):
    content = (HEADER + line_of(0)).decode().replace("plain", "Türkiye").encode(encoding)
    _, rows = guarded(content, encoding=encoding)
    assert rows[2][4] == "Türkiye"


def test_a_byte_that_an_encoding_lacks_costs_one_line(guarded):
    part, rows = guarded(HEADER + line_of(0) + b"1,K\x81Z,2022-01-05,76,x\n", encoding="cp1252")
    assert part.broken[0].reason.startswith("is not CP1252") and list(rows) == [2]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"<!DOCTYPE html><html><body>404</body></html>", "looks like a web page"),
        (b'\n<?xml version="1.0"?><Error>AccessDenied</Error>', "looks like a web page"),
        (b'{"error": "not found"}', "looks like JSON"),
        (b"%PDF-1.7 ...", "looks like a PDF document"),
        (b"", "looks like an empty file"),
        ((HEADER + line_of(0)).decode().encode("utf-16"), "is in UTF-16, not UTF-8"),
        ((HEADER + line_of(0)).decode().encode("utf-16-le"), "or is in UTF-16"),
        (b"x" * (LONGEST_LINE + 10), "is longer than 1 MiB"),
    ],
)
def test_what_is_no_table_is_named(guarded, content, said):
    with pytest.raises(InvalidInput, match=said):
        guarded(content)


@pytest.mark.parametrize("multiline", [False, True])
@pytest.mark.parametrize("seed", range(8))
def test_the_engine_reads_what_was_written_however_odd(guarded, seed, multiline):
    draw = random.Random(seed)
    odd = ['"', ",", " ", "x", "é", "''", "\t", "-"] + (["\n", "\r\n"] if multiline else [])
    written = [["".join(draw.choices(odd, k=draw.randrange(4))) for _ in range(4)] for _ in range(300)]
    text = io.StringIO()
    csv.writer(text, lineterminator=draw.choice(["\n", "\r\n"])).writerows(
        [number, *row] for number, row in enumerate(written)
    )
    part, rows = guarded(HEADER + text.getvalue().encode(), multiline=multiline)
    assert not part.broken
    for row, cells in rows.items():
        assert [_bare(cell) for cell in cells[1:]] == [_bare(cell) for cell in written[int(cells[0])]], row


@pytest.mark.parametrize("multiline", [False, True])
@pytest.mark.parametrize("seed", range(8))
def test_whatever_bytes_come_every_line_is_a_row_or_set_aside(guarded, seed, multiline):
    draw = random.Random(seed)
    pieces = [b'"', b",", b"x", b"\n", b"\r", b"\xff", b"\0", b" ", b'""', b"KAZ,2022,1,", b"a,b,c,d,e\n"]
    junk = b"".join(draw.choices(pieces, k=2000))
    part, rows = guarded(HEADER + line_of(0) + junk + b"\n" + line_of(1), multiline=multiline)
    told = [*rows, *(broken.line for broken in part.broken)]
    assert len(told) == len(set(told))
    if not multiline:
        lines = (HEADER + line_of(0) + junk + b"\n" + line_of(1)).split(b"\n")
        assert set(told) == {n for n, line in enumerate(lines, 1) if n > 1 and line.strip(b" \t\r")}
