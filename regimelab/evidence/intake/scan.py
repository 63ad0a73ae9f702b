"""One scan of a part by the engine, into a temporary table of typed columns and what could not be typed."""

from typing import Any, NamedTuple
from uuid import uuid4

import duckdb
import ibis
import ibis.expr.types as ir
import pyarrow as pa
from ibis.backends.duckdb import Backend

from regimelab.errors import InvalidInput, Problem, suggestion
from regimelab.evidence.intake.header import folded
from regimelab.evidence.intake.parts import Part
from regimelab.evidence.sources import Column, Source
from regimelab.evidence.sources.source import Expression

_OURS = (duckdb.BinderException, duckdb.CatalogException, duckdb.ParserException)  # mistakes in a reading
_UNREAD = "array<struct<column: string, cell: string>>"


class Scanned(NamedTuple):
    """A part in the engine: ``good`` has the typed columns and ``line``; ``unread`` the other rows' cells."""

    part: Part
    good: ir.Table
    unread: ir.Table
    rows: int
    rows_unread: int


def scanned(backend: Backend, part: Part, source: Source) -> Scanned:
    """Read a part once: every cell as text, then as what its column holds."""
    name = uuid4().hex
    try:
        once = _typed(backend, _opened(backend, part, f"read_{name}"), part, source, name)
    except _OURS:
        raise
    except duckdb.Error as error:
        raise _unreadable(part, error) from error
    for view in ("typed", "cells", "read"):
        backend.raw_sql(f"DROP VIEW IF EXISTS {view}_{name}")
    rows, unread = _counts(backend, once)
    if part.rows is not None and rows != part.rows:
        what = f"changed while it was read: {rows} rows instead of {part.rows}."
        raise InvalidInput(Problem(part.where, what, "Read it again when nobody writes to it."))
    lined = _lined(backend, once, part)
    return Scanned(part, lined.filter(lined.unread.isnull()).drop("unread"), _cells(lined), rows, unread)


def _opened(backend: Backend, part: Part, view: str) -> ir.Table:
    """Open a table, every cell as text."""
    dialect = part.dialect
    if dialect is None:
        table = backend.read_parquet(part.path, table_name=view)
        return table.select(**{name: _as_text(table[name]) for name in table.columns})
    return backend.read_csv(
        str(part.path),
        table_name=view,
        auto_detect=False,
        header=False,
        skip=part.above,
        columns=dict.fromkeys(part.names, "VARCHAR"),
        delim=dialect.delimiter.decode(),
        quote=dialect.quote.decode(),
        escape=dialect.quote.decode(),
        new_line=dialect.ending.decode().replace("\r", "\\r").replace("\n", "\\n"),
        max_line_size=4 << 20,
    )


def _as_text(value: Expression) -> Expression:
    if value.type().is_floating():
        value = value.isnan().ifelse(ibis.null(value.type()), value)
    return value.cast("string")


def _typed(backend: Backend, raw: ir.Table, part: Part, source: Source, name: str) -> ir.Table:
    """Type every column; through views, for the engine would else work out a cell anew at each mention."""
    columns = _present(raw, part, source)
    cells = raw.select(**{c.name: _cell(raw[str(_theirs(raw, c))], part, source) for c in columns})
    cells = cells.alias(f"cells_{name}")
    typed = cells.select(
        **{c.name: c.parse(cells[c.name]) for c in columns},
        **{f"cell_{c.name}": cells[c.name] for c in columns},
    ).alias(f"typed_{name}")
    missing = {c.name: ibis.null(_type(c)) for c in source.columns if c not in columns}
    once = typed.select(*(c.name for c in columns), **missing, unread=_unread(typed, columns))
    return backend.create_table(f"once_{name}", once, temp=True)


