"""Correcting outside data: a correction is refused unless it meets exactly what it says it corrects."""

from collections.abc import Iterator, Sequence

import ibis

from regimelab.errors import InvalidInput, Problem, suggestion
from regimelab.evidence.library.corrections import as_text, as_value, corrected
from regimelab.evidence.library.fetching import listed
from regimelab.evidence.library.releases import (
    Correction,
    Release,
    find_release,
    insert,
    list_releases,
    record_release,
)
from regimelab.evidence.library.view import View, standing, table
from regimelab.evidence.library.writing import writing
from regimelab.evidence.shapes import SHAPES, Shape
from regimelab.evidence.sources.source import Expression
from regimelab.evidence.store import Store

_FIXED = ("record", "line")  # what a correction finds a row by, and where it stood


def correct(store: Store, rows: Sequence[Correction]) -> Release:
    """Make a new release in which these values are corrected on reading; all of them, or none."""
    backend = store.backend
    shapes = {one.source: Shape(one.shape) for one in standing(backend, View())}
    problems: list[Problem] = []
    written: list[Correction] = []
    for row in rows:
        found = list(_problems(store, shapes, row, written))
        problems += found
        written += [] if found else [_canonical(store, shapes[row.source], row)]
    if problems:
        raise InvalidInput(problems)
    if written:
        with writing(store):
            number = len(list_releases(backend)) + 1
            insert(backend, "corrections", [(number, at, *row) for at, row in enumerate(written)])
            noun = "value" if len(written) == 1 else "values"
            record_release(backend, f"correct {len(written)} {noun}")
    return find_release(backend, None)


def _problems(
    store: Store, shapes: dict[str, Shape], row: Correction, before: Sequence[Correction]
) -> Iterator[Problem]:
    where = f"correction: {row.source} {row.record} {row.column}"
    if row.source not in shapes:
        what = f"'{row.source}' is not a source of the latest release."
        yield Problem(where, what, suggestion(row.source, shapes))
        return
    columns = [name for name in SHAPES[shapes[row.source]] if name not in _FIXED]
    if row.column not in columns:
        yield Problem(where, f"'{row.column}' is not a column to correct.", suggestion(row.column, columns))
        return
    if not row.reason.strip():
        yield Problem(where, "gives no reason.", "Say why the value is wrong.")
    kind = SHAPES[shapes[row.source]][row.column]
    if row.now and not _canonical(store, shapes[row.source], row).now:
        yield Problem(where, f"'{row.now}' is not of the column's type ({kind}).", "Write it so.")
    yield from _unmet(store, shapes[row.source], row, before, where)


def _unmet(
    store: Store, shape: Shape, row: Correction, before: Sequence[Correction], where: str
) -> Iterator[Problem]:
    rows = corrected(table(store.backend, shape, View()), before)
    found = _cells(rows, row)
    remedy = "Look again, then mend the correction or drop it."
    if len(found) != 1:
        what = f"names {len(found)} rows, not one." if found else "there is no such record."
        yield Problem(where, what, remedy)
    elif found[0] != _canonical(store, shape, row).was:
        yield Problem(where, f"was '{row.was}' when corrected, but the source says '{found[0]}'.", remedy)


def _cells(rows: Expression, row: Correction) -> list[str]:
    named = rows.filter(rows.source == row.source, rows.record == row.record)
    return [one["cell"] for one in listed(named.select(cell=as_text(named[row.column])))]


def _canonical(store: Store, shape: Shape, row: Correction) -> Correction:
    """Write both values as the column writes them: 3 is 3.0 where figures are decimal."""
    kind = SHAPES[shape][row.column]
    cells = ibis.memtable([{"was": row.was, "now": row.now}], schema={"was": "string", "now": "string"})
    [one] = store.backend.to_pyarrow(
        cells.select(**{name: as_text(as_value(cells[name], kind)) for name in ("was", "now")})
    ).to_pylist()
    return row._replace(**one)
