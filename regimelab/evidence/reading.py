"""From a producer's file to rows of a shape; what cannot be read is set aside with its reason."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import ibis
import ibis.expr.types as ir
import pyarrow as pa
from ibis.backends.duckdb import Backend

from regimelab.errors import InvalidInput, Problem
from regimelab.evidence.archive import Limits
from regimelab.evidence.intake.parts import Part, parts_of
from regimelab.evidence.intake.refuse import refuse_all, refuse_broken, refuse_foreign
from regimelab.evidence.intake.scan import Scanned, scanned
from regimelab.evidence.shapes import SHAPES
from regimelab.evidence.sources import Source
from regimelab.evidence.sources.source import Expression

_ASIDE = pa.schema(
    {"line": pa.int64(), "column": pa.string(), "cell": pa.string(), "reason": pa.string()}.items()
)


class Readable(NamedTuple):
    """A file as expressions on one connection: rows of the source's shape, and what was set aside.

    ``rows`` has the columns of the shape, ours for actors still unknown; ``aside`` has ``line``,
    ``column``, ``cell`` and ``reason``, one row a cell, or a whole line where ``column`` is null.
    """

    rows: ir.Table
    aside: ir.Table


def readable(
    backend: Backend,
    path: Path,
    source: Source,
    *,
    strict: bool = False,
    limits: Limits | None = None,
    scratch: Path | None = None,
) -> Readable:
    """Read a file of a source once into a temporary table, and lay it out as rows of its shape.

    ``strict`` refuses a file of which anything would be set aside; ``limits`` say how much an archive
    may unpack to. Copies, where they are needed, lie in ``scratch`` while the file is read.
    """
    with _roomy(path), TemporaryDirectory(prefix="regimelab_", dir=scratch) as folder:
        parts = parts_of(path, source, Path(folder), limits or Limits())
        read = [_scanned(backend, part, source) for part in parts]
    lines = sum(one.rows + len(one.part.broken) for one in read)
    broken = [line for one in read for line in one.part.broken]
    refuse_foreign(str(path), lines, sum(one.rows_unread for one in read) + len(broken), source, broken)
    if strict:
        refuse_all([problem for one in read for problem in _problems(backend, one)])
    rows = ibis.union(*(_shaped(source.read(one.good), source) for one in read))
    return Readable(rows, ibis.union(*(table for one in read for table in _aside(one, len(read) > 1))))


def until(read: Readable, today: date) -> Readable:
    """Set aside the rows of days after ``today``, which nobody can have seen."""
    late = future(read.rows, today)
    day: Expression = read.rows[_day(read.rows)]
    return Readable(read.rows.filter(day.isnull() | (day <= today)), ibis.union(read.aside, late))


def future(rows: ir.Table, today: date) -> ir.Table:
    """List the rows that begin after ``today``, as they are set aside."""
    column = _day(rows)
    day: Expression = rows[column]
    return rows.filter(day > today).select(
        line="line",
        column=ibis.literal(column),
        cell=day.cast("string"),
        reason=ibis.literal(f"lies after {today.isoformat()}"),
    )


@contextmanager
def _roomy(path: Path) -> Iterator[None]:
    """Say what to do when a copy cannot be written, or the file no longer be read."""
    try:
        yield
    except OSError as error:
        what = f"could not be read or copied ({error.strerror})."
        raise InvalidInput(Problem(str(path), what, "Make room for a copy, and read it again.")) from error


def _day(rows: ir.Table) -> str:
    return "start" if "start" in rows.columns else "day"


def _scanned(backend: Backend, part: Part, source: Source) -> Scanned:
    refuse_broken(part, source)
    return scanned(backend, part, source)


def _aside(one: Scanned, several: bool) -> Iterator[ir.Table]:
    """Give what was set aside of a part, whose name is told where a file has several."""
    inside = f" (in {one.part.where})" if several else ""
    reason: Expression = one.unread.reason
    yield one.unread.mutate(reason=reason.concat(inside))
    if one.part.broken:
        rows = [
            {"line": line, "column": None, "cell": text, "reason": reason + inside}
            for line, text, reason in one.part.broken
        ]
        yield ibis.memtable(pa.Table.from_pylist(rows, schema=_ASIDE))


def _problems(backend: Backend, one: Scanned) -> list[Problem]:
    """Say of every line what is wrong with it, in the order of the lines."""
    found: Any = backend.raw_sql(ibis.to_sql(one.unread, dialect="duckdb"))
    unread = [(line, f"'{cell}' in '{column}' {why}.") for line, column, cell, why in found.fetchall()]
    broken = [(line, f"{reason}.") for line, _, reason in one.part.broken]
    return [
        Problem(f"{one.part.where}:{line}", what, "Correct it, or read the file without --strict.")
        for line, what in sorted([*unread, *broken])
    ]


def _shaped(rows: ir.Table, source: Source) -> ir.Table:
    """Fill in the shape's columns that the source does not have."""
    schema = SHAPES[source.shape]
    values: Expression = rows
    return rows.select(
        **{
            name: values[name].cast(kind) if name in rows.columns else ibis.null(kind)
            for name, kind in schema.items()
        }
    )
