"""From the bytes of a CSV file to its rows, with the line of each; everything unreadable is named."""

import codecs
import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from regimelab.errors import InvalidInput, Problem, suggestion

NO_ROWS = "has no rows."


class Row(NamedTuple):
    """One row of a file: the line on which it begins, and its values by column."""

    line: int
    values: dict[str, str]


class Reading(NamedTuple):
    """What could be read of a file, and what is wrong with the rest."""

    rows: list[Row]
    problems: list[Problem]


def file_bytes(path: Path) -> bytes:
    """Read a file that the user names."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        remedy = "Check the path."
        raise InvalidInput(Problem(str(path), "there is no such file.", remedy)) from None
    except OSError as error:
        remedy = "Name a CSV file that you may read."
        raise InvalidInput(Problem(str(path), f"cannot be read ({error.strerror}).", remedy)) from None


def read_rows(raw: bytes, file: str, columns: Sequence[str]) -> Reading:
    """Read every row that can be read; a byte that is not UTF-8 does not hide the other problems."""
    problems = list(_not_utf8(raw, file))
    text = raw.removeprefix(codecs.BOM_UTF8).decode("utf-8", errors="replace")
    lines = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[Row] = []
    try:
        header = next(lines, [])
        problems += _wrong_header(header, file, columns)
        begins = lines.line_num + 1
        for cells in lines:
            if cells:
                rows.append(Row(begins, dict(zip(header, (cell.strip() for cell in cells), strict=False))))
                problems += _wrong_width(cells, header, f"{file}:{begins}")
            begins = lines.line_num + 1
    except csv.Error as error:
        remedy = "Close the quotes of the row that begins there or above."
        problems.append(Problem(f"{file}:{lines.line_num}", f"is not CSV ({error}).", remedy))
    if not rows and not problems:
        problems.append(Problem(file, NO_ROWS, "Give at least one act below the header."))
    return Reading(rows, problems)


def _not_utf8(raw: bytes, file: str) -> Iterator[Problem]:
    for number, line in enumerate(raw.split(b"\n"), start=1):
        try:
            line.decode("utf-8")
        except UnicodeDecodeError as error:
            what = f"byte 0x{line[error.start]:02X} at offset {error.start} of the line is not UTF-8."
            yield Problem(f"{file}:{number}", what, "Save the file as UTF-8.")


def _wrong_header(header: list[str], file: str, columns: Sequence[str]) -> Iterator[Problem]:
    if not header:
        yield Problem(file, "is empty.", f"The first line names the columns: {','.join(columns)}.")
        return
    where = f"{file}:1"
    for column in columns:
        if column not in header:
            yield Problem(
                where, f"column '{column}' is missing.", "Add it; its cells may be blank if optional."
            )
    for column in header:
        if column not in columns:
            yield Problem(where, f"'{column}' is not a column of a chronicle.", suggestion(column, columns))
    for column in sorted({name for name in header if header.count(name) > 1}):
        yield Problem(where, f"column '{column}' appears more than once.", "Keep one.")


def _wrong_width(cells: list[str], header: list[str], where: str) -> Iterator[Problem]:
    if len(cells) != len(header):
        what = f"has {len(cells)} cells, but the header has {len(header)} columns."
        yield Problem(where, what, "Quote a cell that holds a comma.")
