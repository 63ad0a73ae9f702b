"""From a producer's file to rows of a shape; what cannot be read is set aside with its reason."""

from pathlib import Path
from typing import Any, NamedTuple
from uuid import uuid4

import ibis
import ibis.expr.types as ir
from ibis.backends.duckdb import Backend

from regimelab.errors import InvalidInput, Problem, suggestion
from regimelab.evidence.shapes import SHAPES
from regimelab.evidence.sources import Column, Source
from regimelab.evidence.sources.source import Expression

FIRST_ROW = 2  # the line below the header


class Readable(NamedTuple):
    """A file as expressions on one connection: rows of the source's shape, and what was set aside.

    ``rows`` has the columns of the shape, ours for actors still unknown; ``aside`` has ``line``,
    ``column``, ``cell`` and ``reason``, one row a cell.
    """

    rows: ir.Table
    aside: ir.Table


def readable(backend: Backend, path: Path, source: Source) -> Readable:
    """Read a file of a source once into a temporary table, and lay it out as rows of its shape."""
    raw = _raw(backend, path, source)
    columns = _present(raw, path, source)
    values = {c.name: _typed(raw, c, source) for c in columns}
    unread = {f"unread_{c.name}": _unread(raw, c, source) for c in columns}
    once = backend.create_table(f"read_{uuid4().hex}", raw.select("line", **values, **unread), temp=True)
    good = once.filter([once[name].isnull() for name in unread]).drop(*unread)
    missing = {c.name: ibis.null(_typed_null(c)) for c in source.columns if c not in columns}
    aside = ibis.union(*(_aside(once, c) for c in columns))
    return Readable(_shaped(source.read(good.mutate(**missing)), source), aside)


def _raw(backend: Backend, path: Path, source: Source) -> ir.Table:
    """Open the producer's table, every cell as text, with the line on which each row begins."""
    layout = source.layout
    if layout.form == "parquet" or path.suffix == ".parquet":
        table = backend.read_parquet(path)
        table = table.select(**{name: table[name].cast("string") for name in table.columns})
        return table.mutate(line=ibis.row_number() + 1)
    given: dict[str, Any] = {"all_varchar": True, "delim": layout.delimiter, "header": not layout.header}
    given |= {"quote": layout.quote, "escape": layout.quote}
    if layout.header:
        given["names"] = list(layout.header)
    table = backend.read_csv(str(path), **given)
    return table.mutate(line=ibis.row_number() + (1 if layout.header else FIRST_ROW))


def _present(raw: ir.Table, path: Path, source: Source) -> tuple[Column, ...]:
    """Find the columns that the file has; name all that it lacks at once."""
    found = tuple(column for column in source.columns if _theirs(raw, column))
    lacking = [column for column in source.columns if column not in found and not column.optional]
    if lacking:
        where = f"{path}:1"
        raise InvalidInput(
            [
                Problem(
                    where,
                    f"column '{column.spellings[0]}' of {source.name} is missing.",
                    suggestion(column.spellings[0], raw.columns),
                )
                for column in lacking
            ]
        )
    return found


def _theirs(raw: ir.Table, column: Column) -> str | None:
    return next((name for name in column.spellings if name in raw.columns), None)


def _cell(raw: ir.Table, column: Column, source: Source) -> Expression:
    name = _theirs(raw, column)
    assert name is not None, column
    text: Expression = raw[name]
    cell = text.strip()
    return cell.isin(source.layout.blanks).ifelse(ibis.null("string"), cell)


def _typed(raw: ir.Table, column: Column, source: Source) -> Expression:
    return column.parse(_cell(raw, column, source))


def _typed_null(column: Column) -> str:
    return str(column.parse(ibis.literal("")).type())


def _unread(raw: ir.Table, column: Column, source: Source) -> Expression:
    """Keep a cell that is no value of the column's type, or is blank where it may not be; else null."""
    cell, value = _cell(raw, column, source), _typed(raw, column, source)
    bad = cell.notnull() & value.isnull()
    if column.required:
        bad = bad | cell.isnull()
    return bad.ifelse(ibis.coalesce(cell, ""), ibis.null("string"))


def _aside(once: ir.Table, column: Column) -> ir.Table:
    """List the cells of a column that could not be read."""
    cell = once[f"unread_{column.name}"]
    blank: Expression = cell == ""
    reason = blank.ifelse("is blank", "is not of the column's type")
    named = once.select(line=once.line, column=ibis.literal(column.spellings[0]), cell=cell, reason=reason)
    return named.filter(named.cell.notnull())


def _shaped(rows: ir.Table, source: Source) -> ir.Table:
    """Fill in the shape's columns that the source does not have."""
    schema: dict[str, Any] = dict(SHAPES[source.shape].items())
    return rows.select(
        **{
            name: rows[name].cast(kind) if name in rows.columns else ibis.null(kind)
            for name, kind in schema.items()
        }
    )
