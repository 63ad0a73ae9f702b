"""Single events of organised violence, with deaths and place (UCDP GED, and UCDP Candidate).

Layout: the 49 columns of GEDEvent CSVs, as the GED codebook names them; days come as 2021-04-29 or with a
time of midnight. A side that is a government ("Government of …") is kept as the name of its state; armed
groups and civilians are no states and stay blank. Headlines, articles and places' descriptions are not read.
"""

import ibis
import ibis.expr.types as ir
from ibis import _

from regimelab.evidence.shapes import Shape
from regimelab.evidence.sources.source import (
    Column,
    Expression,
    Layout,
    Source,
    day_as,
    decimal,
    joined,
    text,
    whole,
)
from regimelab.evidence.sources.ucdp import GED_PAPER, ucdp

GOVERNMENT = r"^Government of (.+)$"
UNKNOWN_NUMBER = -1  # of sources, in events coded before they were counted
day = day_as("%Y-%m-%d", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M:%S.%g")


def read(typed: Expression) -> ir.Table:
    """Lay out the events; the code is the type of violence: 1 state-based, 2 non-state, 3 one-sided."""
    return typed.select(
        record=_.record,
        line=_.line,
        start=_.start,
        end=_.last + ibis.interval(days=1),
        sender_code=_state(typed.side_a),
        receiver_code=_state(typed.side_b),
        scheme=ibis.literal("ucdp"),
        code=_.code,
        value=_.best,
        mentions=_.sources.nullif(UNKNOWN_NUMBER),
        deaths_low=_.low,
        deaths_high=_.high,
        place=joined(", ", typed.adm_1, typed.country),
    )


def _state(side: Expression) -> Expression:
    return side.re_extract(GOVERNMENT, 1).nullif("")


UCDP_GED = Source(
    name="ucdp_ged",
    published=ucdp("UCDP Georeferenced Event Dataset (GED) Global", GED_PAPER),
    layout=Layout(blanks=("", "NA"), multiline=True, inside=r".*\.csv"),
    columns=(
        Column("record", "id", text, required=True),
        Column("start", "date_start", day, required=True),
        Column("last", "date_end", day, required=True),
        Column("code", "type_of_violence", text, required=True),
        Column("side_a", "side_a", text, required=True),
        Column("side_b", "side_b", text, required=True),
        Column("sources", "number_of_sources", whole, optional=True),
        Column("adm_1", "adm_1", text, optional=True),
        Column("country", "country", text, required=True),
        Column("best", "best", decimal, required=True),
        Column("high", "high", whole, required=True),
        Column("low", "low", whole, required=True),
    ),
    shape=Shape.EVENTS,
    scheme="name",
    read=read,
)
