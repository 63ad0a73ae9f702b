"""Mass Mobilization: protests of fifty or more against governments, and what the governments did.

Layout: ``mmALL``, a CSV with a header, one row a protest, and one with ``protest`` 0 for a year of a country
without any; ``.`` is missing. A protest and each response of the state to it become one event each, the
responses dated as the protest is. The identity of protesters and the notes are left out.
"""

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
    try_strptime,
    whole,
)

RESPONSES = tuple(f"stateresponse{n}" for n in range(1, 8))
DAY_PARTS = tuple(f"{edge}{part}" for edge in ("start", "end") for part in ("year", "month", "day"))


def read(typed: Expression) -> ir.Table:
    """Make events of the protests and of the responses to them; both ends are the country."""
    protests = typed.filter(_.protest == 1)
    violent = protests.violent == 1
    own = protests.mutate(kind=violent.ifelse("protest:violent", "protest"), part=ibis.null("string"))
    answers: Expression = melted(protests, RESPONSES, "answer")
    answers = answers.mutate(kind=joined(":", ibis.literal("response"), answers.answer.lower()))
    answers = answers.mutate(part=answers.variable)
    return ibis.union(_event(own), _event(answers))


def _event(rows: Expression) -> ir.Table:
    return rows.select(
        record=joined("-", rows.record, rows.part),
        line=rows.line,
        start=_day(rows, "start"),
        end=_day(rows, "end") + ibis.interval(days=1),
        sender_code=rows.country,
        receiver_code=rows.country,
        scheme=ibis.literal("mass_mobilization"),
        code=rows.kind,
        place=rows.place,
    )


def _day(rows: Expression, edge: str) -> Expression:
    """Put a day together; null if the producer's numbers name none."""
    parts = (rows[f"{edge}{part}"].cast("string") for part in ("year", "month", "day"))
    return try_strptime(joined("-", *parts), "%Y-%m-%d").cast("date")


MASS_MOBILIZATION = Source(
    name="mass_mobilization",
    published=Published(
        producer="David H. Clark & Patrick M. Regan",
        title="Mass Mobilization Protest Data",
        url="https://doi.org/10.7910/DVN/HTTWYL",
        licence="CC0 1.0",
        citation="Clark & Regan (2016), Mass Mobilization Protest Data, doi:10.7910/DVN/HTTWYL",
        family="media",
    ),
    layout=Layout(blanks=("", ".", "NA"), multiline=True),
    columns=(
        Column("record", "id", text, required=True),
        Column("country", "ccode", text, required=True),
        Column("protest", "protest", whole, required=True),
        Column("violent", "protesterviolence", whole),
        *(Column(part, part, whole) for part in DAY_PARTS),
        Column("place", "location", text),
        *(Column(name, name, text) for name in RESPONSES),
    ),
    shape=Shape.EVENTS,
    scheme="cow",
    read=read,
)
