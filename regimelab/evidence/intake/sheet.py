"""A sheet of a workbook as a table of text, with the row of the sheet on which each row lies."""

import io
from collections.abc import Iterator
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Final, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from regimelab.errors import InvalidInput, Problem, suggestion
from regimelab.evidence.intake.guard import Jump
from regimelab.evidence.intake.header import SEARCHED, named, where
from regimelab.evidence.sources import Source

_AT_ONCE: Final = 20_000  # rows


class Sheet(NamedTuple):
    """The rows of a sheet, written where the engine can read them, and where they lie in the sheet."""

    path: Path
    rows: int
    jumps: list[Jump]


def sheet_of(raw: bytes, source: Source, file: str, copy: Path) -> Sheet:
    """Write a sheet of a workbook, the one that the source names or else the first, as a table of text."""
    try:
        sheet = _opened(CalamineWorkbook.from_filelike(io.BytesIO(raw)), source, file)
        return _written(sheet, source, file, copy)
    except CalamineError as error:
        what = f"cannot be read as a workbook ({error})."
        raise InvalidInput(Problem(file, what, "Save it again as .xlsx or as CSV.")) from None


def _opened(book: CalamineWorkbook, source: Source, file: str) -> CalamineSheet:
    wanted = source.layout.sheet
    if not wanted:
        return book.get_sheet_by_index(0)
    if wanted not in book.sheet_names:
        raise InvalidInput(Problem(file, f"has no sheet '{wanted}'.", suggestion(wanted, book.sheet_names)))
    return book.get_sheet_by_name(wanted)


def _written(sheet: CalamineSheet, source: Source, file: str, copy: Path) -> Sheet:
    rows = _numbered(sheet)
    head = list(islice(rows, SEARCHED))
    if not head:
        raise InvalidInput(Problem(file, "has an empty sheet.", "Name the sheet that holds the table."))
    layout = source.layout
    at = -1 if layout.header else where([cells for _, cells in head], source)
    names = named(layout.header or head[at][1], source)
    schema = pa.schema([(name, pa.string()) for name in names])
    jumps, count = [Jump(0, head[at][0] + 1 if at >= 0 else head[0][0])], 0
    with pq.ParquetWriter(copy, schema) as writer:
        for batch in _batches(head[at + 1 :], rows):
            _note(jumps, count, [line for line, _ in batch])
            count += len(batch)
            columns = zip(*(cells for _, cells in batch), strict=True)
            arrays = [pa.array(column, pa.string()) for column in columns]
            writer.write_table(pa.Table.from_arrays(arrays[: len(names)], schema=schema))
    return Sheet(copy, count, jumps)


def _numbered(sheet: CalamineSheet) -> Iterator[tuple[int, list[str]]]:
    for line, row in enumerate(sheet.iter_rows(), start=1):
        cells = [_text(cell) for cell in row]
        if any(cells):
            yield line, cells


def _batches(
    head: list[tuple[int, list[str]]], rows: Iterator[tuple[int, list[str]]]
) -> Iterator[list[tuple[int, list[str]]]]:
    if head:
        yield head
    yield from iter(lambda: list(islice(rows, _AT_ONCE)), [])


def _note(jumps: list[Jump], row: int, lines: list[int]) -> None:
    for line in lines:
        if line - row != jumps[-1].line - jumps[-1].row:
            jumps.append(Jump(row, line))
        row += 1


def _text(cell: object) -> str:
    """Write a cell as a CSV of the same sheet would have it."""
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        midnight = cell.time() == datetime.min.time()
        return cell.date().isoformat() if midnight else cell.isoformat(sep=" ")
    return cell.isoformat() if isinstance(cell, date) else str(cell)
