import csv

import pyarrow.parquet as pq
import pytest


@pytest.fixture
def extract(tmp_path, shared):
    """Write a real extract in its producer's layout: the columns named, by their own names."""

    def written(
        name: str, columns: dict[str, str], delimiter: str = ",", missing: str = "NA", since: int = 0
    ):
        file = shared / "data" / f"{name}.parquet"
        table = pq.read_table(file, columns=list(columns), filters=[("year", ">=", since)] if since else None)
        path = tmp_path / f"{name}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            rows = csv.writer(file, delimiter=delimiter)
            rows.writerow(columns.values())
            for row in zip(*(column.to_pylist() for column in table.columns), strict=True):
                rows.writerow(missing if cell is None else cell for cell in row)
        return path

    return written
