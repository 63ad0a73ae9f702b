"""Which states lie near each other, by land or across how much water (Correlates of War, version 3.2).

Layout: contdird.csv, a row a year and ordered pair of states that lie within 400 miles; both ways round.
"""

from typing import Final

import ibis
import ibis.expr.types as ir
from ibis import _

from regimelab.evidence.shapes import Shape
from regimelab.evidence.sources.source import (
    Column,
    Layout,
    Published,
    Source,
    joined,
    text,
    whole,
    year_of,
)

UNIT: Final = "1 land or river, 2 up to 12 miles of water, 3 up to 24, 4 up to 150, 5 up to 400"


def read(typed: ir.Table) -> ir.Table:
    """Lay out how near the second state lies to the first in a year."""
    return typed.select(
        **year_of("year"),
        record=joined("-", typed.first, typed.second, typed.year.cast("string")),
        line=_.line,
        sender_code=_.first,
        receiver_code=_.second,
        variable=ibis.literal("contiguity"),
        value=_.kind,
        unit=ibis.literal(UNIT),
    )


COW_CONTIGUITY = Source(
    name="cow_contiguity",
    published=Published(
        producer="Douglas M. Stinnett and others, for the Correlates of War Project",
        title="Direct Contiguity Data, version 3.2",
        url="https://correlatesofwar.org/data-sets/direct-contiguity/",
        licence="free for research, with citation",
        citation="Stinnett, Tir, Schafer, Diehl & Gochman (2002), The Correlates of War Project Direct "
        "Contiguity Data, Version 3, Conflict Management and Peace Science 19(2), 58-66",
        family="records",
    ),
    layout=Layout(blanks=("", ".", "NA")),
    columns=(
        Column("first", "state1no", text, required=True),
        Column("second", "state2no", text, required=True),
        Column("year", "year", whole, required=True),
        Column("kind", "conttype", whole, required=True),
    ),
    shape=Shape.DYAD_TIME,
    scheme="cow",
    read=read,
)
