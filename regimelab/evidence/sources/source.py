"""What a source is: an origin and a reading, which renames and types and never judges."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, Literal, NamedTuple

import ibis
import ibis.expr.types as ir
from ibis import _

from regimelab.evidence.shapes import Shape

Form = Literal["csv", "parquet", "xlsx"]
Family = Literal["media", "official", "experts", "survey", "records", "rights"]
Expression = Any  # of ibis, whose value types say too little for a checker
Parse = Callable[[Expression], Expression]


class Published(NamedTuple):
    """Who publishes a source, where, and under what terms; ``family`` says whose word it is.

    media: coded from news; official: governments and organisations on themselves; experts: experts'
    coding; survey: polls; records: registers and roll calls; rights: rights organisations.
    """

    producer: str
    title: str
    url: str
    licence: str
    citation: str
    family: Family
    terms: str = ""  # shown before data are added, where the producer forbids passing them on
    redistributable: bool = True


class Column(NamedTuple):
    """One column of the producer's that is read: our name, theirs (any of several), how it is typed."""

    name: str
    theirs: str | tuple[str, ...]
    parse: Parse
    optional: bool = False
    required: bool = False  # a blank cell sets the row aside

    @property
    def spellings(self) -> tuple[str, ...]:
        """Every name under which the producer has published the column."""
        return (self.theirs,) if isinstance(self.theirs, str) else self.theirs


class Layout(NamedTuple):
    """How the producer's files look; ``header`` gives the names where the file has none."""

    form: Form = "csv"
    delimiter: str = ","
    quote: str = '"'
    header: tuple[str, ...] | None = None
    encoding: str = "utf-8"
    blanks: tuple[str, ...] = ("",)  # what the producer writes for missing
    multiline: bool = False  # whether a quoted cell may hold a line break
    inside: str = ""  # regular expression of the file's name where it comes in an archive
    sheet: str = ""  # of a workbook; the first if not said


class Source(NamedTuple):
    """A source: its origin, how its files look, the columns read, and how they become a shape.

    ``read`` gets the typed columns, with ``line``, and gives rows of the shape; the vocabulary
    fills in ``sender``, ``receiver`` and ``actor`` afterwards from the producer's codes in
    ``scheme``. ``addresses`` are where the producer's files lie, if they lie openly.
    """

    name: str
    published: Published
    layout: Layout
    columns: tuple[Column, ...]
    shape: Shape
    scheme: str
    read: Callable[[ir.Table], ir.Table]
    addresses: tuple[str, ...] = ()


@ibis.udf.scalar.builtin
def try_strptime(text: str, form: str) -> datetime:
    """Read a date in a stated form; null if it is not one."""
    raise AssertionError("the engine's own function is called instead")


def text(cell: Expression) -> Expression:
    """Read text as it stands."""
    return cell


def whole(cell: Expression) -> Expression:
    """Read a whole number; ``3.0`` is one."""
    number: Expression = cell.try_cast("int64")  # rounds 3.7 to 4
    return ibis.cases((number == cell.try_cast("float64"), number), else_=ibis.null("int64"))


def decimal(cell: Expression) -> Expression:
    """Read a number; ``nan`` and ``inf`` are none."""
    number: Expression = cell.try_cast("float64")
    return ibis.cases((number - number == 0, number), else_=ibis.null("float64"))


def iso_day(cell: Expression) -> Expression:
    """Read a day written 2022-01-05."""
    return cell.try_cast("date")


def compact_day(cell: Expression) -> Expression:
    """Read a day written 20220105."""
    return day_as("%Y%m%d")(cell)


def day_as(*forms: str) -> Parse:
    """Read a day written in the first of these forms that fits."""

    def parse(cell: Expression) -> Expression:
        return ibis.coalesce(*(try_strptime(cell, form) for form in forms)).cast("date")

    return parse


def year_of(name: str) -> dict[str, Expression]:
    """Lay a year out as its first day and the first day after it."""
    year = _[name]
    return {"start": ibis.date(year, 1, 1), "end": ibis.date(year + 1, 1, 1)}


def month_of(year: str, month: str) -> dict[str, Expression]:
    """Lay a month out as its first day and the first day after it."""
    start = ibis.date(_[year], _[month], 1)
    after = ibis.date(_[year] + _[month] // 12, _[month] % 12 + 1, 1)
    return {"start": start, "end": after}


def joined(separator: str, *parts: Expression) -> Expression:
    """Join texts; a part that is null is left out."""
    glue: Expression = ibis.literal(separator)
    return glue.join(list(parts))


def melted(table: ir.Table, variables: Sequence[str], value: str = "value") -> ir.Table:
    """Turn columns into rows, one a figure; a missing figure has no row."""
    present = [name for name in variables if name in table.columns]
    long = table.pivot_longer(ibis.selectors.cols(*present), names_to="variable", values_to=value)
    return long.filter(long[value].notnull())
