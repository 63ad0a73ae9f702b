"""Other engines than DuckDB: the same tables on a PostgreSQL server, asked the same questions.

Every question to the evidence is an ibis expression, which DuckDB and PostgreSQL answer alike; a test
holds their answers equal.
"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import ibis
import pyarrow as pa

from regimelab.errors import EvidenceMissing, InvalidInput, Problem, UsageError

SCHEMES = ("postgresql", "postgres")


def connected(url: str) -> Any:  # noqa: ANN401 - an ibis backend, of a class that is loaded only here
    """Connect to a server by its address, such as ``postgresql://reader@db.example/evidence``."""
    scheme = urlsplit(url).scheme
    if scheme not in SCHEMES:
        remedy = "Write postgresql://USER@HOST/DATABASE."
        raise UsageError(Problem("--to", f"'{scheme or url}' is not a kind of server.", remedy))
    try:
        return ibis.connect(url)
    except ModuleNotFoundError:
        remedy = "Install it: pip install 'regimelab[postgres]'."
        raise EvidenceMissing(Problem("--to", "PostgreSQL's driver is not installed.", remedy)) from None
    except Exception as error:  # the driver's own class cannot be named without loading it
        raise _unreachable(url, error) from error


def carry(tables: Mapping[str, pa.Table], backend: Any, schema: str) -> None:  # noqa: ANN401
    """Copy tables into a new schema of the server: all of them, or none."""
    if schema in backend.list_databases():
        what = f"the server has a schema '{schema}' already."
        raise InvalidInput(Problem("--schema", what, "Name another: nothing is overwritten."))
    part = f"{schema}_{uuid4().hex[:8]}"
    backend.create_database(part)
    try:
        for name, table in tables.items():
            backend.create_table(name, schema=ibis.schema(table.schema), database=part)
            if table.num_rows:
                backend.insert(name, table, database=part)
        _run(backend, f'ALTER SCHEMA "{part}" RENAME TO "{schema}"')
    except BaseException:
        _run(backend, f'DROP SCHEMA IF EXISTS "{part}" CASCADE')
        raise


def _run(backend: Any, statement: str) -> None:  # noqa: ANN401
    with backend.begin() as cursor:
        cursor.execute(statement)


def _unreachable(url: str, error: Exception) -> EvidenceMissing:
    host = urlsplit(url).hostname or "this machine"
    said = (str(error).strip().splitlines() or [type(error).__name__])[-1]
    return EvidenceMissing(Problem(host, f"cannot be reached ({said}).", "Check the address and the server."))
