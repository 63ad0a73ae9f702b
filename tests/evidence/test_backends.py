from datetime import date

import pyarrow as pa
import pyarrow.parquet as pq
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


def unreadable() -> pa.RecordBatchReader:
    """Give batches of which the second cannot be had."""

    def batches():
        yield from ROWS.to_batches()
        raise ValueError("bad")

    return pa.RecordBatchReader.from_batches(ROWS.schema, batches())


@pytest.fixture
def server(postgres_url):
    backend = connected(postgres_url)
    yield backend
    backend.disconnect()


def test_tables_arrive_on_the_server_with_their_gaps(server):
    carry([("one", ROWS.to_reader())], server, "arrived")
    assert server.table("one", database="arrived").to_pyarrow().to_pylist() == ROWS.to_pylist()


def test_nothing_on_the_server_is_overwritten(server):
    carry([("one", ROWS.to_reader())], server, "kept")
    with pytest.raises(InvalidInput, match="a schema 'kept' already"):
        carry([("one", ROWS.slice(0, 1).to_reader()), ("two", ROWS.to_reader())], server, "kept")
    assert server.list_tables(database="kept") == ["one"]


def test_what_the_server_held_is_replaced_at_once_when_told(server):
    carry([("one", ROWS.to_reader())], server, "renewed")
    carry([("two", ROWS.slice(0, 1).to_reader())], server, "renewed", replace=True)
    assert server.list_tables(database="renewed") == ["two"]
    with pytest.raises(ValueError, match="bad"):
        carry([("three", unreadable())], server, "renewed", replace=True)
    assert server.list_tables(database="renewed") == ["two"]


def test_a_copy_that_fails_leaves_nothing_behind(server):
    with pytest.raises(Exception, match="bad"):
        carry([("one", ROWS.to_reader()), ("two", unreadable())], server, "broken")
    assert [name for name in server.list_databases() if name.startswith("broken")] == []


@pytest.mark.parametrize("url", ["mysql://here/there", "bigquery://project/set"])
def test_another_kind_of_server_is_refused(url):
    with pytest.raises(UsageError, match="not a kind of server"):
        connected(url)


def test_a_server_that_is_not_there_is_named():
    with pytest.raises(EvidenceMissing, match="127.0.0.1"):
        connected("postgresql://nobody@127.0.0.1:1/none")


def test_a_folder_is_filled_whole_or_not_at_all_and_replaced_only_when_told(tmp_path):
    lake = connected(str(tmp_path / "lake"))
    carry([("one", ROWS.to_reader())], lake, "kept")
    with pytest.raises(InvalidInput, match="a schema 'kept' already"):
        carry([("two", ROWS.to_reader())], lake, "kept")
    with pytest.raises(ValueError, match="bad"):
        carry([("two", unreadable())], lake, "kept", replace=True)
    assert [file.name for file in (tmp_path / "lake").rglob("*")] == ["kept", "one.parquet"]
    carry([("two", ROWS.to_reader())], lake, "kept", replace=True)
    assert [file.name for file in (tmp_path / "lake").rglob("*")] == ["kept", "two.parquet"]
    assert pq.read_table(tmp_path / "lake" / "kept" / "two.parquet") == ROWS


@pytest.mark.parametrize("place", ["nowhere/lake", "file"])
def test_a_folder_that_cannot_be_made_is_named(place, tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(UsageError, match="no folder|is a file"):
        connected(str(tmp_path / place))
