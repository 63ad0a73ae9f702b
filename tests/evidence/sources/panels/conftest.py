import csv

import pyarrow.parquet as pq
import pytest


@pytest.fixture
def extract(tmp_path, shared):
    """Write a real extract in its producer's layout: the columns named, by their own names."""

    def written(name: str, columns: dict[str, str], delimiter: str = ",", missing: str = "NA"):
        table = pq.read_table(shared / "data" / f"{name}.parquet", columns=list(columns))
        path = tmp_path / f"{name}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            rows = csv.writer(file, delimiter=delimiter)
            rows.writerow(columns.values())
            for row in zip(*(column.to_pylist() for column in table.columns), strict=True):
                rows.writerow(missing if cell is None else cell for cell in row)
        return path

    return written
