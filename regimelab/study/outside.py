"""Outside data: what can be read, adding it, what has been added, and finding events in it."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from regimelab.errors import InvalidInput, Problem, UsageError, suggestion
from regimelab.evidence import Store
from regimelab.evidence.actors import actor_codes, own_codes
from regimelab.evidence.library import (
    Difference,
    Finding,
    Library,
    Release,
    Snapshot,
    View,
)
from regimelab.evidence.library.browse import SORTABLE, Filter, facets, found, page
from regimelab.evidence.sources import SOURCE, SOURCES, Source
from regimelab.evidence.vocabulary import kind_of, kinds_of_pairs
from regimelab.region import load_region, packaged_regions
from regimelab.study.result import Result

EMPTY = "holds no outside data yet"


@dataclass(frozen=True)
class Readable:
    """A source that can be read: who makes it, under what terms, and what of it has been added."""

    name: str
    title: str
    producer: str
    licence: str
    terms: str
    shape: str
    family: str
    url: str
    addresses: tuple[str, ...]
    snapshots: int
    rows: int


@dataclass(frozen=True)
class Held:
    """What the store holds of outside data: snapshots as a view sees them, and all releases."""

    release: str | None
    snapshots: tuple[Snapshot, ...]
    releases: tuple[Release, ...]
    set_aside: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True)
class Events:
    """Events that were asked for: how many there are, one page of them, and counts by facet."""

    release: str | None
    total: int
    events: tuple[Mapping[str, Any], ...]
    facets: dict[str, dict[str, int]]


@dataclass(frozen=True)
class Wanted:
    """Which events, in what order, how many, and whether they are to be counted by facet instead."""

    asked: Filter
    sort: str = "start"
    limit: int = 50
    offset: int = 0
    facets: bool = False
    merged: bool = True


def sources(store: Path | None) -> Result[tuple[Readable, ...]]:
    """List every source that can be read, and what has been added of it."""
    with open_library(store) as library:
        held = library.snapshots() if library.releases() else ()
    listed = tuple(
        _readable(source, [one for one in held if one.source == source.name]) for source in SOURCES
    )
    return Result(listed, tuple(vars(one) for one in listed))


def held_data(store: Path | None, view: View) -> Result[Held]:
    """List the snapshots that a view sees, the releases, and what was set aside with its reason."""
    with open_library(store) as library:
        releases = library.releases()
        snapshots = library.snapshots(view) if releases else ()
        aside = library.aside(view).limit(200).to_pyarrow().to_pylist() if snapshots else []
    held = Held(releases[-1].release if releases else None, snapshots, releases, tuple(aside))
    return Result(held, tuple(one._asdict() for one in snapshots))


def events(store: Path | None, view: View, wanted: Wanted) -> Result[Events]:
    """Find events of all sources, double reports merged; one page of them, or counts by facet."""
    with open_library(store) as library:
        if not library.releases():
            raise InvalidInput(Problem("the store", f"{EMPTY}.", "Add some with 'regimelab evidence add'."))
        rows = library.merged_events(view, keep_all=not wanted.merged)
        chosen = found(kind_of(rows, _borders()), wanted.asked)
        total = int(chosen.count().to_pyarrow().as_py())
        counted = facets(chosen).to_pyarrow().to_pylist() if wanted.facets else []
        listed = page(chosen, wanted.sort, wanted.limit, wanted.offset).to_pyarrow().to_pylist()
        release = library.release(view.release).release
    by_facet: dict[str, dict[str, int]] = {}
    for row in counted:
        by_facet.setdefault(row["facet"], {})["unknown" if row["name"] is None else str(row["name"])] = row[
            "events"
        ]
    out = Events(release, total, () if wanted.facets else tuple(listed), by_facet)
    return Result(out, tuple(counted) if wanted.facets else tuple(listed))


def check_data(store: Path | None, view: View) -> Result[tuple[Finding, ...]]:
    """Run every check over the outside data that a view sees."""
    with open_library(store) as library:
        findings = library.check(view) if library.releases() else ()
    return Result(findings, tuple(one._asdict() for one in findings))


def reliability(store: Path | None, view: View) -> Result[tuple[Mapping[str, Any], ...]]:
    """Say how fully each state was reported in each year, from 0 to 1."""
    with open_library(store) as library:
        rows = tuple(library.reliability(view).to_pylist()) if library.releases() else ()
    return Result(rows, rows)


def compare_data(store: Path | None, before: str, after: str) -> Result[Difference]:
    """Say what tells two releases of the outside data apart: files, corrections, rows."""
    with open_library(store) as library:
        found = library.diff(before, after)
    return Result(found, tuple(one._asdict() for one in found.rows))


def terms_of(name: str) -> str:
    """Say under what terms a producer gives a source, where it forbids passing it on."""
    return named_source(name).published.terms


def named_source(name: str) -> Source:
    """Find a source by its name."""
    if name not in SOURCE:
        raise UsageError(Problem("--source", f"'{name}' is not a source.", suggestion(name, SOURCE)))
    return SOURCE[name]


@contextmanager
def open_library(store: Path | None) -> Iterator[Library]:
    """Open the outside data of a store, with the vocabulary of actors and of kinds."""
    with Store.open(store) as opened:
        yield Library(opened, _codes(), kinds_of_pairs())


def _codes() -> pa.Table:
    """Give the vocabulary of actors, with the codes that chronicles of the packaged regions use."""
    known = actor_codes()
    outside = {one.code for name in packaged_regions() for one in load_region(name).outside}
    return pa.concat_tables([known, own_codes(known, outside)])


def _borders() -> ir.Table:
    """Give the land borders that the packaged regions know: no other pair can clash at one."""
    pairs = {tuple(sorted(row[:2])) for name in packaged_regions() for row in load_region(name).borders()}
    rows = [{"iso3_a": a, "iso3_b": b} for a, b in sorted(pairs)]
    return ibis.memtable(
        pa.Table.from_pylist(rows, pa.schema({"iso3_a": pa.string(), "iso3_b": pa.string()}))
    )


def _readable(source: Source, held: Sequence[Snapshot]) -> Readable:
    said = source.published
    return Readable(
        source.name,
        said.title,
        said.producer,
        said.licence,
        said.terms,
        source.shape.value,
        said.family,
        said.url,
        source.addresses,
        len(held),
        sum(one.rows for one in held),
    )


__all__ = [
    "SORTABLE",
    "Events",
    "Filter",
    "Held",
    "View",
    "Wanted",
    "check_data",
    "compare_data",
    "events",
    "held_data",
    "reliability",
    "sources",
    "terms_of",
]
