"""Questions to a library, and a small made library that they are asked of, whichever engine holds it."""

import warnings
from contextlib import contextmanager
from datetime import date

import ibis
import pyarrow as pa
from made_sources import CODED, NEWS, OTHER_PANEL, PANEL, VOCABULARY, WIRE

from regimelab.evidence import Store
from regimelab.evidence.actors import actor_codes, own_codes, unmapped, with_actors
from regimelab.evidence.library import (
    Correction,
    Library,
    View,
    check,
    contents,
    diff,
    merged_events,
    merges,
    reliability,
    standing,
    table,
)
from regimelab.evidence.library.browse import Filter, facets, found, page
from regimelab.evidence.shapes import Shape
from regimelab.evidence.vocabulary import kind_of, pair_months

KINDS = pa.table({"scheme": ["cameo"], "code": ["042"], "kind": ["summit"]})
NEIGHBOURS = pa.table({"iso3_a": ["AA"], "iso3_b": ["BB"]})


@contextmanager
def made_library(folder):
    """Open a store whose library holds doubled events, corrections and two panels that disagree."""
    files = {
        NEWS: (
            "n1,2021-03-10,1,A,B,042,1,,",
            "n2,2019-03-11,40,B,A,190,-10,3,2024-03-01",
            "n3,2021-04-01,1,A,,145,-7.5,0,",
        ),
        CODED: (
            "c1,2021-03-11,1,A,B,042,1,,",
            "c2,2021-05-01,1,A,X,0211,3.4,,",
            "c3,2021-12-31,2,A,B,19,-9,12,",
        ),
        WIRE: ("w1,2021-03-12,1,A,B,043,2.8,,", "w1,2021-03-10,1,A,B,,,,"),
        PANEL: ("p1,A,2020,3.5", "p2,A,2023,4", "p3,B,2020,"),
        OTHER_PANEL: ("o1,A,2020,5.5",),
    }
    with Store.open(folder / "evidence.duckdb") as store:
        library = Library(store, VOCABULARY)
        for source, lines in files.items():
            path = folder / f"{source.name}.csv"
            path.write_text("\n".join((",".join(c.theirs for c in source.columns), *lines)) + "\n")
            library.add(path, source, published=date(2024, 1, 1), version="1", retrieved=date(2026, 11, 1))
        library.correct([Correction("coded", "c3", "deaths_low", "12", "14", "The source was mended.")])
        library.correct([Correction("coded", "c3", "end", "2022-01-02", "2022-01-01", "One day only.")])
        yield store


def named(backend):
    events = table(backend, Shape.EVENTS, View())
    blank = events.mutate(sender=ibis.null("string"), receiver=ibis.null("string"))
    return with_actors(blank, Shape.EVENTS, "made", ibis.memtable(VOCABULARY))


def _written(backend):
    events = table(backend, Shape.EVENTS, View()).mutate(
        sender=ibis.null("string"), receiver=ibis.null("string")
    )
    return events.mutate(sender_code=ibis.literal("KAZ:government"), receiver_code=ibis.literal("osce"))


QUESTIONS = {
    "events as they stand": lambda b: table(b, Shape.EVENTS, View()),
    "figures as they stand": lambda b: table(b, Shape.COUNTRY_TIME, View()),
    "events as of a day": lambda b: table(b, Shape.EVENTS, View(as_of=date(2024, 2, 1))),
    "events without the media": lambda b: table(b, Shape.EVENTS, View(without=("media",))),
    "events of an earlier release": lambda b: table(b, Shape.EVENTS, View(contents(b).release.parent)),
    "nothing before anything was published": lambda b: table(b, Shape.EVENTS, View(as_of=date(2001, 1, 1))),
    "actors by code and day": named,
    "parts of a state": lambda b: with_actors(
        _written(b), Shape.EVENTS, "regimelab", ibis.memtable(own_codes(actor_codes(), ["OSCE"]))
    ),
    "codes that nobody knows": lambda b: unmapped(table(b, Shape.EVENTS, View())),
    "kinds": lambda b: kind_of(table(b, Shape.EVENTS, View()), ibis.memtable(NEIGHBOURS)),
    "kinds without borders": lambda b: kind_of(table(b, Shape.EVENTS, View())),
    "months of pairs": lambda b: pair_months(
        kind_of(table(b, Shape.EVENTS, View()), ibis.memtable(NEIGHBOURS))
    ),
    "double reports": lambda b: merges(b, View(), KINDS),
    "events with double reports merged": lambda b: merged_events(b, View(), KINDS),
    "events with what they are merged into": lambda b: merged_events(b, View(), KINDS, keep_all=True),
    "facets": lambda b: facets(kind_of(table(b, Shape.EVENTS, View()))),
    "found by end, days and words": lambda b: found(
        table(b, Shape.EVENTS, View()),
        Filter(actor="AA", since=date(2021, 1, 1), until=date(2021, 3, 31), words=("04",)),
    ),
    "a page in order": lambda b: page(table(b, Shape.EVENTS, View()), "-value", 3, 1),
}
ANSWERS = {
    "snapshots that a view sees": lambda b: standing(b, View()),
    "what a release holds": contents,
    "reliability": lambda b: reliability(b, View()).to_pylist(),
    "checks": lambda b: check(b, View(), KINDS),
    "what tells releases apart": lambda b: diff(b, first_release(b), contents(b).release.release),
}


def first_release(backend):
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "fetch_arrow_table", DeprecationWarning)
        releases = backend.table("releases", database="library")
        return releases.order_by("number").limit(1).to_pyarrow()["release"][0].as_py()


def answer(question, backend):
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "fetch_arrow_table", DeprecationWarning)
        told = question(backend).to_pyarrow()
    rows = [{name: row[name] for name in sorted(row)} for row in told.to_pylist()]
    return sorted(told.schema.names), sorted(rows, key=repr)
