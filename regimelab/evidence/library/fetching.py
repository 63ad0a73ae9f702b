"""Opening the library's tables and fetching from them."""

from typing import Any, Final

import pyarrow as pa
from ibis.backends.sql import SQLBackend as Backend

from regimelab.evidence.connection import quiet
from regimelab.evidence.sources.source import Expression

SCHEMA: Final = "library"


def opened(backend: Backend, name: str) -> Expression:
    """Open one of the library's tables."""
    with quiet():
        return backend.table(name, database=SCHEMA)


def fetched(rows: Expression) -> pa.Table:
    """Fetch the rows of an expression."""
    with quiet():
        return rows.to_pyarrow()


def listed(rows: Expression) -> list[dict[str, Any]]:
    """Fetch a few rows as plain values."""
    return fetched(rows).to_pylist()


def run(backend: Backend, statement: str) -> Any:  # noqa: ANN401 - a cursor of the engine's own
    """Run a statement that every engine understands as it is written."""
    return backend.raw_sql(statement)  # pyright: ignore - each engine has it, their common class has not
