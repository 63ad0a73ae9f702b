"""Applications for asylum by state of origin, state of asylum and year (UNHCR, Refugee Data Finder)."""

import ibis
import ibis.expr.types as ir
from ibis import _

from regimelab.evidence.shapes import Shape
from regimelab.evidence.sources.source import Column, Source, joined, text, whole, year_of
from regimelab.evidence.sources.unhcr_decisions import LAYOUT, PLACES, counted_in, published


def read(typed: ir.Table) -> ir.Table:
    """Lay out applications, from the state fled to the state asked; a blank figure has no row."""
    known = typed.filter(_.applied.notnull())
    return known.select(
        **year_of("year"),
        record=joined("-", known.origin, known.asylum, known.line.cast("string")),
        line=_.line,
        sender_code=_.origin,
        receiver_code=_.asylum,
        variable=ibis.literal("asylum_applications"),
        value=_.applied,
        unit=counted_in(known),
    )


UNHCR_APPLICATIONS = Source(
    name="unhcr_applications",
    published=published("asylum applications"),
    layout=LAYOUT,
    columns=(
        *PLACES,
        Column("kind", "Application type", text, optional=True),
        Column("applied", ("applied", "Applied"), whole),
    ),
    shape=Shape.DYAD_TIME,
    scheme="iso3",
    read=read,
)
