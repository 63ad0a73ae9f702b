"""A small source to read files of."""

import ibis.expr.types as ir
from ibis import _

from regimelab.evidence.shapes import Shape
from regimelab.evidence.sources import Column, Layout, Published, Source
from regimelab.evidence.sources.source import iso_day, text, whole


def _read(typed: ir.Table) -> ir.Table:
    return typed.select(
        record=_.record, line=_.line, actor_code=_.state, day=_.day, session=_.session, vote=_.note
    )


def made_source(**layout: object) -> Source:
    """Make a source with the layout told, whose files have the columns id, state, day, session and note."""
    return Source(
        name="made",
        published=Published("Nobody", "Made", "https://example.org", "CC0", "Nobody (2026)", "records"),
        layout=Layout(**layout),
        columns=(
            Column("record", ("id", "ID_NUMBER"), text, required=True),
            Column("state", "state", text),
            Column("day", "day", iso_day),
            Column("session", "session", whole),
            Column("note", "note", text, optional=True),
        ),
        shape=Shape.VOTES,
        scheme="cow",
        read=_read,
    )
