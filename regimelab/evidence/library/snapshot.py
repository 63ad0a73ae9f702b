"""A snapshot: the bytes of a file as they came, under the name of their own hash, and how they were read."""

import ast
import inspect
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Final, NamedTuple
from uuid import uuid4

import pyarrow as pa

from regimelab.errors import InvalidInput, Problem
from regimelab.evidence.shapes import SHAPES
from regimelab.evidence.sources import Source

DIGITS: Final = 12
_CHUNK: Final = 1 << 20  # bytes
_INCOMING: Final = "incoming"

Progress = Callable[[str, int, int], None]  # what is being done, how much of it is done, of how much


class Snapshot(NamedTuple):
    """One file of one source, as the library holds it."""

    number: int
    snapshot: str
    sha256: str
    source: str
    shape: str
    file: str
    bytes: int
    published: date | None
    version: str
    retrieved: date
    url: str
    licence: str
    family: str
    rows: int
    set_aside: int
    replaces: bool
    reading: str

    @property
    def known_since(self) -> date:
        """Day by which it had been published: the day stated, or else that of retrieval."""
        return self.published or self.retrieved


class Incoming(NamedTuple):
    """A file copied beside the store, not yet kept; ``marks`` tell whether the file has changed since."""

    path: Path
    marks: tuple[int, int, int]
    copy: Path
    sha256: str
    bytes: int


def bytes_folder(store: Path) -> Path:
    """Find the folder of the files as they came, beside the store."""
    return store.with_name(f"{store.name}.bytes")


def kept_file(store: Path, digest: str) -> Path:
    """Find the file whose SHA-256 is this."""
    return bytes_folder(store) / digest[:2] / digest


@contextmanager
def incoming(path: Path, store: Path, progress: Progress) -> Iterator[Incoming]:
    """Copy a file beside the store and hash it on the way; what is not kept in the end is deleted.

    Whoever holds the store for writing is alone, so copies left by a process that died are deleted too.
    """
    folder = bytes_folder(store) / _INCOMING
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    copy = folder / uuid4().hex
    before = path.stat()
    try:
        yield _copied(path, copy, before, progress)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def keep(file: Incoming, store: Path) -> Path:
    """Give a copied file its lasting name; it is whole on the disk before it has one."""
    if _marks(file.path.stat()) != file.marks:
        what = "changed while it was read."
        raise InvalidInput(Problem(str(file.path), what, "Add it once it is whole."))
    target = kept_file(store, file.sha256)
    target.parent.mkdir(exist_ok=True)
    _sync(file.copy)
    os.replace(file.copy, target)
    _sync(target.parent)
    return target


def reading_of(source: Source, codes: pa.Table) -> str:
    """Fingerprint how a source is read: its columns, layout, reading and the codes of its actors.

    The same bytes read in another way are another snapshot, so no release changes under anyone's hands.
    """
    columns = [(c.name, c.spellings, c.optional, c.required) for c in source.columns]
    declared = (source.name, source.shape.value, source.scheme, tuple(source.layout), columns)
    shape = [(name, str(kind)) for name, kind in SHAPES[source.shape].items()]
    rows = sorted(repr(tuple(row.values())) for row in codes.to_pylist())
    parts = (repr(declared), repr(shape), _code_of(source.read), *rows)
    return sha256("\n".join(parts).encode()).hexdigest()[:DIGITS]


def snapshot_of(digest: str, source: Source, reading: str) -> str:
    """Name a snapshot by its bytes, its source and its reading."""
    return sha256(f"{digest}\n{source.name}\n{reading}".encode()).hexdigest()[:DIGITS]


def _code_of(read: Callable[..., object]) -> str:
    """Give the program text of the module that reads a source, without comments and layout."""
    module = inspect.getmodule(read)
    try:
        return ast.unparse(ast.parse(inspect.getsource(module or read)))
    except OSError:  # typed in by hand: no file holds it
        return repr(read.__qualname__)


def _copied(path: Path, copy: Path, before: os.stat_result, progress: Progress) -> Incoming:
    digest, done = sha256(), 0
    with path.open("rb") as source, copy.open("wb") as target:
        while chunk := source.read(_CHUNK):
            digest.update(chunk)
            target.write(chunk)
            done += len(chunk)
            progress("keep the bytes", done, before.st_size)
    return Incoming(path, _marks(before), copy, digest.hexdigest(), done)


def _marks(state: os.stat_result) -> tuple[int, int, int]:
    return state.st_ino, state.st_size, state.st_mtime_ns


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
