"""A chronicle in the project's own format, the region's or a user's, as a source of events among others.

Layout: regimelab.evidence.schemas.CHRONICLE_COLUMNS, as CSV or as the first sheet of a workbook. An act of
several actors becomes rows from each to each; those who take part in a symmetric act alike get one row a
pair. Codes stay as they are written: ``KAZ``, or ``KAZ:government`` for a part of a state.
"""

import ibis
import ibis.expr.types as ir
from ibis import _

from regimelab.codebook import kinds_of
from regimelab.evidence.shapes import Shape
from regimelab.evidence.sources.ends import each_pair
from regimelab.evidence.sources.source import (
    Column,
    Expression,
    Layout,
    Published,
    Source,
    day_as,
    decimal,
    text,
    whole,
)

SYMMETRIC, DOMESTIC = kinds_of("symmetric"), kinds_of("domestic")
FIRST_DAY = day_as("%Y-%m-%d", "%Y-%m", "%Y")  # of the day, the month or the year written
MONTH_LETTERS, DAY_LETTERS = 7, 10


def day_after(cell: Expression) -> Expression:
    """Read the first day after the day, the month or the year that is written."""
    start = FIRST_DAY(cell)
    after_day = start + ibis.interval(days=1)
    after_month = start + ibis.interval(months=1)
    after_year = start + ibis.interval(years=1)
    return (
        cell.length()
        .cases((DAY_LETTERS, after_day), (MONTH_LETTERS, after_month), else_=after_year)
        .cast("date")
    )


def last_day(cell: Expression) -> Expression:
    """Read the last day of what is written: by then a page dated so was surely out."""
    return (day_after(cell) - ibis.interval(days=1)).cast("date")


def read(typed: Expression) -> ir.Table:
    """Lay acts out as pairs; the kind is the code, and the value its intensity, signed by its tone."""
    acts = typed.mutate(together=typed.kind.isin(SYMMETRIC))
    rows = each_pair(acts, "actors", "targets", "together")
    itself: Expression = (rows.sender_code == rows.receiver_code) & ~rows.kind.isin(DOMESTIC) & rows.many
    return rows.filter(~itself.fill_null(False)).select(
        record=_.record,
        line=_.line,
        start=_.start,
        end=_.end,
        sender_code=_.sender_code,
        receiver_code=_.receiver_code,
        scheme=ibis.literal("regimelab"),
        code=_.kind,
        value=_.intensity * ibis.coalesce(_.tone, ibis.literal(0)),
        deaths_low=_.deaths_low,
        deaths_high=_.deaths_high,
        place=_.place,
        reported=_.reported,
        url=_.url,
    )


CHRONICLE = Source(
    name="chronicle",
    published=Published(
        producer="whoever wrote the chronicle",
        title="Chronicle of acts in the format of regimelab",
        url="as the chronicle's own description says",
        licence="as the chronicle's own description says",
        citation="as the chronicle's own description says",
        family="experts",
    ),
    layout=Layout(multiline=True),
    columns=(
        Column("record", "id", text, required=True),
        Column("start", "date", FIRST_DAY, required=True),
        Column("end", "date", day_after, required=True),
        Column("kind", "kind", text, required=True),
        Column("actors", "actor", text, required=True),
        Column("targets", "target", text),
        Column("place", "location", text),
        Column("intensity", "intensity", decimal),
        Column("tone", "tone", whole),
        Column("deaths_low", "deaths_low", whole),
        Column("deaths_high", "deaths_high", whole),
        Column("reported", "source_date", last_day),
        Column("url", "source_url", text),
    ),
    shape=Shape.EVENTS,
    scheme="regimelab",
    read=read,
)
