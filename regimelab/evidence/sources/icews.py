"""ICEWS: events coded from news by machine, in CAMEO, with actors as countries and sectors.

Layout: the yearly and weekly ``.tab`` files, twenty tab-separated columns with a header, no quoting.
Source Name and Target Name can be names of persons, and are left out. The producer's Event ID is unique
only together with the date (A. Beger, R package icews, vignette "ICEWS event data").
"""

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
    iso_day,
    joined,
    text,
)

LAST_ROOT = 20


def cameo(cell: Expression) -> Expression:
    """Read a CAMEO code whose leading zero a spreadsheet may have eaten: 40 is 040, 311 is 0311.

    ICEWS codes no bare root, and no root is above 20, so that nothing else can be meant.
    """
    number = cell.try_cast("int64")
    eaten = (cell.length() <= 2) | ((cell.length() == 3) & (cell.substr(0, 2).try_cast("int64") > LAST_ROOT))
    return number.isnull().ifelse(ibis.null("string"), eaten.ifelse(ibis.literal("0") + cell, cell))


def read(typed: Expression) -> ir.Table:
    """Name the ends by country; ICEWS does not count reports, nor say when it made an event known."""
    return typed.select(
        record=joined("-", typed.record, typed.day.cast("string")),
        line=_.line,
        start=_.day,
        end=_.day + ibis.interval(days=1),
        sender_code=_.sender,
        receiver_code=_.receiver,
        scheme=ibis.literal("cameo"),
        code=_.code,
        value=_.value,
        place=_.place,
    )


ICEWS = Source(
    name="icews",
    published=Published(
        producer="Boschee, Lautenschlager, O'Brien, Shellman, Starz & Ward (Lockheed Martin, Raytheon BBN)",
        title="ICEWS Coded Event Data",
        url="https://doi.org/10.7910/DVN/28075",
        licence="CC0 1.0",
        citation="Boschee et al. (2015), ICEWS Coded Event Data, Harvard Dataverse, doi:10.7910/DVN/28075",
        family="media",
    ),
    layout=Layout(delimiter="\t", quote="", blanks=("", "NULL"), inside=r".*\.tab"),
    columns=(
        Column("record", "Event ID", text, required=True),
        Column("day", "Event Date", iso_day, required=True),
        Column("sender", "Source Country", text),
        Column("code", "CAMEO Code", cameo, required=True),
        Column("value", "Intensity", decimal),
        Column("receiver", "Target Country", text),
        Column("place", "Country", text, optional=True),
    ),
    shape=Shape.EVENTS,
    scheme="name",
    read=read,
)
