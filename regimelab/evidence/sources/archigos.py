"""How long the effective leader of a state held office, and how they came and went (Archigos 4.1).

Layout: 1March_Archigos_4.1.txt, tab-separated; its state codes are Gleditsch and Ward's. Leaders appear by
office only: names, sex and years of birth are not read, and what tells spells apart is the producer's number.
"""

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
    iso_day,
    joined,
    text,
)

IN_OFFICE: Final = "Still in Office"  # when the data end, which is no end of the spell


def read(typed: Expression) -> ir.Table:
    """Lay out each tenure with its manner of entry and of exit, in the producer's words."""
    lasts = typed.exit == IN_OFFICE
    more = (typed.exitcode == typed.exit).ifelse(ibis.null("string"), typed.exitcode)
    left = joined(", ", joined(" ", ibis.literal("exit"), typed.exit), more)
    return typed.select(
        record=_.record,
        line=_.line,
        start=_.start,
        end=ibis.cases((lasts, ibis.null("date")), else_=(_.last + ibis.interval(days=1)).cast("date")),
        actor_code=_.country,
        variable=ibis.literal("leader"),
        text=joined("; ", joined(" ", ibis.literal("entry"), typed.entry), left),
    )


ARCHIGOS = Source(
    name="archigos",
    published=Published(
        producer="Hein Goemans, Kristian Skrede Gleditsch and Giacomo Chiozza",
        title="Archigos: A Data Set on Leaders, version 4.1",
        url="https://doi.org/10.1177/0022343308100719",
        licence="free for research, with citation",
        citation="Goemans, Gleditsch & Chiozza (2009), Journal of Peace Research 46(2), 269-283",
        family="experts",
    ),
    layout=Layout(delimiter="\t", blanks=("", "NA", "."), encoding="cp1252"),
    columns=(
        Column("record", "obsid", text, required=True),
        Column("country", "ccode", text, required=True),
        Column("start", "startdate", iso_day, required=True),
        Column("last", "enddate", iso_day),
        Column("entry", "entry", text, required=True),
        Column("exit", "exit", text, required=True),
        Column("exitcode", "exitcode", text, optional=True),
    ),
    shape=Shape.SPELLS,
    scheme="gw",
    read=read,
    addresses=("https://ksgleditsch.com/data/1March_Archigos_4.1.txt",),
)
