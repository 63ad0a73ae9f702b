"""The mark by which a store is known as ours: no other DuckDB file is ever written to."""

from pathlib import Path
from typing import Final

from ibis.backends.duckdb import Backend

from regimelab.errors import InvalidInput, Problem

FORMAT: Final = "1"  # of the store's tables; raise it when an older regimelab could not read them

_OLDER: Final = "If it is a store made before stores were marked, delete it: it is rebuilt."
_MARK: Final = '"regimelab"."store"'
_CONTENTS: Final = """
SELECT schema_name, table_name FROM duckdb_tables()
WHERE database_name = current_database() AND NOT internal
UNION ALL
SELECT schema_name, view_name FROM duckdb_views()
WHERE database_name = current_database() AND NOT internal
"""


def check_mark(backend: Backend, path: Path) -> None:
    """Refuse a DuckDB file that holds something without being a store of this format."""
    held = set(backend.raw_sql(_CONTENTS).fetchall())
    if held and ("regimelab", "store") not in held:
        what = "is a DuckDB file of something else, and is left as it is."
        remedy = f"Name another file with --store. {_OLDER}"
        raise InvalidInput(Problem(str(path), what, remedy))
    if held and backend.raw_sql(f"SELECT format FROM {_MARK}").fetchall() != [(FORMAT,)]:
        what = "is a store of another version of regimelab."
        raise InvalidInput(Problem(str(path), what, "Name another file with --store, or delete this one."))


def write_mark(backend: Backend) -> None:
    """Mark a store as ours, within the transaction that writes its tables."""
    backend.raw_sql('CREATE SCHEMA IF NOT EXISTS "regimelab"')
    backend.raw_sql(f"CREATE TABLE IF NOT EXISTS {_MARK} (format VARCHAR)")
    backend.raw_sql(f"INSERT INTO {_MARK} SELECT '{FORMAT}' WHERE NOT EXISTS (FROM {_MARK})")
