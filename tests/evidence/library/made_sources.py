"""Made-up sources in the shapes of the real ones: nothing in them is a fact."""

from datetime import date

import ibis
import pyarrow as pa
from ibis import _

from regimelab.evidence.shapes import Shape
from regimelab.evidence.sources import Column, Layout, Published, Source
from regimelab.evidence.sources.source import decimal, iso_day, text, whole, year_of


def published(family: str) -> Published:
    return Published("Nobody", "Made up", "https://example.org", "CC0 1.0", "None", family)


def read_events(typed):
    return typed.select(
        record=_.id,
        line=_.line,
        start=_.day,
        end=(_.day + _.days.as_interval("D")).cast("date"),
        sender_code=_.sender,
        receiver_code=_.receiver,
        scheme=ibis.literal("cameo"),
        code=_.code,
        value=_.goldstein,
        deaths_low=_.deaths,
        deaths_high=_.deaths,
        reported=_.reported,
    )


def events_of(name: str, family: str) -> Source:
    return Source(
        name=name,
        published=published(family),
        layout=Layout(),
        columns=(
            Column("id", "id", text, required=True),
            Column("day", "day", iso_day, required=True),
            Column("days", "days", whole),
            Column("sender", "from", text),
            Column("receiver", "to", text),
            Column("code", "code", text),
            Column("goldstein", "goldstein", decimal),
            Column("deaths", "deaths", whole),
            Column("reported", "reported", iso_day),
        ),
        shape=Shape.EVENTS,
        scheme="made",
        read=read_events,
    )


NEWS = events_of("news", "media")
CODED = events_of("coded", "experts")
WIRE = events_of("wire", "media")


def read_panel(typed):
    return typed.select(
        record=_.id,
        line=_.line,
        **year_of("year"),
        actor_code=_.state,
        variable=ibis.literal("civic_space"),
        value=_.value,
        low=_.value - 1,
        high=_.value + 1,
        unit=ibis.literal("points"),
    )


def panel_of(name: str) -> Source:
    return Source(
        name=name,
        published=published("experts"),
        layout=Layout(),
        columns=(
            Column("id", "id", text, required=True),
            Column("state", "state", text),
            Column("year", "year", whole, required=True),
            Column("value", "value", decimal),
        ),
        shape=Shape.COUNTRY_TIME,
        scheme="made",
        read=read_panel,
    )


PANEL = panel_of("panel")
OTHER_PANEL = panel_of("other_panel")

VOCABULARY = pa.Table.from_pylist(
    [
        {"scheme": "made", "code": "A", "since": None, "until": None, "actor": "AA"},
        {"scheme": "made", "code": "B", "since": None, "until": date(2020, 1, 1), "actor": "BO"},
        {"scheme": "made", "code": "B", "since": date(2020, 1, 1), "until": None, "actor": "BB"},
        {"scheme": "other", "code": "A", "since": None, "until": None, "actor": "ZZ"},
    ],
    pa.schema(
        [
            ("scheme", pa.string()),
            ("code", pa.string()),
            ("since", pa.date32()),
            ("until", pa.date32()),
            ("actor", pa.string()),
        ]
    ),
)