def _present(raw: ir.Table, part: Part, source: Source) -> tuple[Column, ...]:
    """Find the columns that the file has; name all that it lacks at once."""
    found = tuple(column for column in source.columns if _theirs(raw, column))
    lacking = [column for column in source.columns if column not in found and not column.optional]
    if lacking:
        raise InvalidInput(
            [
                Problem(
                    f"{part.where}:{max(part.jumps[0].line - 1, 1)}",
                    f"column '{column.spellings[0]}' of {source.name} is missing.",
                    suggestion(column.spellings[0], raw.columns),
                )
                for column in lacking
            ]
        )
    return found


def _theirs(raw: ir.Table, column: Column) -> str | None:
    """Find a column under any of its names; however it is spelled in capitals, if not as it should be."""
    exact = next((name for name in column.spellings if name in raw.columns), None)
    alike = {folded(name): name for name in reversed(raw.columns)}
    return exact or next((alike[folded(name)] for name in column.spellings if folded(name) in alike), None)


def _cell(cell: Expression, part: Part, source: Source) -> Expression:
    """Take the blanks around a cell away, if the file has any, and make what means missing null."""
    bare = cell.strip() if part.padded else cell
    return bare.isin(source.layout.blanks).ifelse(ibis.null("string"), bare)


def _type(column: Column) -> str:
    return str(column.parse(ibis.literal("")).type())


def _unread(typed: ir.Table, columns: tuple[Column, ...]) -> Expression:
    """List the cells of a row that are no value of their type, or blank where they may not be; else null."""
    bad = {c.name: _bad(typed, c) for c in columns}
    listed = [
        ibis.struct(
            {
                "column": ibis.literal(c.spellings[0]),
                "cell": bad[c.name].ifelse(ibis.coalesce(typed[f"cell_{c.name}"], ""), ibis.null("string")),
            }
        )
        for c in columns
    ]
    anything: Expression = ibis.or_(*bad.values())
    return anything.ifelse(ibis.array(listed), ibis.null(_UNREAD))


def _bad(typed: ir.Table, column: Column) -> Expression:
    cell, value = typed[f"cell_{column.name}"], typed[column.name]
    return value.isnull() if column.required else cell.notnull() & value.isnull()


def _counts(backend: Backend, once: ir.Table) -> tuple[int, int]:
    found: Any = backend.raw_sql(f"SELECT count(*), count(unread) FROM {once.get_name()}")
    rows, unread = found.fetchall()[0]
    return rows, unread


def _lined(backend: Backend, once: ir.Table, part: Part) -> ir.Table:
    """Say on which line of the file each row begins, whatever was set aside before it."""
    row: Expression = once.rowid()
    if len(part.jumps) == 1:
        return once.mutate(line=row + (part.jumps[0].line - part.jumps[0].row))
    starts = [start for start, _ in part.jumps]
    ahead = [line - start for start, line in part.jumps]
    table = pa.table({"start": pa.array(starts, pa.int64()), "ahead": pa.array(ahead, pa.int64())})
    jumps = backend.create_table(f"jumps_{uuid4().hex}", ibis.memtable(table), temp=True)
    numbered = once.mutate(row_of_part=row)
    after: Expression = numbered.row_of_part >= jumps.start
    found: Expression = numbered.asof_join(jumps, after)
    return found.mutate(line=found.row_of_part + found.ahead).select(*once.columns, "line")


def _cells(lined: ir.Table) -> ir.Table:
    """List the cells that could not be read, one a row."""
    bad = lined.filter(lined.unread.notnull())
    listed: Expression = bad.unread
    each: Expression = bad.select(bad.line, item=listed.unnest())
    cell = each.item["cell"]
    reason = (cell == "").ifelse("is blank", "is not of the column's type")
    return each.filter(cell.notnull()).select("line", column=each.item["column"], cell=cell, reason=reason)


def _unreadable(part: Part, error: duckdb.Error) -> InvalidInput:
    said = str(error).splitlines()[0].rstrip(".")
    if isinstance(error, duckdb.OutOfMemoryException) or "No space left" in said:
        return InvalidInput(Problem(part.where, f"found no room ({said}).", "Make room, and read it again."))
    return InvalidInput(Problem(part.where, f"cannot be read ({said}).", "Download it again."))
