"""Other engines than DuckDB: the same tables on a PostgreSQL server, in Spark or in a lake of Parquet files.

Every question to the outside data is an ibis expression, which DuckDB, PostgreSQL and Spark answer alike: a
test holds their answers equal. A PostgreSQL server is reached by its address, Spark by a session of the
user's own: ``regimelab.evidence.spark.on_spark(session)``. Other engines load the lake's files; for BigQuery
a test holds that ibis can put every question in its SQL, and no server of its was ever asked.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import ibis
import pyarrow as pa

from regimelab.errors import EvidenceMissing, InvalidInput, Problem, UsageError
from regimelab.evidence.lake import Lake

SCHEMES = ("postgresql", "postgres")


def connected(url: str) -> Any:  # noqa: ANN401 - an ibis backend, of a class that is loaded only here
    """Connect to a server by its address, ``postgresql://reader@db.example/evidence``, or open a folder."""
    scheme, apart, _ = url.partition("://")
    if not apart:
        return Lake(Path(url))
    if scheme not in SCHEMES:
        remedy = "Write postgresql://USER@HOST/DATABASE, or a folder: other engines load its files."
        raise UsageError(Problem("--to", f"'{scheme}' is not a kind of server.", remedy))
    try:
        return ibis.connect(url)
    except ModuleNotFoundError:
        remedy = "Install it: pip install 'regimelab[postgres]'."
        raise EvidenceMissing(Problem("--to", "PostgreSQL's driver is not installed.", remedy)) from None
    except Exception as error:  # the driver's own class cannot be named without loading it
        raise _unreachable(url, error) from error


def carry(
    tables: Iterable[tuple[str, pa.RecordBatchReader]],
    backend: Any,  # noqa: ANN401
    schema: str,
    replace: bool = False,
) -> int:
    """Copy tables into a schema of the server, batch by batch: all of them, or none; gives how many.

    What the schema held is left alone, and the copy refused, unless it is to be replaced. In Spark it always
    is: there no schema can be renamed, so that none can take another's place at once.
    """
    if isinstance(backend, Lake):
        return backend.fill(tables, schema, replace)
    if backend.name == "pyspark":
        return _carry_to_spark(tables, backend, schema)
    if schema in backend.list_databases() and not replace:
        what = f"the server has a schema '{schema}' already."
        raise InvalidInput(Problem("--to", what, "Add --replace, or name another database."))
    part = f"{schema}_{uuid4().hex[:8]}"
    backend.create_database(part)
    try:
        copied = _filled(tables, backend, part)
        _run(
            backend,
            f'DROP SCHEMA IF EXISTS "{schema}" CASCADE',
            f'ALTER SCHEMA "{part}" RENAME TO "{schema}"',
        )
    except BaseException:
        _run(backend, f'DROP SCHEMA IF EXISTS "{part}" CASCADE')
        raise
    return copied


def _carry_to_spark(
    tables: Iterable[tuple[str, pa.RecordBatchReader]],
    backend: Any,  # noqa: ANN401
    schema: str,
) -> int:
    if schema in backend.list_databases():
        what = f"Spark has a schema '{schema}' already."
        remedy = f"Drop it there with DROP SCHEMA {schema} CASCADE, or use another catalogue."
        raise InvalidInput(Problem("the copy", what, remedy))
    backend.create_database(schema)
    try:
        return _filled(tables, backend, schema)
    except BaseException:
        backend.raw_sql(f"DROP SCHEMA IF EXISTS {schema} CASCADE")
        raise


def _filled(
    tables: Iterable[tuple[str, pa.RecordBatchReader]],
    backend: Any,  # noqa: ANN401
    schema: str,
) -> int:
    """Make the tables in a schema and fill them batch by batch; say how many there were."""
    made = 0
    for name, batches in tables:
        made += 1
        backend.create_table(name, schema=ibis.schema(batches.schema), database=schema)
        for batch in batches:
            backend.insert(name, pa.Table.from_batches([batch]), database=schema)
    return made


def _run(backend: Any, *statements: str) -> None:  # noqa: ANN401
    with backend.begin() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _unreachable(url: str, error: Exception) -> EvidenceMissing:
    host = urlsplit(url).hostname or "this machine"
    said = (str(error).strip().splitlines() or [type(error).__name__])[-1]
    return EvidenceMissing(Problem(host, f"cannot be reached ({said}).", "Check the address and the server."))
