"""The library's own tables, beside one table a shape: what was added, when, and what stands where."""

from typing import Any, Final

import ibis
import ibis.expr.schema as sch
from ibis.backends.sql import SQLBackend as Backend

from regimelab.evidence.library.fetching import SCHEMA, run
from regimelab.evidence.shapes import PROVENANCE_OF_ROW, SHAPES

LEDGERS: Final[dict[str, sch.Schema]] = {
    # One file, as it came and as it was read. number: order of adding.
    "snapshots": ibis.schema(
        {
            "number": "int64",
            "snapshot": "string",
            "sha256": "string",
            "source": "string",
            "shape": "string",
            "file": "string",
            "bytes": "int64",
            "published": "date",
            "version": "string",
            "retrieved": "date",
            "url": "string",
            "licence": "string",
            "family": "string",
            "rows": "int64",
            "set_aside": "int64",
            "replaces": "boolean",
            "reading": "string",
        }
    ),
    "aside": ibis.schema(
        {
            "snapshot": "string",
            "line": "int64",
            "column": "string",
            "cell": "string",
            "reason": "string",
        }
    ),
    # Only ever added to: a release is all changes up to its number.
    "releases": ibis.schema(
        {
            "number": "int64",
            "release": "string",
            "parent": "string",
            "made": "timestamp",
            "what": "string",
        }
    ),
    "release_snapshots": ibis.schema({"number": "int64", "snapshot": "string", "stands": "boolean"}),
    "corrections": ibis.schema(
        {
            "number": "int64",
            "position": "int64",  # among those made with one release
            "source": "string",
            "record": "string",
            "column": "string",
            "was": "string",
            "now": "string",
            "reason": "string",
            "url": "string",
        }
    ),
}

TABLES: Final[dict[str, sch.Schema]] = {
    **LEDGERS,
    **{
        shape.value: ibis.schema({**dict(schema.items()), **PROVENANCE_OF_ROW})
        for shape, schema in SHAPES.items()
    },
}


def is_laid_out(backend: Backend) -> bool:
    """Whether the store holds a library."""
    return bool(_there(backend))


def lay_out(backend: Backend) -> None:
    """Make the tables that are not there yet."""
    run(backend, f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}")
    there = _there(backend)
    for name in [name for name in TABLES if name not in there]:
        backend.create_table(name, schema=TABLES[name], database=SCHEMA)


def _there(backend: Backend) -> set[str]:
    if backend.name == "pyspark":  # Spark has no information_schema
        spark: Any = backend
        return set(spark.list_tables(database=SCHEMA)) if SCHEMA in spark.list_databases() else set()
    query = f"SELECT table_name FROM information_schema.tables WHERE table_schema = '{SCHEMA}'"
    return {name for (name,) in run(backend, query).fetchall()}
