"""ACLED: political violence and protest, coded by people from media and partners.

Layout: the data export, as ACLED's codebook lists its columns. Dates are 2022-01-15 or, in older files,
15 January 2022; kinds of actor (inter1, inter2) are numbers from 1 to 8 or, since 2023, words. Actors are
groups; an outside force is named after its state ("Military Forces of …"), which is read off.
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
    day_as,
    joined,
    text,
    whole,
)

EXTERNAL = ("8", "external/other forces")  # forces from outside the country of the event
STATE_OF_FORCE = r"^(?:Military|Police) Forces of (?:the )?([^(]+?) \("


def unix_day(cell: Expression) -> Expression:
    """Read the day, in universal time, of seconds since 1970."""
    return cell.try_cast("int64").as_timestamp("s").date()


def read(typed: Expression) -> ir.Table:
    """Place each actor in the country of the event, except outside forces, which are their state's."""
    return typed.select(
        record=_.record,
        line=_.line,
        start=_.day,
        end=_.day + ibis.interval(days=1),
        sender_code=_state(typed, "actor1", "inter1"),
        receiver_code=_state(typed, "actor2", "inter2"),
        scheme=ibis.literal("acled"),
        code=joined(":", typed.type, typed.subtype),
        deaths_low=_.deaths,
        deaths_high=_.deaths,
        place=joined(", ", typed.admin1, typed.country),
        reported=_.reported,
    )


def _state(typed: Expression, actor: str, inter: str) -> Expression:
    """Find the state of an actor; null where there is no actor, or an outside force of no named state."""
    who = typed[actor]
    named = who.re_extract(STATE_OF_FORCE, 1).nullif("")
    outside = typed[inter].lower().isin(EXTERNAL).fill_null(False)
    home = who.isnull().ifelse(ibis.null("string"), typed.country)
    return outside.ifelse(named, home)


ACLED = Source(
    name="acled",
    published=Published(
        producer="Armed Conflict Location & Event Data (ACLED)",
        title="ACLED event data",
        url="https://acleddata.com",
        licence="ACLED Terms of Use; not to be redistributed",
        citation="Raleigh, Linke, Hegre & Karlsen (2010), Journal of Peace Research 47(5), 651-660",
        family="media",
        terms=(
            "ACLED data are used under the terms that you accepted with your ACLED account: the rows are"
            " not passed on, ACLED is named with the date of access, and changes to the data are stated."
        ),
        redistributable=False,
    ),
    layout=Layout(multiline=True),
    columns=(
        Column("record", ("event_id_cnty", "data_id"), text, required=True),
        Column("day", "event_date", day_as("%Y-%m-%d", "%d %B %Y", "%d %b %Y"), required=True),
        Column("type", "event_type", text, required=True),
        Column("subtype", "sub_event_type", text, optional=True),
        Column("actor1", "actor1", text),
        Column("inter1", "inter1", text),
        Column("actor2", "actor2", text),
        Column("inter2", "inter2", text),
        Column("country", "country", text, required=True),
        Column("admin1", "admin1", text, optional=True),
        Column("deaths", "fatalities", whole),
        Column("reported", "timestamp", unix_day, optional=True),
    ),
    shape=Shape.EVENTS,
    scheme="name",
    read=read,
)
