"""Writing to the library in one transaction, all of it or nothing, and leaving the connection as it was."""

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Final

import duckdb
from ibis.backends.duckdb import Backend

from regimelab.errors import EvidenceMissing, Problem, RegimelabError
from regimelab.evidence.connection import damaged, quiet
from regimelab.evidence.mark import write_mark
from regimelab.evidence.store import Store

_FULL: Final = re.compile("no space left|file too large|disk is full|max_temp_directory_size", re.IGNORECASE)
_DAMAGE: Final = re.compile("corrupt|checksum|serializ|could not read", re.IGNORECASE)


def refuse_reading(store: Store) -> None:
    """Refuse to write to a store that is open for reading only."""
    if store.read_only:
        remedy = "Open it for writing once, or name another store."
        raise EvidenceMissing(Problem(str(store.path), "is open for reading only.", remedy))


@contextmanager
def writing(store: Store) -> Iterator[None]:
    """Write all or nothing: a failure, a full disk or an interruption leaves what was there before."""
    refuse_reading(store)
    with quiet(), speaking(store):
        store.backend.raw_sql("BEGIN TRANSACTION")
        try:
            write_mark(store.backend)
            yield
            store.backend.raw_sql("COMMIT")
        except BaseException:
            with suppress(duckdb.Error):  # a full disk may let nothing more be done
                store.backend.raw_sql("ROLLBACK")
            raise


@contextmanager
def speaking(store: Store) -> Iterator[None]:
    """Turn the engine's and the system's errors into ones that say what to do."""
    try:
        yield
    except (duckdb.Error, OSError) as error:
        raise _refusal(store, error) from error


@contextmanager
def unordered(backend: Backend) -> Iterator[None]:
    """Let the engine insert rows in any order, which needs less memory: a row's line says where it stood."""
    backend.raw_sql("SET preserve_insertion_order = false")
    try:
        yield
    finally:
        with suppress(duckdb.Error):  # a full disk may let nothing more be done
            backend.raw_sql("SET preserve_insertion_order = true")


@contextmanager
def scratch(backend: Backend) -> Iterator[None]:
    """Drop the temporary tables that reading leaves, so that the next file finds the memory free."""
    before = _temporary(backend)
    try:
        yield
    finally:
        with suppress(duckdb.Error):
            for name in sorted(_temporary(backend) - before):
                backend.raw_sql(f'DROP TABLE IF EXISTS temp."{name}"')


def is_full(error: Exception) -> bool:
    """Whether there was no room left for what was written."""
    return bool(_FULL.search(str(error)))


def _refusal(store: Store, error: duckdb.Error | OSError) -> RegimelabError:
    first = str(error).splitlines()[0].rstrip(".")
    where = str(store.path)
    if is_full(error):
        remedy = "Nothing was added; free some space and add it again."
        return EvidenceMissing(Problem(where, f"does not fit on its disk ({first}).", remedy))
    if isinstance(error, duckdb.Error) and _DAMAGE.search(str(error)):
        return damaged(store.path, str(error))
    return EvidenceMissing(Problem(where, f"could not be written ({first}).", "It is as it was before."))


def _temporary(backend: Backend) -> set[str]:
    return {
        name
        for (name,) in backend.raw_sql("SELECT table_name FROM duckdb_tables() WHERE temporary").fetchall()
    }
