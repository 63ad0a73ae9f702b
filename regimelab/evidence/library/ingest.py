"""Adding a file: its bytes kept, its rows inserted, and a new release, in one step or not at all."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

import duckdb
import ibis
import pyarrow as pa
from ibis.backends.duckdb import Backend

from regimelab.errors import InvalidInput, Problem
from regimelab.evidence.connection import quiet
from regimelab.evidence.library.fetching import SCHEMA, listed, opened
from regimelab.evidence.library.layout import is_laid_out, lay_out
from regimelab.evidence.library.naming import codes_of, named
from regimelab.evidence.library.releases import Contents, contents, insert, record_release
from regimelab.evidence.library.snapshot import (
    Incoming,
    Progress,
    Snapshot,
    incoming,
    keep,
    kept_file,
    reading_of,
    snapshot_of,
)
from regimelab.evidence.library.writing import is_full, refuse_reading, scratch, speaking, unordered, writing
from regimelab.evidence.reading import Readable, readable, until
from regimelab.evidence.shapes import PROVENANCE_OF_ROW
from regimelab.evidence.sources import Source
from regimelab.evidence.store import Store

SHOWN: Final = 20  # cells named when a file is refused for them
_LENIENT: Final = "Mend the file, or add it without 'strict' to set such cells aside."


class Stated(NamedTuple):
    """What whoever adds a file says of it."""

    published: date | None
    version: str
    url: str
    retrieved: date
    replaces: bool


class Arrival(NamedTuple):
    """A file on its way in: where it lies, how it is read, and what it will be."""

    path: Path
    source: Source
    codes: pa.Table
    snapshot: Snapshot
    file: Incoming


class Added(NamedTuple):
    """What adding a file did; ``already``: the latest release holds these bytes, and nothing was changed."""

    release: str
    snapshot: str
    rows: int
    set_aside: int
    already: bool


def add(
    store: Store,
    path: Path,
    source: Source,
    stated: Stated,
    vocabulary: pa.Table,
    strict: bool,
    progress: Progress,
) -> Added:
    """Add a file to the library and make a new release of it."""
    if not path.is_file():
        what = "is a folder, not a file." if path.is_dir() else "there is no such file."
        raise InvalidInput(Problem(str(path), what, "Name a file of the producer's."))
    refuse_reading(store)
    codes = codes_of(vocabulary, source.scheme)
    with speaking(store), incoming(path, store.path, progress) as file:
        held = contents(store.backend)
        reading = reading_of(source, codes)
        name = snapshot_of(file.sha256, source, reading)
        for one in held.snapshots:
            if one.snapshot == name and held.release is not None:
                _mend(file, store.path)
                return Added(held.release.release, name, one.rows, one.set_aside, already=True)
        snapshot = _described(path, file, source, stated, name, reading)
        _insert(store, Arrival(path, source, codes, snapshot, file), strict, progress)
    return _result(store.backend, name)


def _mend(file: Incoming, store: Path) -> None:
    """Keep the bytes again if they were lost or damaged since."""
    kept = kept_file(store, file.sha256)
    if not kept.exists() or kept.stat().st_size != file.bytes:
        keep(file, store)


def _described(
    path: Path, file: Incoming, source: Source, stated: Stated, name: str, reading: str
) -> Snapshot:
    return Snapshot(
        number=0,
        snapshot=name,
        sha256=file.sha256,
        source=source.name,
        shape=source.shape.value,
        file=path.name,
        bytes=file.bytes,
        published=stated.published,
        version=stated.version,
        retrieved=stated.retrieved,
        url=stated.url or source.published.url,
        licence=source.published.licence,
        family=source.published.family,
        rows=0,
        set_aside=0,
        replaces=stated.replaces,
        reading=reading,
    )


def _insert(store: Store, arrival: Arrival, strict: bool, progress: Progress) -> None:
    backend, snapshot, size = store.backend, arrival.snapshot, arrival.file.bytes
    with quiet(), scratch(backend):
        progress("read", 0, size)
        read = None if _once_held(backend, snapshot.snapshot) else _read(backend, arrival, strict)
        progress("insert", 0, size)
        with unordered(backend), writing(store):
            lay_out(backend)
            if read is not None:
                _insert_rows(backend, arrival, read)
            keep(arrival.file, store.path)
            what = f"add {snapshot.source} {snapshot.version}".rstrip()
            record_release(backend, what, [(snapshot.snapshot, True)])
        progress("insert", size, size)


def _read(backend: Backend, arrival: Arrival, strict: bool) -> Readable:
    with _as_input(arrival.path):
        read = until(readable(backend, arrival.path, arrival.source), arrival.snapshot.retrieved)
    if strict:
        _refuse_aside(arrival.path, read)
    return read


def _insert_rows(backend: Backend, arrival: Arrival, read: Readable) -> None:
    snapshot = arrival.snapshot
    rows = named(read.rows, arrival.source.shape, arrival.codes)
    said = {
        "source": snapshot.source,
        "snapshot": snapshot.snapshot,
        "retrieved": snapshot.retrieved.isoformat(),
        "licence": snapshot.licence,
        "confidence": None,  # nobody rated the row
    }
    provenance = {name: ibis.literal(said[name], type=kind) for name, kind in PROVENANCE_OF_ROW.items()}
    backend.insert(snapshot.shape, rows.mutate(**provenance), database=SCHEMA)
    aside = read.aside.select("line", "column", "cell", "reason", snapshot=ibis.literal(snapshot.snapshot))
    backend.insert("aside", aside, database=SCHEMA)
    number = _count(backend, "snapshots")
    full = snapshot._replace(
        number=number + 1,
        rows=_count(backend, snapshot.shape, snapshot.snapshot),
        set_aside=_count(backend, "aside", snapshot.snapshot),
    )
    if not full.rows:
        what = f"holds no row of {full.source} that can be read ({full.set_aside} cells set aside)."
        remedy = "Look whether it is a file of that source, and whole."
        raise InvalidInput(Problem(str(arrival.path), what, remedy))
    insert(backend, "snapshots", [tuple(full)])


def _refuse_aside(path: Path, read: Readable) -> None:
    first = listed(read.aside.order_by("line").limit(SHOWN))
    if first:
        raise InvalidInput(
            [
                Problem(
                    f"{path}:{one['line']}: {one['column']}", f"'{one['cell']}' {one['reason']}.", _LENIENT
                )
                for one in first
            ]
        )


def _count(backend: Backend, name: str, snapshot: str | None = None) -> int:
    table = opened(backend, name)
    rows = table if snapshot is None else table.filter(table.snapshot == snapshot)
    return listed(rows.aggregate(count=rows.count()))[0]["count"]


def _once_held(backend: Backend, name: str) -> bool:
    """Whether an earlier release holds the snapshot: then its rows are there already."""
    return is_laid_out(backend) and bool(_count(backend, "snapshots", name))


def _result(backend: Backend, name: str) -> Added:
    held: Contents = contents(backend)
    assert held.release is not None
    [one] = [one for one in held.snapshots if one.snapshot == name]
    return Added(held.release.release, name, one.rows, one.set_aside, already=False)


@contextmanager
def _as_input(path: Path) -> Iterator[None]:
    """Blame the file for what goes wrong while it is read, unless the disk is full."""
    try:
        yield
    except duckdb.Error as error:
        if is_full(error):
            raise
        what = f"cannot be read ({str(error).splitlines()[0].rstrip('.')})."
        raise InvalidInput(
            Problem(str(path), what, "Get it again: it may be cut short or damaged.")
        ) from error
