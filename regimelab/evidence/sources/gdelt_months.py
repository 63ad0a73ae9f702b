"""How friendly and how hostile the news made two states out to be in a month (GDELT 2.0, added up by pair).

Layout: a row a pair and month, in either order of the two states: the sums of the days on balance friendly
and of those on balance hostile, and how many days were seen. A day's balance adds up the Goldstein scores
of its events, weighted by how many sources and articles told of them: volume of news, not of acts.
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
    day_as,
    decimal,
    joined,
    melted,
    text,
    whole,
)

WEIGHTS: Final = {"sum_pos_days": "gdelt_friendly", "sum_neg_days": "gdelt_hostile"}
UNIT: Final = "weighted Goldstein points in the month, hostile ones negative"


def read(typed: ir.Table) -> ir.Table:
    """Lay out both sums of a pair's month; how many days were seen is not a figure about the pair."""
    rows = melted(typed, tuple(WEIGHTS))
    variable: Expression = rows.variable
    return rows.select(
        start=_.month,
        end=(_.month + ibis.interval(months=1)).cast("date"),
        record=joined("-", rows.first, rows.second, rows.month.cast("string"), rows.variable),
        line=_.line,
        sender_code=_.first,
        receiver_code=_.second,
        variable=variable.cases(*WEIGHTS.items()),
        value=_.value,
        unit=ibis.literal(UNIT),
    )


GDELT_MONTHS = Source(
    name="gdelt_months",
    published=Published(
        producer="The GDELT Project; added up by pair and day in the repository gdelt-graph-data",
        title="GDELT 2.0 by pair of states and month",
        url="https://github.com/gzemo/gdelt-graph-data",
        licence="free for any use with citation and a link to the GDELT Project",
        citation="Leetaru & Schrodt (2013), GDELT: Global Data on Events, Location and Tone, 1979-2012, "
        "International Studies Association Annual Convention",
        family="media",
    ),
    layout=Layout(blanks=("", "NA")),
    columns=(
        Column("month", "yyyymm", day_as("%Y%m"), required=True),
        Column("first", "iso3_1", text, required=True),
        Column("second", "iso3_2", text, required=True),
        Column("sum_pos_days", "sum_pos_days", decimal, required=True),
        Column("sum_neg_days", "sum_neg_days", decimal, required=True),
        Column("days", "n_days", whole, optional=True),
    ),
    shape=Shape.DYAD_TIME,
    scheme="iso3",
    read=read,
)
