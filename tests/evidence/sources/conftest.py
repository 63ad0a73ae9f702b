import warnings
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import ibis
import pytest

from regimelab.evidence.reading import readable
from regimelab.evidence.shapes import SHAPES
from regimelab.evidence.sources import Source


class Lines(NamedTuple):
    rows: list[dict]
    aside: list[dict]

    def column(self, name: str) -> list:
        return [row[name] for row in self.rows]


@pytest.fixture
def backend():
    return ibis.duckdb.connect()


@pytest.fixture
def read(tmp_path, backend):
    """Read lines, or a file, as a source does; rows come in the order of their lines."""

    def lines_of(source: Source, *lines: str, path=None, encoding="utf-8") -> Lines:
        if path is None:
            path = tmp_path / f"{source.name}.csv"
            path.write_text("".join(f"{line}\n" for line in lines), encoding=encoding)
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", "fetch_arrow_table", DeprecationWarning)
            found = readable(backend, path, source)
            assert found.rows.schema() == SHAPES[source.shape]
            rows = found.rows.order_by("line", "record").to_pyarrow().to_pylist()
            return Lines(rows, found.aside.to_pyarrow().to_pylist())

    return lines_of


@pytest.fixture
def day():
    """Write a day as 2022-01-05."""
    return date.fromisoformat


@pytest.fixture
def line():
    """Write one line of a file from a header and the cells that are not blank."""

    def written(header: Sequence[str], delimiter: str = "\t", **cells: object) -> str:
        assert set(cells) <= set(header), set(cells) - set(header)
        return delimiter.join(str(cells.get(name, "")) for name in header)

    return written
