"""GDELT's events: machine-coded news in CAMEO, of every quarter of an hour (2.0) and of every day (1.0).

Layouts: GDELT Event Database Data Format Codebook V2.0 (2015-02-19), 61 columns; the producer's
CSV.header.dailyupdates.txt for 1.0, which lacks the three ADM2 codes: 58 columns, and 57 in the
files up to March 2013, which have no address. Tab-separated, no header, no quoting. Actors are read as
countries or known groups: names of actors can be names of persons, and are left out.
"""

import ibis
import ibis.expr.types as ir
from ibis import _

from regimelab.evidence.shapes import Shape
from regimelab.evidence.sources.source import (
    Column,
    Layout,
    Published,
    Source,
    compact_day,
    day_as,
    decimal,
    text,
    whole,
)


def _header(second: bool, address: bool) -> tuple[str, ...]:
    """Name the columns, in the producer's order; ``second`` is the edition with districts."""
    when = ("GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate")
    parts = ("Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code")
    types = ("Type1Code", "Type2Code", "Type3Code")
    actors = (f"Actor{n}{part}" for n in (1, 2) for part in (*parts, *types))
    act = ("IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale")
    said = ("NumMentions", "NumSources", "NumArticles", "AvgTone")
    district = ("ADM2Code",) if second else ()
    place = ("Type", "FullName", "CountryCode", "ADM1Code", *district, "Lat", "Long", "FeatureID")
    places = (f"{whose}Geo_{part}" for whose in ("Actor1", "Actor2", "Action") for part in place)
    return (*when, *actors, *act, *said, *places, "DATEADDED", *(("SOURCEURL",) if address else ()))


def read(typed: ir.Table) -> ir.Table:
    """Name the ends by country, or else by the known group; an actor known by role only has no name."""
    return typed.select(
        record=_.record,
        line=_.line,
        start=_.day,
        end=_.day + ibis.interval(days=1),
        sender_code=ibis.coalesce(_.sender_country, _.sender_group),
        receiver_code=ibis.coalesce(_.receiver_country, _.receiver_group),
        scheme=ibis.literal("cameo"),
        code=_.code,
        value=_.value,
        mentions=_.mentions,
        place=_.place,
        reported=_.reported,
        url=_.url,
    )


def _edition(name: str, title: str, inside: str, second: bool, address: bool) -> Source:
    return Source(
        name=name,
        published=Published(
            producer="The GDELT Project",
            title=title,
            url="https://www.gdeltproject.org/data.html",
            licence="free for any use with citation and a link to the GDELT Project",
            citation=(
                "Leetaru & Schrodt (2013), GDELT: Global Data on Events, Location and Tone, 1979-2012,"
                " ISA Annual Convention"
            ),
            family="media",
        ),
        layout=Layout(delimiter="\t", quote="", header=_header(second, address), inside=inside),
        columns=(
            Column("record", "GLOBALEVENTID", text, required=True),
            Column("day", "SQLDATE", compact_day, required=True),
            Column("sender_country", "Actor1CountryCode", text),
            Column("sender_group", "Actor1KnownGroupCode", text),
            Column("receiver_country", "Actor2CountryCode", text),
            Column("receiver_group", "Actor2KnownGroupCode", text),
            Column("code", "EventCode", text, required=True),
            Column("value", "GoldsteinScale", decimal),
            Column("mentions", "NumMentions", whole),
            Column("place", "ActionGeo_CountryCode", text),  # FIPS 10-4, unlike the actors' codes
            Column("reported", "DATEADDED", day_as("%Y%m%d%H%M%S", "%Y%m%d"), required=True),
            Column("url", "SOURCEURL", text, optional=True),
        ),
        shape=Shape.EVENTS,
        scheme="cameo",
        read=read,
    )


GDELT = _edition("gdelt", "GDELT 2.0 Event Database", r".*\.export\.CSV", second=True, address=True)
GDELT_DAILY = _edition(
    "gdelt_daily", "GDELT 1.0 Event Database, daily", r".*\.export\.CSV", second=False, address=True
)
GDELT_BACKFILE = _edition(
    "gdelt_backfile", "GDELT 1.0 Event Database, 1979 to March 2013", r".*\.csv", second=False, address=False
)
