"""Deaths in organised violence within a state's borders, by year (UCDP country-year).

Layout: organizedviolencecy CSVs; version 25.1 ends every name in _cy, version 26.1 does not. Deaths are
those of events in the country, whoever killed: they say where, not by whom. The data hold organised violence
only, in dyads that reached 25 deaths in a year: a zero is not peace.
"""

from typing import Final

import ibis.expr.types as ir

from regimelab.evidence.shapes import Shape
from regimelab.evidence.sources.figures import Figure, columns_of, each_figure
from regimelab.evidence.sources.periods import year
from regimelab.evidence.sources.source import Column, Layout, Source, text, year_of
from regimelab.evidence.sources.ucdp import DEATHS, ucdp

WITH_BOUNDS: Final = (
    *("sb_total_deaths", "sb_intrastate_deaths", "sb_interstate_deaths", "ns_total_deaths"),
    *("os_main_govt_killings", "os_any_govt_killings", "os_nsgroup_killings", "os_total_deaths"),
    "cumulative_total_deaths_in_orgvio",
)
DYADS: Final = ("sb_dyad_count", "sb_intrastate_dyad_count", "sb_interstate_dyad_count", "ns_dyad_count")


def _spelt(name: str) -> tuple[str, str]:
    return name, f"{name}_cy"


def _deaths(name: str) -> Figure:
    best, low, high = (_spelt(f"{name}_{estimate}") for estimate in ("best", "low", "high"))
    return Figure(name, DEATHS, best, low, high)


FIGURES: Final = (
    *(_deaths(name) for name in WITH_BOUNDS),
    *(Figure(name, "dyads", _spelt(name)) for name in DYADS),
)


def read(typed: ir.Table) -> ir.Table:
    """Lay out deaths by kind of violence, and how many pairs of parties fought."""
    return each_figure(typed, FIGURES, "country", year_of("year"), "year")


UCDP_COUNTRY_YEAR = Source(
    name="ucdp_country_year",
    published=ucdp(
        "UCDP Country-Year Dataset on Organized Violence within Country Borders",
        "Davies and others (2025), Journal of Peace Research (cite the version that you use)",
    ),
    layout=Layout(blanks=("", "NA"), multiline=True, inside=r".*\.csv"),
    columns=(
        Column("country", _spelt("country_id"), text, required=True),
        Column("year", _spelt("year"), year, required=True),
        *columns_of(FIGURES),
    ),
    shape=Shape.COUNTRY_TIME,
    scheme="gw",
    read=read,
)
