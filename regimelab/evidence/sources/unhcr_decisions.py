"""Decisions on asylum by state of origin, state of asylum and year (UNHCR, Refugee Data Finder)."""

from typing import Final

import ibis.expr.types as ir
from ibis import _

from regimelab.evidence.shapes import Shape
from regimelab.evidence.sources.source import (
    Column,
    Expression,
    Layout,
    Published,
    Source,
    joined,
    melted,
    text,
    whole,
    year_of,
)

DECISIONS: Final = {
    "asylum_recognised": "Recognized decisions",
    "asylum_complementary": "Complementary protection",
    "asylum_rejected": "Rejected decisions",
    "asylum_closed": "Otherwise closed",
    "asylum_decisions": "Total decisions",
}
# * stands for a figure from 1 to 4 that older files withhold
LAYOUT: Final = Layout(blanks=("", "-", "*", "NA"))
PLACES: Final = (
    Column("year", "Year", whole, required=True),
    Column("origin", ("Country of origin (ISO)", "Country of Origin ISO"), text, required=True),
    Column("asylum", ("Country of asylum (ISO)", "Country of Asylum ISO"), text, required=True),
    Column("authority", "Authority", text, optional=True),
    Column("stage", ("Stage of procedure", "Stage"), text, optional=True),
    Column("counted", "Cases / Persons", text, optional=True),
)


def published(title: str) -> Published:
    """Name UNHCR as the producer of one of its tables."""
    return Published(
        producer="United Nations High Commissioner for Refugees",
        title=f"Refugee Data Finder: {title}",
        url="https://www.unhcr.org/refugee-statistics/download/",
        licence="CC BY 4.0",
        citation=f"UNHCR, Refugee Data Finder: {title}",
        family="official",
    )


def counted_in(rows: ir.Table) -> Expression:
    """Say whether a row counts persons or cases, which are never to be added up."""
    first: Expression = rows.counted
    return first.upper().left(1).cases(("P", "persons"), ("C", "cases"), else_="persons or cases")


def read(typed: ir.Table) -> ir.Table:
    """Lay out each kind of decision as one row, from the state fled to the state that decided."""
    rows = melted(typed, tuple(DECISIONS))
    return rows.select(
        **year_of("year"),
        record=joined("-", rows.origin, rows.asylum, rows.line.cast("string"), rows.variable),
        line=_.line,
        sender_code=_.origin,
        receiver_code=_.asylum,
        variable=_.variable,
        value=_.value,
        unit=counted_in(rows),
    )


UNHCR_DECISIONS = Source(
    name="unhcr_decisions",
    published=published("asylum decisions"),
    layout=LAYOUT,
    columns=(*PLACES, *(Column(name, theirs, whole) for name, theirs in DECISIONS.items())),
    shape=Shape.DYAD_TIME,
    scheme="iso3",
    read=read,
)
