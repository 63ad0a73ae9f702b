"""Adding to the outside data: files, corrections, withdrawals; and a copy of them on a server."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import BinaryIO

from regimelab.errors import EvidenceMissing, InvalidInput, Problem
from regimelab.evidence import Store
from regimelab.evidence.backends import connected
from regimelab.evidence.copying import copy_library, copy_release
from regimelab.evidence.library import Added, Correction, Release
from regimelab.evidence.rows import file_bytes, read_rows
from regimelab.region import packaged_regions
from regimelab.study.outside import named_source, open_library
from regimelab.study.result import Progress, Result, silent

CORRECTION = ("source", "record", "column", "was", "now", "reason", "url")


@dataclass(frozen=True)
class Incoming:
    """A file to add, and what whoever adds it says of it."""

    path: Path
    source: str
    published: date | None = None
    version: str = ""
    url: str = ""
    strict: bool = False
    adds_up: bool = False


def add_file(store: Path | None, given: Incoming, today: date, progress: Progress = silent) -> Result[Added]:
    """Add a file that was downloaded by hand; ``-`` reads standard input."""
    source = named_source(given.source)
    progress("reading", 0.0)
    with open_library(store) as library:
        added = library.add(
            given.path,
            source,
            published=given.published,
            version=given.version,
            url=given.url,
            retrieved=today,
            strict=given.strict,
            replaces=not given.adds_up,
            progress=lambda stage, done, of: progress(stage, done / of if of else 1.0),
        )
    return Result(added, (added._asdict(),), warnings=_notes(added), inputs=(given.path,))


@contextmanager
def spooled(stream: BinaryIO) -> Iterator[Path]:
    """Keep standard input in a file for as long as it is read."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "standard-input"
        with path.open("wb") as file:
            shutil.copyfileobj(stream, file)
        yield path


def correct_data(store: Path | None, file: Path) -> Result[Release]:
    """Correct values that are known to be wrong, as a file lists them; makes a new release."""
    reading = read_rows(file_bytes(file), str(file), CORRECTION)
    if reading.problems:
        raise InvalidInput(list(reading.problems))
    rows = [Correction(**row.values) for row in reading.rows]
    with open_library(store) as library:
        release = library.correct(rows)
    return Result(release, (release._asdict(),), inputs=(file,))


def withdraw(store: Path | None, snapshot: str, reason: str) -> Result[Release]:
    """Make a release without a file that was added; earlier releases keep it."""
    if not reason.strip():
        raise InvalidInput(Problem("--reason", "it is empty.", "Say why the file is withdrawn."))
    with open_library(store) as library:
        release = library.withdraw(snapshot, reason)
    return Result(release, (release._asdict(),))


@dataclass(frozen=True)
class Copied:
    """What was copied: a schema, the number of its tables, and whether it was there already."""

    schema: str
    tables: int
    already: bool


def copy_store(
    store: Path | None, url: str, replace: bool = False, progress: Progress = silent
) -> Result[tuple[Copied, ...]]:
    """Copy the outside data and every release of the packaged regions to a server, or to a folder."""
    with Store.open(store, read_only=True) as opened:
        held = [one for code in packaged_regions() for one in opened.releases(code)]
        server = connected(url)
        try:
            progress("outside data", 0.0)
            library = copy_library(opened, server, replace)
            done = [Copied("library", library, False)] if library else []
            for number, one in enumerate(held):
                progress(one.release, number / len(held))
                tables = copy_release(opened, server, one.region, one.release)
                done.append(Copied(f"{one.region} {one.release}", tables, not tables))
        finally:
            server.disconnect()
    if not done:
        remedy = "Add some with 'regimelab evidence add', or load a region's evidence once."
        raise EvidenceMissing(Problem("the store", "holds nothing to copy.", remedy))
    return Result(tuple(done), tuple(vars(one) for one in done))


def _notes(added: Added) -> tuple[str, ...]:
    notes: list[str] = []
    if added.set_aside:
        notes.append(
            f"{added.set_aside} cells could not be read and were set aside: 'evidence data' lists them"
        )
    if added.already:
        notes.append("the store held these bytes already; nothing was changed")
    return tuple(notes)
