"""Attempts to overthrow a government from within the state: Powell & Thyne's list, and Colpus.

Layouts: powell_thyne_coups_final.txt, tab-separated (coup: 1 failed, 2 succeeded); the master list of Colpus
as CSV (type: the kind of coup; success: 1 succeeded, 2 failed). The two number failure and success the other
way round. Both ends of a coup are the state. Who led or backed one is not read.
"""

import ibis
import ibis.expr.types as ir
from ibis import _

from regimelab.evidence.shapes import Shape
from regimelab.evidence.sources.periods import month, year
from regimelab.evidence.sources.source import (
    Column,
    Expression,
    Layout,
    Published,
    Source,
    day_as,
    joined,
    month_of,
    text,
    try_strptime,
    whole,
)


def read_powell_thyne(typed: Expression) -> ir.Table:
    """Lay out each attempt on its day, or over its month where the day is not known."""
    parts = [typed[name].cast("string") for name in ("year", "month", "day")]
    known: Expression = try_strptime(joined("-", *parts), "%Y-%m-%d").cast("date")
    dated = typed.mutate(known=ibis.cases((typed.day > 0, known), else_=ibis.null("date")))
    whole_month = month_of("year", "month")
    return dated.select(
        record=joined("-", typed.country, *parts, typed.code),
        line=_.line,
        start=ibis.coalesce(_.known, whole_month["start"]),
        end=ibis.coalesce((_.known + ibis.interval(days=1)).cast("date"), whole_month["end"]),
        sender_code=_.country,
        receiver_code=_.country,
        scheme=ibis.literal("powell_thyne"),
        code=_.code,
        place=_.place,
    )


def read_colpus(typed: Expression) -> ir.Table:
    """Lay out each attempt; the code is its kind and outcome, ``CH:2`` a regime change coup that failed."""
    return typed.select(
        record=_.record,
        line=_.line,
        start=_.day,
        end=_.day + ibis.interval(days=1),
        sender_code=_.country,
        receiver_code=_.country,
        scheme=ibis.literal("colpus"),
        code=joined(":", typed.kind, typed.success),
        place=_.place,
    )


POWELL_THYNE = Source(
    name="powell_thyne",
    published=Published(
        producer="Jonathan M. Powell and Clayton L. Thyne",
        title="Global Instances of Coups from 1950 to the Present",
        url="https://www.uky.edu/~clthyn2/coup_data/home.htm",
        licence="free for research, with citation",
        citation="Powell & Thyne (2011), Journal of Peace Research 48(2), 249-259",
        family="experts",
    ),
    layout=Layout(delimiter="\t", blanks=("", "NA", ".")),
    columns=(
        Column("country", "ccode", text, required=True),
        Column("place", "country", text, required=True),
        Column("year", "year", year, required=True),
        Column("month", "month", month, required=True),
        Column("day", "day", whole),
        Column("code", "coup", text, required=True),
    ),
    shape=Shape.EVENTS,
    scheme="cow",
    read=read_powell_thyne,
    addresses=("https://www.uky.edu/~clthyn2/coup_data/powell_thyne_coups_final.txt",),
)

COLPUS = Source(
    name="colpus",
    published=Published(
        producer="John J. Chin, David B. Carter and Joseph G. Wright",
        title="Colpus: The Varieties of Coups d'État",
        url="https://www.johnjchin.com/colpus",
        licence="free for research, with citation",
        citation="Chin, Carter & Wright (2021), International Studies Quarterly 65(4), 1040-1051",
        family="experts",
    ),
    layout=Layout(blanks=("", "NA", "."), multiline=True),
    columns=(
        Column("record", "id", text, required=True),
        Column("country", "ccode", text, required=True),
        Column("place", "statenme", text),
        Column("day", "date", day_as("%Y-%m-%d", "%m/%d/%Y"), required=True),
        Column("kind", "type", text, required=True),
        Column("success", "success", text, required=True),
    ),
    shape=Shape.EVENTS,
    scheme="cow",
    read=read_colpus,
)
