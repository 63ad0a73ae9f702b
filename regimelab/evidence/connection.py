"""Reaching the store's file: where it lies, whether it may be used, and who holds it."""

import os
import re
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import duckdb
import ibis
from ibis.backends.duckdb import Backend
from platformdirs import user_data_path

from regimelab.errors import EvidenceMissing, InvalidInput, Problem

MAGIC: Final = b"DUCK"  # at byte 8 of every DuckDB file, duckdb.org/docs/current/internals/storage
_MAGIC_AT: Final = 8
_PAUSE: Final = 0.1  # seconds between two attempts at a file that another process holds
_LOCK = re.compile(r"\block\b")  # not a damaged block
_HOLDER = re.compile(r"PID (\d+)")


def default_path() -> Path:
    """Find the store in the user's data folder, which is made if it is absent."""
    folder = user_data_path("regimelab", appauthor=False)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        what = f"cannot be made ({error.strerror})."
        raise InvalidInput(
            Problem(str(folder), what, "Name a store in a folder of yours with --store.")
        ) from None
    return folder / "evidence.duckdb"


def check_place(path: Path, read_only: bool) -> None:
    """Refuse a path that cannot be the store, before DuckDB touches it."""
    problem = _existing(path, read_only) if path.exists() else _absent(path, read_only)
    if problem:
        raise problem


def connect(path: Path, read_only: bool, patience: float) -> Backend:
    """Connect to the file through ibis, waiting up to ``patience`` seconds while another process holds it."""
    until = time.monotonic() + patience
    options = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}  # no network
    while True:
        try:
            return ibis.duckdb.connect(path, read_only=read_only, **options)
        except duckdb.Error as error:
            if not _LOCK.search(str(error)) or time.monotonic() >= until:
                raise _refusal(path, str(error)) from error
            time.sleep(_PAUSE)


def _existing(path: Path, read_only: bool) -> InvalidInput | None:
    remedy = "Name another file with --store."
    if path.is_dir():
        return InvalidInput(Problem(str(path), "is a folder, not a DuckDB file.", "Name a file in it."))
    if not os.access(path, os.R_OK):
        return InvalidInput(Problem(str(path), "may not be read by you.", remedy))
    if not _is_duckdb(path):
        return InvalidInput(Problem(str(path), "is not a DuckDB file.", remedy))
    if not read_only and not (_writable(path) and _writable(path.parent)):
        remedy = "Make it and its folder writable, or name another file with --store."
        return InvalidInput(Problem(str(path), "is read-only.", remedy))
    return None


def _absent(path: Path, read_only: bool) -> InvalidInput | EvidenceMissing | None:
    folder = path.parent
    if read_only:
        return EvidenceMissing(
            Problem(str(path), "there is no store.", "Load the evidence once for writing.")
        )
    if not folder.is_dir():
        return InvalidInput(
            Problem(str(folder), "there is no such folder.", "Make it first, or name another store.")
        )
    if not _writable(folder):
        return InvalidInput(
            Problem(str(folder), "is read-only.", "Name a store in a folder that you may write.")
        )
    return None


def _is_duckdb(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(_MAGIC_AT + len(MAGIC))[_MAGIC_AT:] == MAGIC


def _writable(path: Path) -> bool:
    """Whether it may be written; a file marked read-only is left alone, even by an administrator."""
    return bool(path.stat().st_mode & 0o222) and os.access(path, os.W_OK)


def damaged(path: Path, message: str) -> InvalidInput:
    """Say that DuckDB cannot make sense of the store's file; nothing is lost with it."""
    what = f"is damaged ({message.splitlines()[0].rstrip('.')})."
    remedy = "Delete it; it is rebuilt. If it never was a store, name another file with --store."
    return InvalidInput(Problem(str(path), what, remedy))


def _refusal(path: Path, message: str) -> EvidenceMissing | InvalidInput:
    if _LOCK.search(message):
        holder = _HOLDER.search(message)
        by = f" by process {holder[1]}" if holder else " by another process"
        remedy = "Wait until it has finished, or name another file with --store."
        return EvidenceMissing(Problem(str(path), f"is open elsewhere{by}.", remedy))
    if "version number" in message:
        remedy = "Name another file with --store; if it is a store, delete it, and it is rebuilt."
        return InvalidInput(Problem(str(path), "comes from another version of DuckDB.", remedy))
    return damaged(path, message)


@contextmanager
def quiet() -> Iterator[None]:
    """Keep ibis 12 on DuckDB 2 from warning of its own deprecated call."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "fetch_arrow_table", DeprecationWarning)
        yield
