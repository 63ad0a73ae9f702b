"""Memberships of states in intergovernmental organisations, year by year (Correlates of War, version 3).

The file has a column for each of 534 organisations, named by its abbreviation; those listed here are read.
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
    joined,
    melted,
    text,
    whole,
    year_of,
)

STATUS: Final = ((0, "none"), (1, "full"), (2, "associate"), (3, "observer"))  # the producer's codes
LEAST: Final = 0  # -9 is missing, -1 that state or organisation was not there: no row
IGOS: Final = (
    *("AALCO", "ADB", "ASEAN", "ASEF", "AU", "BIS", "BSEC", "CEI", "CIS", "COE", "CSTO", "EBRD", "ECO"),
    *("ECOWAS", "EU", "EurAsEC", "GCC", "GUAM", "IAEA", "ICC", "IDB", "ILO", "IMF", "IOM", "Interpol"),
    *("LOAS", "NATO", "OAS", "OIC", "OPCW", "OPEC", "OSCE", "SAARC", "SCO", "UN", "UNESCO", "WHO", "WTO"),
)


def read(typed: ir.Table) -> ir.Table:
    """Lay out each membership as one row; none is a row too, missing is not."""
    rows = melted(typed, IGOS).filter(_.value >= LEAST)
    value: Expression = rows.value
    return rows.select(
        **year_of("year"),
        record=joined("-", rows.state, rows.year.cast("string"), rows.variable),
        line=_.line,
        actor_code=_.state,
        variable=joined("_", ibis.literal("igo"), rows.variable),
        value=_.value,
        text=value.cases(*STATUS),
        unit=ibis.literal("0 none, 1 full, 2 associate, 3 observer"),
    )


COW_IGO = Source(
    name="cow_igo",
    published=Published(
        producer="Jon C. W. Pevehouse and others, for the Correlates of War Project",
        title="Intergovernmental Organizations, version 3, by state and year",
        url="https://correlatesofwar.org/data-sets/IGOs/",
        licence="free for research, with citation",
        citation="Pevehouse, Nordstrom, McManus & Jamison (2020), Journal of Peace Research 57(3), 492-503",
        family="records",
    ),
    layout=Layout(blanks=("", ".", "NA")),
    columns=(
        Column("state", "ccode", text, required=True),
        Column("year", "year", whole, required=True),
        *(Column(name, (name, name.lower()), whole, optional=True) for name in IGOS),
    ),
    shape=Shape.COUNTRY_TIME,
    scheme="cow",
    read=read,
    addresses=("https://correlatesofwar.org/wp-content/uploads/state_year_formatv3.zip",),
)
