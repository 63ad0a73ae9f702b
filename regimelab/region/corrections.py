"""Applying the corrections of a region to its tables: only where the old value still stands."""

from collections.abc import Sequence
from pathlib import Path

from regimelab.errors import Problem, suggestion
from regimelab.region.structure import Correction
from regimelab.region.tables import RawTable, row_key


def corrected(
    table: RawTable, key: Sequence[str], corrections: Sequence[Correction]
) -> tuple[RawTable, list[Problem]]:
    """Correct a table, and say which corrections no longer fit it."""
    cells = {row_key(line.cells, key): dict(line.cells) for line in table.lines}
    problems: list[Problem] = []
    for correction in corrections:
        if correction.file == Path(table.file).name:
            problems += _apply(correction, cells, table.header)
    lines = tuple(line._replace(cells=cells[row_key(line.cells, key)]) for line in table.lines)
    return RawTable(table.file, table.header, lines), problems


def _apply(correction: Correction, rows: dict[str, dict[str, str]], header: Sequence[str]) -> list[Problem]:
    where = f"correction of {correction.file}, {correction.key}, {correction.column}"
    row = rows.get(correction.key)
    if row is None:
        return [Problem(where, f"there is no row '{correction.key}'.", suggestion(correction.key, rows))]
    if correction.column not in header:
        what = f"there is no column '{correction.column}'."
        return [Problem(where, what, suggestion(correction.column, header))]
    if row[correction.column] != correction.was:
        what = f"expects '{correction.was}' but the table has '{row[correction.column]}'."
        return [Problem(where, what, "The source may have been reissued: compare, then update or drop this.")]
    row[correction.column] = correction.now
    return []
