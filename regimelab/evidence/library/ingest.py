"""Adding a file: its bytes kept, its rows inserted, and a new release, in one step or not at all."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

import duckdb
import ibis
import pyarrow as pa
from ibis.backends.duckdb import Backend

from regimelab.errors import InvalidInput, Problem
from regimelab.evidence.library.fetching import SCHEMA, listed, opened, quiet
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
from regimelab.evidence.library.writing import is_full, refuse_reading, speaking, writing
from regimelab.evidence.reading import Readable, readable
from regimelab.evidence.shapes import PROVENANCE_OF_ROW
from regimelab.evidence.sources import Source
from regimelab.evidence.sources.source import Expression
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
        raise InvalidInput(Problem(str(path), "there is no such file.", "Name a file of the producer's."))
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
        _insert(store, path, source, codes, snapshot, file, strict, progress)
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


def _insert(
    store: Store,
    path: Path,
    source: Source,
    codes: pa.Table,
    snapshot: Snapshot,
    file: Incoming,
    strict: bool,
    progress: Progress,
) -> None:
    backend = store.backend
    with quiet(), _scratch(backend):
        held_before = _once_held(backend, snapshot.snapshot)
        progress("read", 0, file.bytes)
        with _as_input(path):
            read = None if held_before else readable(backend, path, source)
        if read is not None and strict:
            _refuse_aside(path, read)
        progress("insert", 0, file.bytes)
        with _unordered(backend), writing(store):
            lay_out(backend)
            if read is not None:
                rows = named(read.rows, source.shape, codes)
                _insert_rows(backend, rows, read, snapshot)
                _refuse_nothing(backend, path, snapshot)
            keep(file, store.path)
            what = f"add {source.name} {snapshot.version}".rstrip()
            record_release(backend, what, [(snapshot.snapshot, True)])
        progress("insert", file.bytes, file.bytes)


def _insert_rows(backend: Backend, rows: Expression, read: Readable, snapshot: Snapshot) -> None:
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
    insert(backend, "snapshots", [tuple(full)])


def _refuse_nothing(backend: Backend, path: Path, snapshot: Snapshot) -> None:
    added = _snapshot_row(backend, snapshot.snapshot)
    if not added["rows"]:
        what = f"holds no row of {snapshot.source} that can be read ({added['set_aside']} cells set aside)."
        raise InvalidInput(Problem(str(path), what, "Look whether it is a file of that source, and whole."))


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


def _snapshot_row(backend: Backend, name: str) -> dict[str, int]:
    table = opened(backend, "snapshots")
    return listed(table.filter(table.snapshot == name).select("rows", "set_aside"))[0]


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


@contextmanager
def _unordered(backend: Backend) -> Iterator[None]:
    """Let the engine insert rows in any order, which needs less memory: a row's line says where it stood."""
    backend.raw_sql("SET preserve_insertion_order = false")
    try:
        yield
    finally:
        with suppress(duckdb.Error):  # a full disk may let nothing more be done
            backend.raw_sql("SET preserve_insertion_order = true")


@contextmanager
def _scratch(backend: Backend) -> Iterator[None]:
    """Drop the temporary tables that reading leaves, so that the next file finds the memory free."""
    before = _temporary(backend)
    try:
        yield
    finally:
        with suppress(duckdb.Error):
            for name in sorted(_temporary(backend) - before):
                backend.raw_sql(f'DROP TABLE IF EXISTS temp."{name}"')


def _temporary(backend: Backend) -> set[str]:
    query = (
        "SELECT table_name FROM duckdb_tables() WHERE temporary AND table_name LIKE 'read\\_%' ESCAPE '\\'"
    )
    return {name for (name,) in backend.raw_sql(query).fetchall()}
