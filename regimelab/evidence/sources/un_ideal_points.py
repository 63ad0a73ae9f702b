"""Where a state stands by its votes in the UN General Assembly, session by session (Voeten's estimates).

Layout: files up to June 2024 (IdealpointestimatesAll, CSV) count sessions and have IdealPointAll with
quantiles such as Q5%All; those since July 2025 count years, have FP columns (votes on final passage) too,
and are tab-separated in Dataverse's own form. Some name all in small letters, without the per-cent sign.
"""

from typing import Final

import ibis.expr.types as ir

from regimelab.evidence.shapes import Shape
from regimelab.evidence.sources.figures import Figure, columns_of, each_figure
from regimelab.evidence.sources.periods import year
from regimelab.evidence.sources.source import (
    Column,
    Expression,
    Layout,
    Published,
    Source,
    text,
    year_of,
)

FIRST_SESSION: Final = 1946  # in January; the producer counts each later one by the year it begins in
LEAST_YEAR: Final = 1900  # below it the number counts sessions
UNIT: Final = "posterior of the ideal point, bounds at 5 % and 95 %"


def _estimate(votes: str) -> Figure:
    """Name an ideal point estimated from all votes, or from those on final passage."""
    low, high = ((f"Q{q}%{votes}", f"q{q}{votes.lower()}") for q in (5, 95))
    name = f"idealpoint{votes.lower()}"
    return Figure(name, UNIT, (f"IdealPoint{votes}", name), low, high)


FIGURES: Final = (
    _estimate("All"),
    _estimate("FP"),
    Figure("idealpointlegacy", "ideal point", ("IdealPointLegacy", "idealpointlegacy")),
    Figure("nvotesall", "votes", ("NVotesAll", "nvotesall")),
    Figure("nvotesfp", "votes", ("NVotesFP", "nvotesfp")),
)


def session_year(cell: Expression) -> Expression:
    """Read a year, or a session as the year in which it begins."""
    number = year(cell)
    return (number < LEAST_YEAR).ifelse(number + FIRST_SESSION - 1, number)


def read(typed: ir.Table) -> ir.Table:
    """Lay out the estimates and the number of votes behind them."""
    return each_figure(typed, FIGURES, "member", year_of("year"), "year")


def _edition(name: str, delimiter: str, inside: str) -> Source:
    return Source(
        name=name,
        published=Published(
            producer="Erik Voeten, with Anton Strezhnev and Michael Bailey",
            title="United Nations General Assembly Voting Data, ideal points",
            url="https://doi.org/10.7910/DVN/LEJUQZ",
            licence="CC0 1.0",
            citation="Bailey, Strezhnev & Voeten (2017), Journal of Conflict Resolution 61(2), 430-456",
            family="records",
        ),
        layout=Layout(delimiter=delimiter, blanks=("", "NA", "."), inside=inside),
        columns=(
            Column("member", "ccode", text, required=True),
            Column("year", ("year", "session"), session_year, required=True),
            *columns_of(FIGURES),
        ),
        shape=Shape.COUNTRY_TIME,
        scheme="cow",
        read=read,
    )


UN_IDEAL_POINTS = _edition("un_ideal_points", ",", r".*\.csv")
UN_IDEAL_POINTS_TAB = _edition("un_ideal_points_tab", "\t", r".*\.tab")
