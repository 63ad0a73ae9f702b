"""Releases: immutable states of the library, named by what they hold.

The store writes only what changes with each; a release is all changes up to its number.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from difflib import get_close_matches
from hashlib import sha256
from typing import Final, NamedTuple

import ibis
from ibis.backends.sql import SQLBackend as Backend

from regimelab.errors import EvidenceMissing, Problem, UsageError
from regimelab.evidence.library.fetching import SCHEMA, listed, opened
from regimelab.evidence.library.layout import LEDGERS, is_laid_out
from regimelab.evidence.library.snapshot import DIGITS, Snapshot

_SHOWN: Final = 5  # releases named in an error


class Correction(NamedTuple):
    """A known error in a source: what stands there, what it should be, and why; "" means blank."""

    source: str
    record: str
    column: str
    was: str
    now: str
    reason: str
    url: str = ""


class Release(NamedTuple):
    """One state of the library; ``made`` is in UTC."""

    number: int
    release: str
    parent: str | None
    made: datetime
    what: str


class Contents(NamedTuple):
    """What a release holds: its snapshots, in order of adding, and its corrections, likewise."""

    release: Release | None
    snapshots: tuple[Snapshot, ...]
    corrections: tuple[Correction, ...]


def list_releases(backend: Backend) -> tuple[Release, ...]:
    """List the releases, oldest first."""
    if not is_laid_out(backend):
        return ()
    rows = listed(opened(backend, "releases").order_by("number"))
    return tuple(Release(**row) for row in rows)


def find_release(backend: Backend, name: str | None) -> Release:
    """Find a release by its name, or the latest."""
    return _picked(list_releases(backend), name)


def contents(backend: Backend, name: str | None = None) -> Contents:
    """Say what a release holds; the latest if none is named, nothing if there is none."""
    known = list_releases(backend)
    if name is None and not known:
        return Contents(None, (), ())
    release = _picked(known, name)
    return Contents(release, _snapshots(backend, release.number), _corrections(backend, release.number))


def name_of(snapshots: Iterable[Snapshot], corrections: Sequence[Correction]) -> str:
    """Name a release by its snapshots, sorted, and its corrections.

    The days on which the snapshots were published are part of it, for as-of views rest on them. The
    order of adding does not matter, but for one thing: what a snapshot replaces.
    """
    lines: list[str] = []
    rank: dict[str, int] = {}
    for one in sorted(snapshots, key=in_order):
        rank[one.source] = rank.get(one.source, 0) + one.replaces
        lines.append(f"{one.source} {rank[one.source]} {one.snapshot} {one.known_since} {one.replaces}")
    said = [repr(tuple(one)) for one in sorted(corrections, key=lambda one: one[:3])]
    return sha256("\n".join([*sorted(lines), *said]).encode()).hexdigest()[:DIGITS]


def in_order(one: Snapshot) -> tuple[object, ...]:
    """Order snapshots by the day on which they were known, then as they were added."""
    return one.known_since, one.number


def record_release(backend: Backend, what: str, changed: Sequence[tuple[str, bool]] = ()) -> None:
    """Write the next release; the snapshots that changed, and whether each now stands, come with it."""
    known = list_releases(backend)
    number = len(known) + 1
    insert(backend, "release_snapshots", [(number, name, stands) for name, stands in changed])
    name = name_of(_snapshots(backend, number), _corrections(backend, number))
    parent = known[-1].release if known else None
    made = datetime.now(UTC).replace(tzinfo=None)
    insert(backend, "releases", [(number, name, parent, made, what)])


def insert(backend: Backend, name: str, rows: Sequence[tuple[object, ...]]) -> None:
    """Add a few rows to one of the library's own tables."""
    columns = tuple(LEDGERS[name])
    if rows:
        values = [dict(zip(columns, row, strict=True)) for row in rows]
        backend.insert(name, ibis.memtable(values, schema=LEDGERS[name]), database=SCHEMA)


def _picked(known: Sequence[Release], name: str | None) -> Release:
    if not known:
        what = "the store holds no outside data."
        raise EvidenceMissing(Problem("library", what, "Add some with 'evidence add'."))
    for release in reversed(known):
        if name in (None, release.release):
            return release
    raise UsageError(Problem("release", f"there is no release '{name}'.", _nearest(str(name), known)))


def _snapshots(backend: Backend, number: int) -> tuple[Snapshot, ...]:
    log = opened(backend, "release_snapshots")
    rows = listed(log.filter(log.number <= number).order_by("number"))
    last = {row["snapshot"]: row["stands"] for row in rows}
    snapshots = listed(opened(backend, "snapshots").order_by("number"))
    return tuple(Snapshot(**row) for row in snapshots if last.get(row["snapshot"], False))


def _corrections(backend: Backend, number: int) -> tuple[Correction, ...]:
    table = opened(backend, "corrections")
    rows = table.filter(table.number <= number).order_by("number", "position").drop("number", "position")
    return tuple(Correction(**row) for row in listed(rows))


def _nearest(name: str, known: Sequence[Release]) -> str:
    names = [release.release for release in known]
    near = get_close_matches(name, names, n=1, cutoff=0.6)
    hint = f"Did you mean '{near[0]}'? " if near else ""
    return f"{hint}The latest are {', '.join(names[-_SHOWN:])}."
