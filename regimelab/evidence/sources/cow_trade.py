"""Trade between two states in a year (Correlates of War, dyadic file, version 4.0)."""

from typing import Final

import ibis
import ibis.expr.types as ir
from ibis import _

from regimelab.evidence.shapes import Shape
from regimelab.evidence.sources.source import (
    Column,
    Expression,
    Layout,
    Published,
    Source,
    decimal,
    joined,
    melted,
    text,
    whole,
    year_of,
)

# flow1 is what state 1 imported from state 2, flow2 the other way round
FLOWS: Final = {"flow1": "imports", "flow2": "imports"}
SMOOTHED: Final = {"smoothflow1": "imports_smoothed", "smoothflow2": "imports_smoothed"}
INTO_FIRST: Final = ("flow1", "smoothflow1")
MISSING: Final = -9


def read(typed: ir.Table) -> ir.Table:
    """Lay out each flow from the state that sold to the state that bought; a missing flow has no row."""
    names = FLOWS | SMOOTHED
    rows = melted(typed, tuple(names)).filter(_.value != MISSING)
    variable: Expression = rows.variable
    inward = variable.isin(INTO_FIRST)
    return rows.select(
        **year_of("year"),
        record=joined("-", rows.first, rows.second, rows.year.cast("string"), rows.variable),
        line=_.line,
        sender_code=inward.ifelse(rows.second, rows.first),
        receiver_code=inward.ifelse(rows.first, rows.second),
        variable=variable.cases(*names.items()),
        value=_.value,
        unit=ibis.literal("million current US dollars"),
    )


COW_TRADE = Source(
    name="cow_trade",
    published=Published(
        producer="Katherine Barbieri and Omar M. G. Keshk, for the Correlates of War Project",
        title="Correlates of War Project Trade Data Set, version 4.0, dyadic",
        url="https://correlatesofwar.org/data-sets/bilateral-trade/",
        licence="free for research, with citation",
        citation="Barbieri, Keshk & Pollins (2009), Conflict Management and Peace Science 26(5), 471-491; "
        "Barbieri & Keshk (2016), Trade Data Set Codebook, Version 4.0",
        family="official",
    ),
    layout=Layout(blanks=("", ".", "NA")),
    columns=(
        Column("first", "ccode1", text, required=True),
        Column("second", "ccode2", text, required=True),
        Column("year", "year", whole, required=True),
        *(Column(name, name, decimal) for name in FLOWS),
        *(Column(name, name, decimal, optional=True) for name in SMOOTHED),
    ),
    shape=Shape.DYAD_TIME,
    scheme="cow",
    read=read,
)
