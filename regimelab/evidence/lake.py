"""A folder of Parquet files, which Spark, BigQuery, DuckDB and most other engines load as they are."""

import shutil
from collections.abc import Iterable
from pathlib import Path
from uuid import uuid4

import pyarrow as pa
import pyarrow.parquet as pq

from regimelab.errors import InvalidInput, Problem, UsageError


class Lake:
    """One folder a schema, one Parquet file a table."""

    def __init__(self, folder: Path) -> None:
        if not folder.absolute().parent.is_dir():
            remedy = "Make it first, or name another folder."
            raise UsageError(Problem("--to", f"there is no folder '{folder.parent}'.", remedy))
        if folder.exists() and not folder.is_dir():
            raise UsageError(Problem("--to", f"'{folder}' is a file.", "Name a folder."))
        self.folder = folder

    def list_databases(self) -> list[str]:
        """List the schemas that are there."""
        return sorted(one.name for one in self.folder.iterdir()) if self.folder.is_dir() else []

    def disconnect(self) -> None:
        """Leave nothing open."""

    def fill(
        self, tables: Iterable[tuple[str, pa.RecordBatchReader]], schema: str, replace: bool = False
    ) -> int:
        """Write tables as the files of a schema, batch by batch: all of them, or none; gives how many."""
        target = self.folder / schema
        if target.exists() and not replace:
            what = f"the folder has a schema '{schema}' already."
            raise InvalidInput(Problem(str(target), what, "Add --replace, or name another folder."))
        self.folder.mkdir(exist_ok=True)
        part = self.folder / f".{schema}_{uuid4().hex[:8]}"
        part.mkdir()
        try:
            made = sum(_written(part / f"{name}.parquet", batches) for name, batches in tables)
            _put(part, target)
        finally:
            shutil.rmtree(part, ignore_errors=True)
        return made


def _written(path: Path, batches: pa.RecordBatchReader) -> int:
    with pq.ParquetWriter(path, batches.schema, compression="zstd") as file:
        for batch in batches:
            file.write_batch(batch)
    return 1


def _put(part: Path, target: Path) -> None:
    """Let the new files take the place of those that were there."""
    old = part.with_name(f"{part.name}_old")
    if target.exists():
        target.rename(old)
    part.rename(target)
    shutil.rmtree(old, ignore_errors=True)
