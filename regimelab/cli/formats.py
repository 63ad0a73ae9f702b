"""Rows as a file: CSV and workbooks for people and spreadsheets, Parquet and netCDF for programs."""

import io
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any, NoReturn

from regimelab.errors import Problem, UsageError
from regimelab.study.plain import FORMULA, canonical, plain

SEPARATOR = "; "
SHEET_ROWS = 1_048_576  # of a worksheet, the first for the names
Cells = Mapping[str, Sequence[object]]
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")


class Format(StrEnum):
    """How data come out."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    PARQUET = "parquet"
    XLSX = "xlsx"
    NETCDF = "nc"


BINARY = (Format.PARQUET, Format.XLSX, Format.NETCDF)


def from_name(name: str) -> Format | None:
    """Guess the format from a file's ending."""
    ending = name.rpartition(".")[2].lower()
    return Format(ending) if ending in set(Format) - {Format.TABLE} else None


def encode(rows: Sequence[Mapping[str, object]], form: Format, axes: Sequence[str] = ()) -> bytes:
    """Spell rows as CSV, Parquet, a workbook of one sheet or netCDF; lists are joined by '; '.

    Only rows that form a grid, whose ``axes`` are named, can be netCDF.

    A spreadsheet would run a cell of a CSV file that begins like a formula: it gets an apostrophe first.
    In a workbook such a cell is written as text, and stays as it is.
    """
    if not rows:
        raise UsageError(Problem("--format", f"this command has no rows for {form}.", "Use table or json."))
    if form is Format.NETCDF:
        return _gridded(rows, axes)
    columns = list(dict.fromkeys(name for row in rows for name in row))
    cells = {name: _column([_cell(row.get(name)) for row in rows]) for name in columns}
    return {Format.CSV: _csv, Format.XLSX: _workbook}.get(form, _parquet)(cells)


def refuse_grid() -> NoReturn:
    """Refuse netCDF for a command whose rows form no grid."""
    what = "the rows of this command are no grid."
    remedy = "Use csv, parquet or json; simulate, compare, explore and optimise give nc."
    raise UsageError(Problem("--format", what, remedy))


def _gridded(rows: Sequence[Mapping[str, object]], axes: Sequence[str]) -> bytes:
    from regimelab.cli.netcdf import grid

    if not axes:
        refuse_grid()
    return grid([{name: _cell(value) for name, value in row.items()} for row in rows], axes)


def _csv(cells: Cells) -> bytes:
    import pyarrow as pa
    from pyarrow import csv

    sink = io.BytesIO()
    harmless = {defused(name): [defused(cell) for cell in column] for name, column in cells.items()}
    csv.write_csv(pa.table(harmless), sink)
    return sink.getvalue()


def _parquet(cells: Cells) -> bytes:
    import pyarrow as pa
    from pyarrow import parquet

    sink = io.BytesIO()
    parquet.write_table(pa.table(cells), sink)
    return sink.getvalue()


def _workbook(cells: Cells) -> bytes:
    """Write one sheet: the same rows give the same bytes, so the time of writing is left out."""
    from xlsxwriter import Workbook

    length = max(map(len, cells.values()))
    if length >= SHEET_ROWS:
        what = f"{length:,} rows do not fit in a sheet of {SHEET_ROWS:,}."
        raise UsageError(Problem("--format", what, "Use csv or parquet."))
    sink = io.BytesIO()
    with Workbook(sink, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"created": datetime(2000, 1, 1)})
        sheet = book.add_worksheet("rows")
        for at, (name, column) in enumerate(cells.items()):
            sheet.write_string(0, at, name)
            for row, cell in enumerate(column, start=1):
                _write(sheet, row, at, cell)
        sheet.freeze_panes(1, 0)
    return sink.getvalue()


def _write(sheet: Any, row: int, at: int, cell: object) -> None:  # noqa: ANN401 - a sheet of xlsxwriter
    if isinstance(cell, str):
        sheet.write_string(row, at, cell)
    elif cell is not None:
        sheet.write(row, at, cell)


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
