"""Varieties of Democracy by country and year: expert-coded indices and indicators with their bounds.

Layout: the country-year CSV, core or full, as the V-Dem codebook names its columns; a name followed by
_codelow and _codehigh holds the bounds of the measurement model, about one standard deviation (68 %) either
side. The indicators listed here are read, in the version of the file: versions are not to be mixed, for
the model is fitted anew for each.
"""

from typing import Final

import ibis.expr.types as ir

from regimelab.evidence.shapes import Shape
from regimelab.evidence.sources.figures import Figure, columns_of, each_figure
from regimelab.evidence.sources.periods import year
from regimelab.evidence.sources.source import Column, Layout, Published, Source, text, year_of

INDICES: Final = (
    *("v2x_polyarchy", "v2x_libdem", "v2x_liberal", "v2x_civlib", "v2x_clphy", "v2x_clpol", "v2x_clpriv"),
    *("v2x_freexp", "v2x_freexp_altinf", "v2xme_altinf", "v2x_frassoc_thick", "v2xel_frefair", "v2xcl_rol"),
    *("v2x_jucon", "v2xlg_legcon", "v2xcs_ccsi", "v2x_rule", "v2x_corr", "v2x_execorr", "v2x_pubcorr"),
    *("v2x_neopat", "v2xnp_client", "v2xnp_pres", "v2xnp_regcorr"),
)
INDICATORS: Final = (
    *("v2csreprss", "v2cseeorgs", "v2csprtcpt", "v2cscnsult"),
    *("v2mecenefm", "v2mecenefi", "v2meharjrn", "v2meslfcen", "v2mebias"),
    *("v2cltort", "v2clkill", "v2clfmove", "v2clrelig", "v2psparban", "v2psbars", "v2elfrfair", "v2elintim"),
    *("v2exl_legitperf", "v2exl_legitideol", "v2exl_legitlead", "v2exl_legitratio"),
    *("v2smgovfilprc", "v2smgovshut", "v2smgovdom"),
)
REGIME: Final = "0 closed autocracy, 1 electoral autocracy, 2 electoral democracy, 3 liberal democracy"


def _bounded(name: str, unit: str) -> Figure:
    return Figure(name, unit, name, f"{name}_codelow", f"{name}_codehigh")


FIGURES: Final = (
    *(_bounded(name, "index from 0 to 1") for name in INDICES),
    *(_bounded(name, "scale of the measurement model") for name in INDICATORS),
    Figure("v2x_regime", REGIME, "v2x_regime"),
)


def read(typed: ir.Table) -> ir.Table:
    """Lay each index and indicator of a country's year out as a row."""
    return each_figure(typed, FIGURES, "country", year_of("year"), "year")


VDEM = Source(
    name="vdem",
    published=Published(
        producer="Varieties of Democracy (V-Dem) Project",
        title="V-Dem Dataset, country-year",
        url="https://doi.org/10.23696/vdemds24",
        licence="CC BY-SA 4.0",
        citation="Coppedge and others (2024), V-Dem Country-Year Dataset v14, doi:10.23696/vdemds24 (cite "
        "the version that you use); Pemstein and others, The V-Dem Measurement Model, V-Dem Working Paper 21",
        family="experts",
    ),
    layout=Layout(blanks=("", "NA"), multiline=True, inside=r".*\.csv"),
    columns=(
        Column("country", "country_text_id", text, required=True),
        Column("year", "year", year, required=True),
        *columns_of(FIGURES),
    ),
    shape=Shape.COUNTRY_TIME,
    scheme="vdem",
    read=read,
)
