"""Figures that lie in columns, laid out as one row a figure with its bounds and its unit."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import ibis
import ibis.expr.types as ir
from ibis import _

from regimelab.evidence.sources.source import Column, Expression, Parse, decimal, joined, text

Spelling = str | tuple[str, ...]


class Figure(NamedTuple):
    """A figure: our name for it, its unit, and the producer's columns of value, lower and upper bound."""

    variable: str
    unit: str
    value: Spelling
    low: Spelling = ()
    high: Spelling = ()
    words: bool = False  # it is no number

    @property
    def places(self) -> tuple[tuple[str, Spelling, Parse], ...]:
        """Name its columns here, the producer's columns, and how each is typed."""
        ends = (("_low", self.low), ("_high", self.high))
        bounds = ((f"{self.variable}{end}", theirs, decimal) for end, theirs in ends if theirs)
        return ((self.variable, self.value, text if self.words else decimal), *bounds)


def columns_of(figures: Iterable[Figure]) -> Iterator[Column]:
    """Name the columns that figures are read from; a file may lack any."""
    for figure in figures:
        for name, theirs, parse in figure.places:
            yield Column(name, theirs, parse, optional=True)


def each_figure(
    typed: Expression, figures: Iterable[Figure], actor: str, when: dict[str, Expression], *apart: str
) -> ir.Table:
    """Lay each figure of an actor's stretch of time out as a row; a missing figure has none.

    ``when`` gives start and end; with the actor, ``apart`` and the variable tell the rows apart.
    """
    laid = ibis.array([_struct(typed, figure) for figure in figures])
    kept = typed.select(
        **when,
        line=_.line,
        actor_code=typed[actor],
        row=joined("-", typed[actor], *(typed[name].cast("string") for name in apart)),
        figure=laid.unnest(),
    )
    rows = kept.unpack("figure")
    known = rows.filter(rows.value.notnull() | rows.text.notnull())
    return known.mutate(record=joined("-", known.row, known.variable)).drop("row")


def _struct(typed: Expression, figure: Figure) -> Expression:
    """Put what is known of a figure together."""
    number, nothing, words = ibis.null("float64"), ibis.null("string"), figure.words
    return ibis.struct(
        {
            "variable": ibis.literal(figure.variable),
            "value": number if words else typed[figure.variable],
            "low": typed[f"{figure.variable}_low"] if figure.low else number,
            "high": typed[f"{figure.variable}_high"] if figure.high else number,
            "text": typed[figure.variable] if words else nothing,
            "unit": ibis.literal(figure.unit),
        }
    )
