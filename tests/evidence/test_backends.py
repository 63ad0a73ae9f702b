from datetime import date

import pyarrow as pa
import pytest

from regimelab.errors import EvidenceMissing, InvalidInput, UsageError
from regimelab.evidence.backends import carry, connected

ROWS = pa.table(
    {
        "actor": ["KAZ", None],
        "day": pa.array([date(2022, 1, 5), None]),
        "value": [1.5, None],
        "count": pa.array([3, None], pa.int64()),
    }
)


class Unreadable:
    """A table that fails when it is looked at."""

    @property
    def schema(self):
        raise ValueError("bad")


@pytest.fixture
def server(postgres_url):
    backend = connected(postgres_url)
    yield backend
    backend.disconnect()


def test_tables_arrive_on_the_server_with_their_gaps(server):
    carry({"one": ROWS}, server, "arrived")
    assert server.table("one", database="arrived").to_pyarrow().to_pylist() == ROWS.to_pylist()


def test_nothing_on_the_server_is_overwritten(server):
    carry({"one": ROWS}, server, "kept")
    with pytest.raises(InvalidInput, match="a schema 'kept' already"):
        carry({"one": ROWS.slice(0, 1), "two": ROWS}, server, "kept")
    assert server.list_tables(database="kept") == ["one"]


def test_a_copy_that_fails_leaves_nothing_behind(server):
    with pytest.raises(Exception, match="bad"):
        carry({"one": ROWS, "two": Unreadable()}, server, "broken")
    assert [name for name in server.list_databases() if name.startswith("broken")] == []


@pytest.mark.parametrize("url", ["mysql://here/there", "nowhere"])
def test_another_kind_of_server_is_refused(url):
    with pytest.raises(UsageError, match="not a kind of server"):
        connected(url)


def test_a_server_that_is_not_there_is_named():
    with pytest.raises(EvidenceMissing, match="127.0.0.1"):
        connected("postgresql://nobody@127.0.0.1:1/none")
