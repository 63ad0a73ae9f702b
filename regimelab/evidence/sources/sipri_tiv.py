"""Deliveries of major arms from one state to another, by deal and year (SIPRI, trade register).

The register as exported by the Arms Transfers Database: one row a deal and year of delivery.
"""

import ibis
import ibis.expr.types as ir
from ibis import _

from regimelab.evidence.shapes import Shape
from regimelab.evidence.sources.source import (
    Column,
    Layout,
    Published,
    Source,
    decimal,
    joined,
    text,
    whole,
    year_of,
)


def read(typed: ir.Table) -> ir.Table:
    """Lay out what was delivered in a year, in trend-indicator values; a blank value has no row."""
    known = typed.filter(_.value.notnull())
    return known.select(
        **year_of("year"),
        record=joined("-", known.deal, known.year.cast("string"), known.line.cast("string")),
        line=_.line,
        sender_code=_.supplier,
        receiver_code=_.recipient,
        variable=ibis.literal("arms_delivered"),
        value=_.value,
        unit=ibis.literal("million trend-indicator values"),
    )


SIPRI_TIV = Source(
    name="sipri_tiv",
    published=Published(
        producer="Stockholm International Peace Research Institute",
        title="SIPRI Arms Transfers Database, trade register",
        url="https://www.sipri.org/databases/armstransfers",
        licence="SIPRI's terms: non-commercial use with attribution",
        citation="SIPRI Arms Transfers Database, Stockholm International Peace Research Institute",
        family="experts",
        terms="SIPRI's data may be used with attribution for non-commercial ends; "
        "passing on more than a tenth of a database needs SIPRI's leave.",
        redistributable=False,
    ),
    layout=Layout(blanks=("", "?")),
    columns=(
        Column("deal", "SIPRI AT Database ID", text, required=True),
        Column("supplier", "Supplier", text, required=True),
        Column("recipient", "Recipient", text, required=True),
        Column("year", "Delivery year", whole, required=True),
        Column("value", "TIV delivery values", decimal),
    ),
    shape=Shape.DYAD_TIME,
    scheme="name",
    read=read,
)
