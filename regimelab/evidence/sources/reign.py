"""Governments, elections and leaders' tenure by state and month (REIGN, until August 2021).

Layout: REIGN_YYYY_M.csv, as the REIGN codebook of June 2020 lists its columns: a row a state, leader and
month, so that a month in which a leader changes has several. Leaders are known here by their tenure only:
name, age and sex are not read.
"""

from typing import Final

import ibis.expr.types as ir

from regimelab.evidence.shapes import Shape
from regimelab.evidence.sources.figures import Figure, columns_of, each_figure
from regimelab.evidence.sources.periods import month, year
from regimelab.evidence.sources.source import Column, Layout, Published, Source, month_of, text

YES_NO: Final = "0 or 1"
FLAGS: Final = (
    *("elected", "militarycareer", "anticipation", "ref_ant", "leg_ant", "exec_ant", "irreg_lead_ant"),
    *("election_now", "election_recent", "leg_recent", "exec_recent", "lead_recent", "ref_recent"),
    *("direct_recent", "indirect_recent", "victory_recent", "defeat_recent", "change_recent"),
    *("nochange_recent", "delayed", "pt_suc", "pt_attempt"),
)
FIGURES: Final = (
    Figure("government", "type of government", "government", words=True),
    Figure("tenure_months", "months", "tenure_months"),
    *(Figure(name, YES_NO, name) for name in FLAGS),
    Figure("lastelection", "grows with the time since the last election", "lastelection"),
    Figure("prev_conflict", "civil conflicts in the month before", "prev_conflict"),
    Figure("couprisk", "probability of a coup attempt in the month, estimated", "couprisk"),
    Figure("pctile_risk", "share of states with a lower estimate", "pctile_risk"),
)


def read(typed: ir.Table) -> ir.Table:
    """Lay out each month's figures; the line tells two leaders of one month apart."""
    return each_figure(typed, FIGURES, "country", month_of("year", "month"), "year", "month", "line")


REIGN = Source(
    name="reign",
    published=Published(
        producer="Curtis Bell and Clayton Besaw, One Earth Future",
        title="Rulers, Elections, and Irregular Governance (REIGN)",
        url="https://oefdatascience.github.io/REIGN.github.io/",
        licence="MIT",
        citation="Bell (2016), The Rulers, Elections, and Irregular Governance Dataset, OEF Research",
        family="experts",
    ),
    layout=Layout(blanks=("", "NA")),
    columns=(
        Column("country", "ccode", text, required=True),
        Column("year", "year", year, required=True),
        Column("month", "month", month, required=True),
        *columns_of(FIGURES),
    ),
    shape=Shape.COUNTRY_TIME,
    scheme="cow",
    read=read,
)
