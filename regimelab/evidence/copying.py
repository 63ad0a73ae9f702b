"""A copy of the store on a server, where others ask the same questions of it."""

from typing import Any, Final

import pyarrow as pa

from regimelab.evidence.backends import carry
from regimelab.evidence.library.fetching import SCHEMA
from regimelab.evidence.library.layout import TABLES, is_laid_out
from regimelab.evidence.schemas import TABLES as REGION_TABLES
from regimelab.evidence.store import Store, schema_of

BATCH: Final = 50_000  # rows that are in memory at a time


def copy_library(store: Store, backend: Any, replace: bool = False) -> int:  # noqa: ANN401
    """Copy the outside data of a store, all releases of them; gives the number of tables.

    They lie in a schema ``library``, as in the store, so that what asks the one can ask the other.
    """
    if not is_laid_out(store.backend):
        return 0
    readers = ((name, _read(store, f'SELECT * FROM {SCHEMA}."{name}"')) for name in TABLES)
    return carry(readers, backend, SCHEMA, replace)


def copy_release(store: Store, backend: Any, region: str, release: str) -> int:  # noqa: ANN401
    """Copy one release of a region's evidence; what is named by its contents is copied only once."""
    schema = schema_of(region, release)
    if schema in backend.list_databases():
        return 0
    tables = ((name, store.read(region, release, name)) for name in REGION_TABLES)
    readers = ((name, table.to_reader(BATCH)) for name, table in tables if table is not None)
    return carry(readers, backend, schema)


def _read(store: Store, query: str) -> pa.RecordBatchReader:
    """Read in plain SQL: ibis 12 asks DuckDB 2 for batches by a method that it no longer has."""
    return store.backend.con.sql(query).to_arrow_reader(BATCH)
