"""The unfinished file: ``NAME.part`` and what says which version of the producer's file it is part of."""

import fcntl
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from hashlib import file_digest
from pathlib import Path
from typing import BinaryIO

from regimelab.errors import InvalidInput, Problem

_HEAD = 1024  # bytes, enough to tell a web page


class Part:
    """A file on its way here, held by one process at a time."""

    def __init__(self, path: Path, file: BinaryIO, url: str) -> None:
        self.path = path
        self.size = os.fstat(file.fileno()).st_size
        self._file = file
        self._url = url
        self._note = path.with_name(path.name + ".json")
        self._version = self._remembered()

    @property
    def version(self) -> str:
        """The ETag or date of the version that this is part of; blank if the server gave none."""
        return self._version if self.size else ""

    def resuming(self) -> dict[str, str]:
        """Headers that ask for the rest, if the producer's file is still the same."""
        return {"Range": f"bytes={self.size}-", "If-Range": self.version} if self.version else {}

    def restart(self, version: str = "") -> None:
        """Throw away what came, and remember the version of what comes now."""
        self._file.truncate(0)
        self.size, self._version = 0, version
        self._note.write_text(json.dumps({"url": self._url, "version": version}), encoding="utf-8")

    def write(self, piece: bytes) -> None:
        """Keep a piece as it came."""
        self._file.write(piece)
        self.size += len(piece)

    def sha256(self) -> str:
        """Hash what lies on disk."""
        self._file.flush()
        with self.path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()

    def head(self) -> bytes:
        """Read the beginning."""
        self._file.flush()
        with self.path.open("rb") as file:
            return file.read(_HEAD)

    def finish(self, into: Path) -> None:
        """Put the whole file in its place at once."""
        self._file.flush()
        os.fsync(self._file.fileno())
        self.path.replace(into)
        self._note.unlink(missing_ok=True)

    def discard(self) -> None:
        """Remove what came: no later attempt could use it."""
        self._note.unlink(missing_ok=True)
        self.path.unlink(missing_ok=True)

    def _remembered(self) -> str:
        try:
            note = json.loads(self._note.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return ""
        known = isinstance(note, dict) and note.get("url") == self._url
        return str(note.get("version", "")) if known else ""


@contextmanager
def held(into: Path, url: str) -> Iterator[Part]:
    """Open the unfinished file for this process alone; it stays, whatever interrupts us."""
    path = into.with_name(into.name + ".part")
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab") as file:
        if not _locked(file) or not _still_at(path, file):
            remedy = "Wait until it has ended, then ask again."
            raise InvalidInput(Problem(str(path), "is being pulled by another process.", remedy))
        yield Part(path, file, url)


def version_of(headers: Mapping[str, str]) -> str:
    """The producer's mark of a version that is safe to resume by: a strong ETag, else the date."""
    etag = headers.get("etag", "")
    return etag if etag.startswith('"') else headers.get("last-modified", "")


def _locked(file: BinaryIO) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _still_at(path: Path, file: BinaryIO) -> bool:
    try:
        return path.stat().st_ino == os.fstat(file.fileno()).st_ino
    except FileNotFoundError:
        return False
