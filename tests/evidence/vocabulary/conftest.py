import warnings
from datetime import date, timedelta

import ibis
import pyarrow as pa
import pytest

from regimelab.evidence.shapes import SHAPES, Shape

COLUMNS = SHAPES[Shape.EVENTS].to_pyarrow()
EVENT = {
    "record": "1",
    "line": 1,
    "sender": "KAZ",
    "receiver": "UZB",
    "sender_code": "KAZ",
    "receiver_code": "UZB",
    "scheme": "cameo",
    "value": 1.0,
    "mentions": 2,
}


@pytest.fixture
def events():
    """Write events that differ from a plain one as told: a table of the shape, with its source."""

    def written(*changes: dict, start: str = "2022-01-05") -> ibis.Table:
        day = date.fromisoformat(start)
        plain = EVENT | {"start": day, "end": day + timedelta(days=1), "source": "gdelt"}
        rows = [plain | {"record": str(n)} | change for n, change in enumerate(changes, start=1)]
        schema = COLUMNS.append(pa.field("source", pa.string()))
        return ibis.memtable(pa.Table.from_pylist(rows, schema))

    return written


@pytest.fixture
def rows():
    """Read a table of ibis as rows."""

    def read(table: ibis.Table, *order: str) -> list[dict]:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", "fetch_arrow_table", DeprecationWarning)
            return table.order_by(*order).to_pyarrow().to_pylist()

    return read
