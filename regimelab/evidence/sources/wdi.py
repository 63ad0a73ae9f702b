"""World Development Indicators of the World Bank, by country and year.

Layout: WDICSV.csv of the bulk download (WDIData.csv before 2024): a row an indicator and country, a column a
year. Groups of countries (World, Central Asia, …) have codes of their own, which name no state.
"""

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
    decimal,
    joined,
    melted,
    text,
    year_of,
)

YEARS: Final = tuple(str(year) for year in range(1960, 2041))  # a file may lack any
UNIT: Final = r"\(([^()]*(?:\([^()]*\))?[^()]*)\)\s*$"  # what the indicator's name ends in, in brackets


def read(typed: Expression) -> ir.Table:
    """Lay each figure out as a row; a blank cell has none. The unit is read off the indicator's name."""
    long: Expression = melted(typed, YEARS).rename(written="variable")
    rows = long.mutate(year=long.written.cast("int64"))
    return rows.select(
        **year_of("year"),
        record=joined("-", rows.country, rows.indicator, rows.written),
        line=_.line,
        actor_code=_.country,
        variable=_.indicator,
        value=_.value,
        unit=rows.title.re_extract(UNIT, 1).nullif(""),
    )


WDI = Source(
    name="wdi",
    published=Published(
        producer="World Bank",
        title="World Development Indicators",
        url="https://datatopics.worldbank.org/world-development-indicators/",
        licence="CC BY 4.0",
        citation="World Bank, World Development Indicators (name the day of your download)",
        family="official",
    ),
    layout=Layout(blanks=("", ".."), inside=r"(?:.*/)?WDI(?:CSV|Data)\.csv"),
    columns=(
        Column("country", "Country Code", text, required=True),
        Column("indicator", "Indicator Code", text, required=True),
        Column("title", "Indicator Name", text, required=True),
        *(Column(year, year, decimal, optional=True) for year in YEARS),
    ),
    shape=Shape.COUNTRY_TIME,
    scheme="iso3",
    read=read,
    addresses=("https://databank.worldbank.org/data/download/WDI_CSV.zip",),
)
