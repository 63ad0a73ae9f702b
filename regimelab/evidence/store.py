"""The store: a DuckDB file, reached through ibis, that holds the tables of every region.

Each release of a region's tables has a schema of its own (``central_asia__ab12cd34ef56.acts``), which
is what Postgres and others call it too; ``regimelab.releases`` says which there are. A DuckDB file
without the mark of a store is somebody else's, and is refused. ibis 12 writes
nameless DROP statements under sqlglot 30.18 and later, so tables are dropped and transactions opened
in plain SQL: https://github.com/ibis-project/ibis/issues/12101
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from typing import Final

import duckdb
import ibis
import pyarrow as pa
from ibis.backends.duckdb import Backend
from ibis.common.exceptions import TableNotFound

from regimelab.errors import EvidenceMissing, InvalidInput, Problem
from regimelab.evidence.connection import check_place, connect, damaged, default_path, quiet
from regimelab.evidence.mark import check_mark, write_mark
from regimelab.evidence.schemas import PROVENANCE

INDEX: Final = "regimelab"
RELEASES: Final = "releases"
_DAMAGE: Final = re.compile("corrupt|checksum|serializ|fatal|internal|could not read", re.IGNORECASE)


@dataclass(frozen=True)
class Loaded:
    """One load of a region's evidence: the release that it gave, what it was made from, and when.

    ``described`` is the region as its files described it, in JSON.
    """

    region: str
    release: str
    fingerprint: str
    made: str  # ISO, UTC
    described: str


class Store:
    """The tables of every region, in one file; close it soon, for one process at a time may write."""

    def __init__(self, backend: Backend, path: Path, read_only: bool) -> None:
        self.backend = backend
        self.path = path
        self.read_only = read_only

    @classmethod
    def open(cls, path: Path | None = None, read_only: bool = False, patience: float = 2.0) -> "Store":
        """Open the store at ``path``, or the user's own; wait ``patience`` seconds if another holds it."""
        place = default_path() if path is None else path
        check_place(place, read_only)
        with quiet():
            store = cls(connect(place, read_only, patience), place, read_only)
            try:
                with store._readable():
                    check_mark(store.backend, place)
            except BaseException:
                store.close()
                raise
        return store

    def keep(self, loaded: Loaded, tables: Mapping[str, pa.Table]) -> None:
        """Keep the tables of a release, and the note of it, in one transaction: all, or nothing.

        Other releases stay as they are. What lies under the same name can only be the same contents,
        or a damaged copy of them, and is written again.
        """
        check_provenance(tables)
        if self.read_only:
            remedy = "Open it for writing once, or name another store."
            raise EvidenceMissing(
                Problem(str(self.path), "is open for reading and lacks this evidence.", remedy)
            )
        with quiet(), self._transaction():
            write_mark(self.backend)
            place = schema_of(loaded.region, loaded.release)
            self.backend.raw_sql(f"CREATE SCHEMA IF NOT EXISTS {_quoted(place)}")
            for name, table in tables.items():
                self._write(place, name, table)
            self._note(loaded)

    def read(self, region: str, release: str, name: str) -> pa.Table | None:
        """Read one table of a region's release; ``None`` if the store has none."""
        return self._table(schema_of(region, release), name)

    def releases(self, region: str) -> tuple[Loaded, ...]:
        """List the loads of a region that the store holds, in the order in which they were made."""
        index = self._table(INDEX, RELEASES)
        rows = [] if index is None else index.sort_by("made").to_pylist()
        return tuple(Loaded(**row) for row in rows if row["region"] == region)

    def close(self) -> None:
        """Let go of the file."""
        self.backend.disconnect()

    def __enter__(self) -> "Store":
        """Use the store within a ``with`` block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let go of the file, whatever happened."""
        self.close()

    def _table(self, schema: str, name: str) -> pa.Table | None:
        with quiet(), self._readable():
            try:
                return self.backend.table(name, database=schema).to_pyarrow()
            except TableNotFound:
                return None

    def _write(self, schema: str, name: str, table: pa.Table) -> None:
        self.backend.raw_sql(f"DROP TABLE IF EXISTS {_quoted(schema)}.{_quoted(name)}")
        self.backend.create_table(name, schema=ibis.schema(table.schema), database=schema)
        if table.num_rows:
            self.backend.insert(name, ibis.memtable(table), database=schema)

    def _note(self, loaded: Loaded) -> None:
        row = pa.Table.from_pylist([asdict(loaded)])
        self.backend.raw_sql(f"CREATE SCHEMA IF NOT EXISTS {INDEX}")
        if self._table(INDEX, RELEASES) is None:
            self.backend.create_table(RELEASES, schema=ibis.schema(row.schema), database=INDEX)
        self.backend.insert(RELEASES, ibis.memtable(row), database=INDEX)

    @contextmanager
    def _readable(self) -> Iterator[None]:
        try:
            yield
        except (duckdb.Error, UnicodeDecodeError) as error:
            raise damaged(self.path, str(error)) from error

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with self._readable():
            self.backend.raw_sql("BEGIN TRANSACTION")
        try:
            yield
            self.backend.raw_sql("COMMIT")
        except BaseException as error:
            with suppress(duckdb.Error):  # a damaged file lets nothing more be done
                self.backend.raw_sql("ROLLBACK")
            if isinstance(error, duckdb.Error) and _DAMAGE.search(str(error)):
                raise damaged(self.path, str(error)) from error
            if isinstance(error, duckdb.Error):
                what = f"could not be written ({str(error).splitlines()[0]})."
                raise EvidenceMissing(Problem(str(self.path), what, "It is as it was before.")) from error
            raise


def check_provenance(tables: Mapping[str, pa.Table]) -> None:
    """Refuse tables whose rows do not say where they come from.

    Each needs the columns source, retrieved, licence and confidence; source and licence are never
    blank, while a blank confidence means that nobody rated the row.
    """
    problems: list[Problem] = []
    for name, table in tables.items():
        lacking = [column for column in PROVENANCE if column not in table.column_names]
        blank = [c for c in ("source", "licence") if c not in lacking and table.column(c).null_count]
        remedy = "Every table carries its provenance."
        problems += [Problem(f"table {name}", f"has no column '{column}'.", remedy) for column in lacking]
        problems += [
            Problem(f"table {name}", f"has rows with a blank '{column}'.", remedy) for column in blank
        ]
    if problems:
        raise InvalidInput(problems)


def schema_of(region: str, release: str) -> str:
    """Name the schema of a region's release: by the hash of its contents."""
    return f"{region}__{release.partition('+')[2]}"


def _quoted(name: str) -> str:
    assert name.isidentifier(), name
    return f'"{name}"'
