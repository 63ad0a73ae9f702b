"""Rows as a file: CSV for people and spreadsheets, Parquet for programs."""

import io
import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any

from regimelab.errors import Problem, UsageError
from regimelab.study.plain import canonical, plain

SEPARATOR = "; "
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")  # as OWASP lists them under CSV injection
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")


class Format(StrEnum):
    """How data come out."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    PARQUET = "parquet"


def from_name(name: str) -> Format | None:
    """Guess the format from a file's ending."""
    ending = name.rpartition(".")[2].lower()
    return Format(ending) if ending in set(Format) - {Format.TABLE} else None


def encode(rows: Sequence[Mapping[str, object]], form: Format) -> bytes:
    """Spell rows as CSV or Parquet; lists are joined by '; '.

    A spreadsheet would run a cell of a CSV file that begins like a formula: it gets an apostrophe first.
    """
    if not rows:
        raise UsageError(Problem("--format", f"this command has no rows for {form}.", "Use table or json."))
    import pyarrow as pa
    from pyarrow import csv, parquet

    columns = list(dict.fromkeys(name for row in rows for name in row))
    cells = {name: _column([_cell(row.get(name)) for row in rows]) for name in columns}
    sink = io.BytesIO()
    if form is Format.CSV:
        harmless = {defused(name): [defused(cell) for cell in column] for name, column in cells.items()}
        csv.write_csv(pa.table(harmless), sink)
    else:
        parquet.write_table(pa.table(cells), sink)
    return sink.getvalue()


def defused(cell: Any) -> Any:  # noqa: ANN401
    """Put an apostrophe before a text that a spreadsheet would take for a formula; a number is none."""
    if isinstance(cell, str) and cell.startswith(FORMULA) and not _NUMBER.fullmatch(cell):
        return f"'{cell}"
    return cell


def _column(cells: list[object]) -> list[object]:
    """Give a column one type: text where its values differ in kind."""
    kinds = {type(cell) for cell in cells if cell is not None}
    if len(kinds) < 2:
        return cells
    if kinds == {int, float}:
        return [None if cell is None else float(str(cell)) for cell in cells]
    return [None if cell is None else str(cell) for cell in cells]


def _cell(value: object) -> object:
    simple = plain(value)
    if isinstance(simple, list):
        return SEPARATOR.join(str(item) for item in simple)
    return canonical(simple) if isinstance(simple, dict) else simple
