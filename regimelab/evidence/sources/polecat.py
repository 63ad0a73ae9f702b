"""POLECAT: events coded from news by machine in the PLOVER ontology, the successor of ICEWS.

Layout: the ``ngecEvents`` text files of the Dataverse, 40 tab-separated columns with a header, no quoting;
an end can be several countries, ``;``-separated, and ``None`` is missing. Where no recipient is named,
PLOVER codes all who meet, or fight each other, as actors (PLOVER manual, CONSULT and ASSAULT). Columns of
names and titles of actors, and of people in the story, are left out.
"""

import ibis
import ibis.expr.types as ir
from ibis import _

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
    iso_day,
    joined,
    text,
)


def read(typed: Expression) -> ir.Table:
    """Write the code as event type, then mode, and lay each act out as pairs of countries."""
    code = joined(":", typed.type.upper(), typed.mode.lower())
    acts = typed.mutate(code=code, together=typed.receivers.isnull())
    return each_pair(acts, "senders", "receivers", "together").select(
        record=_.record,
        line=_.line,
        start=_.day,
        end=_.day + ibis.interval(days=1),
        sender_code=_.sender_code,
        receiver_code=_.receiver_code,
        scheme=ibis.literal("plover"),
        code=_.code,
        value=_.value,
        place=_.place,
        reported=_.reported,
    )


POLECAT = Source(
    name="polecat",
    published=Published(
        producer="Scarborough, Bagozzi, Beger, Berrie, Halterman, Schrodt & Spivey (Leidos)",
        title="POLECAT Weekly Data",
        url="https://doi.org/10.7910/DVN/AJGVIT",
        licence="as stated on the data set's Dataverse page",
        citation=(
            "Scarborough et al. (2023), POLECAT Weekly Data, Harvard Dataverse, doi:10.7910/DVN/AJGVIT"
        ),
        family="media",
        terms="Read the terms on https://doi.org/10.7910/DVN/AJGVIT before passing the data on.",
        redistributable=False,
    ),
    layout=Layout(delimiter="\t", quote="", blanks=("", "None"), inside=r".*\.txt"),
    columns=(
        Column("record", "Event ID", text, required=True),
        Column("day", "Event Date", iso_day, required=True),
        Column("type", "Event Type", text, required=True),
        Column("mode", "Event Mode", text),
        Column("value", ("Intensity", "Event Intensity"), decimal),
        Column("senders", "Actor Country", text),
        Column("receivers", "Recipient Country", text),
        Column("place", "Country", text, optional=True),
        Column("reported", "Publication Date", day_as("%Y-%m-%d", "%Y-%m-%d %H:%M:%S"), optional=True),
    ),
    shape=Shape.EVENTS,
    scheme="iso3",
    read=read,
)
