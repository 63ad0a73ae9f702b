"""Freedom in the World: ratings, scores and status of countries and territories (Freedom House).

Layouts: "All data, FIW 2013-20XX", a workbook whose data sheet (FIW13-24, FIW13-25, …) has its header on the
second row; and ratings since 1972 as one row a country and year, as the freedomhouse package lays them out
of the producer's workbook of three columns a year. An edition covers the calendar year before it. Ratings
fall with freedom (1 is the most free), scores rise with it.
"""

from typing import Final

import ibis
import ibis.expr.types as ir
from ibis import _

from regimelab.evidence.shapes import Shape
from regimelab.evidence.sources.figures import Figure, columns_of, each_figure
from regimelab.evidence.sources.periods import year
from regimelab.evidence.sources.source import Column, Expression, Layout, Published, Source, text

RATING: Final = "rating from 1, most free, to 7"
STATUS: Final = "status"
ITEMS: Final = {"A": 3, "B": 4, "C": 3, "D": 4, "E": 3, "F": 4, "G": 4}  # questions a part
EACH: Final = 4  # points a question
SCORES: Final = {"PR": 40, "CL": 60, "Total": 100, **{part: EACH * n for part, n in ITEMS.items()}}
QUESTIONS: Final = tuple(f"{part}{n}" for part, last in ITEMS.items() for n in range(1, last + 1))

FIW_FIGURES: Final = (
    Figure("fh_pr", RATING, "PR rating"),
    Figure("fh_cl", RATING, "CL rating"),
    Figure("fh_status", STATUS, "Status", words=True),
    *(Figure(f"fiw_{name.lower()}", f"points of {most}", name) for name, most in SCORES.items()),
    *(Figure(f"fiw_{name.lower()}", f"points of {EACH}", name) for name in QUESTIONS),
    Figure("fiw_add_q", "points taken away, up to 4", "Add Q"),
    Figure("fiw_add_a", "points added, up to 4", "Add A"),
)
RATING_FIGURES: Final = (
    Figure("fh_pr", RATING, ("political_rights", "PR")),
    Figure("fh_cl", RATING, ("civil_liberties", "CL")),
    Figure("fh_status", STATUS, ("status", "Status"), words=True),
)


def _published(title: str) -> Published:
    return Published(
        producer="Freedom House",
        title=title,
        url="https://freedomhouse.org/report/freedom-world",
        licence="Freedom House's copyright; non-commercial use with attribution",
        citation="Freedom House, Freedom in the World (name the edition that you use)",
        family="rights",
        terms="Freedom House's ratings may be used for non-commercial ends with attribution; they are not "
        "passed on.",
        redistributable=False,
    )


def _year(covered: Expression) -> dict[str, Expression]:
    return {"start": ibis.date(covered, 1, 1), "end": ibis.date(covered + 1, 1, 1)}


def read_all(typed: Expression) -> ir.Table:
    """Lay out ratings, scores and status for the year that the edition covers."""
    return each_figure(typed, FIW_FIGURES, "country", _year(_.edition - 1), "edition")


def read_ratings(typed: Expression) -> ir.Table:
    """Lay out both ratings and the status for the year that they cover."""
    return each_figure(typed, RATING_FIGURES, "country", _year(_.year), "year")


FREEDOM_HOUSE = Source(
    name="freedom_house",
    published=_published("Freedom in the World, all data since the edition of 2013"),
    layout=Layout(blanks=("", "-", "N/A"), multiline=True),
    columns=(
        Column("country", "Country/Territory", text, required=True),
        Column("edition", "Edition", year, required=True),
        *columns_of(FIW_FIGURES),
    ),
    shape=Shape.COUNTRY_TIME,
    scheme="name",
    read=read_all,
)

FREEDOM_HOUSE_RATINGS = Source(
    name="freedom_house_ratings",
    published=_published("Country ratings and statuses since 1972, one row a country and year"),
    layout=Layout(blanks=("", "-", "NA", "N/A")),
    columns=(
        Column("country", "country", text, required=True),
        Column("year", "year", year, required=True),
        *columns_of(RATING_FIGURES),
    ),
    shape=Shape.COUNTRY_TIME,
    scheme="name",
    read=read_ratings,
)
