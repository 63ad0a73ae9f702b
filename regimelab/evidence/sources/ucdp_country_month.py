"""Deaths in events of UCDP GED, added up by country and month.

Layout: iso3, yyyymm (202209), ucdp_ged_fatalities_best. The programme publishes events,
not months: this is how such sums are passed on, in the layout of the copies that circulate.
"""

import ibis
import ibis.expr.types as ir
from ibis import _

from regimelab.evidence.shapes import Shape
from regimelab.evidence.sources.periods import year_and_month
from regimelab.evidence.sources.source import (
    Column,
    Layout,
    Source,
    decimal,
    joined,
    month_of,
    text,
)
from regimelab.evidence.sources.ucdp import DEATHS, GED_PAPER, ucdp


def read(typed: ir.Table) -> ir.Table:
    """Lay out each month's deaths; a blank month has no row."""
    split = typed.mutate(year=_.yyyymm // 100, month=_.yyyymm % 100).filter(_.value.notnull())
    return split.select(
        **month_of("year", "month"),
        record=joined("-", split.country, split.yyyymm.cast("string")),
        line=_.line,
        actor_code=_.country,
        variable=ibis.literal("ged_deaths"),
        value=_.value,
        unit=ibis.literal(DEATHS),
    )


UCDP_COUNTRY_MONTH = Source(
    name="ucdp_country_month",
    published=ucdp("Deaths in events of UCDP GED, by country and month", GED_PAPER),
    layout=Layout(blanks=("", "NA")),
    columns=(
        Column("country", "iso3", text, required=True),
        Column("yyyymm", "yyyymm", year_and_month, required=True),
        Column("value", "ucdp_ged_fatalities_best", decimal),
    ),
    shape=Shape.COUNTRY_TIME,
    scheme="iso3",
    read=read,
)
