import os
import sqlite3
import subprocess
import sys
import threading
from types import SimpleNamespace

import duckdb
import pyarrow as pa
import pytest

from regimelab.errors import EvidenceMissing, InvalidInput, RegimelabError
from regimelab.evidence import Store, connection
from regimelab.evidence.store import Loaded

HOLD = "import duckdb, sys; held = duckdb.connect(sys.argv[1]); print('held', flush=True); sys.stdin.read()"


SCHEMA = pa.schema(
    [
        ("value", pa.int64()),
        *((name, pa.string()) for name in ("source", "retrieved", "licence", "confidence")),
    ]
)


def table(*values: int) -> pa.Table:
    rows = [
        {"value": value, "source": "test", "retrieved": "2026-11", "licence": "facts"} for value in values
    ]
    return pa.Table.from_pylist(rows, SCHEMA)


def load(region="one", release="2023-06-30+aaaaaaaaaaaa", made="2026-01-01", fingerprint="f1"):
    return Loaded(region, release, fingerprint, made, "{}")


NAME = load().release


@pytest.fixture
def place(tmp_path):
    return tmp_path / "evidence.duckdb"


@pytest.fixture
def held(place):
    """Let another process hold the store."""
    Store.open(place).close()
    command = [sys.executable, "-c", HOLD, str(place)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        other.stdout.readline()
        yield other
        other.kill()


def refusal(error: type[RegimelabError], path, **options) -> str:
    with pytest.raises(error) as refused:
        Store.open(path, **options)
    [problem] = refused.value.problems
    assert problem.remedy
    return str(problem)


def test_a_region_is_read_as_it_was_written(place):
    with Store.open(place) as store:
        store.keep(load(), {"acts": table(1, 2)})
    with Store.open(place, read_only=True) as store:
        assert store.read("one", NAME, "acts").equals(table(1, 2))


def test_regions_lie_side_by_side(place):
    with Store.open(place) as store:
        store.keep(load(), {"acts": table(1)})
        store.keep(load("two"), {"acts": table(2)})
        store.keep(load(), {"acts": table(3)})
        assert [store.read(name, NAME, "acts")["value"].to_pylist() for name in ("one", "two")] == [[3], [2]]


def test_releases_lie_side_by_side_and_the_index_lists_them(place):
    loads = [load(), load(release="2023-06-30+bbbbbbbbbbbb", made="2026-01-02"), load("two")]
    with Store.open(place) as store:
        for value, one in enumerate(loads):
            store.keep(one, {"acts": table(value)})
        found = [store.read(one.region, one.release, "acts")["value"].to_pylist() for one in loads]
        assert found == [[0], [1], [2]]
        assert store.releases("one") == tuple(loads[:2])
        assert store.releases("three") == ()


def test_what_is_not_there_is_none(place):
    with Store.open(place) as store:
        assert store.read("one", NAME, "acts") is None
        store.keep(load(), {"acts": table(1)})
        assert store.read("one", NAME, "pairs") is None


def test_a_table_without_rows_keeps_its_columns(place):
    with Store.open(place) as store:
        store.keep(load(), {"acts": table()})
        assert store.read("one", NAME, "acts").column_names == table().column_names


def test_columns_may_change_from_one_load_to_the_next(place):
    with Store.open(place) as store:
        store.keep(load(), {"acts": table(1)})
        wider = table(1).append_column("more", pa.array(["x"]))
        store.keep(load(), {"acts": wider})
        assert store.read("one", NAME, "acts").equals(wider)


def test_a_replacement_that_fails_leaves_all_tables_as_they_were(place, monkeypatch):
    def breaks(self, region, name, rows):
        if name == "pairs":
            raise KeyboardInterrupt
        write(self, region, name, rows)

    write = Store._write
    with Store.open(place) as store:
        store.keep(load(), {"acts": table(1), "pairs": table(1)})
        monkeypatch.setattr(Store, "_write", breaks)
        with pytest.raises(KeyboardInterrupt):
            store.keep(load(), {"acts": table(2), "pairs": table(2)})
        assert store.read("one", NAME, "acts")["value"].to_pylist() == [1]
    with Store.open(place) as store:
        assert store.read("one", NAME, "acts")["value"].to_pylist() == [1]


@pytest.mark.parametrize("column", ["source", "retrieved", "licence", "confidence"])
def test_a_table_without_provenance_is_refused(place, column):
    with Store.open(place) as store:
        with pytest.raises(InvalidInput, match=f"table acts: has no column '{column}'"):
            store.keep(load(), {"acts": table(1).drop_columns([column])})
        assert store.read("one", NAME, "acts") is None


@pytest.mark.parametrize("column", ["source", "licence"])
def test_a_row_without_source_or_licence_is_refused(place, column):
    blank = table(1).drop_columns([column]).append_column(column, pa.array([None], pa.string()))
    with Store.open(place) as store, pytest.raises(InvalidInput, match=f"blank '{column}'"):
        store.keep(load(), {"acts": blank})


@pytest.mark.parametrize("contents", [b"", b"id,date\n" * 40, b"short"])
def test_a_file_that_is_not_duckdb_is_refused_and_left_alone(place, contents):
    place.write_bytes(contents)
    assert "is not a DuckDB file" in refusal(InvalidInput, place)
    assert place.read_bytes() == contents


def test_a_file_of_another_database_is_refused_without_asking_the_network(place):
    other = sqlite3.connect(place)
    other.execute("create table acts (id)")
    other.commit()
    other.close()
    assert "is not a DuckDB file" in refusal(InvalidInput, place)


@pytest.mark.parametrize("read_only", [False, True])
@pytest.mark.parametrize(
    "made",
    [
        "create schema one; create table one.acts as select 42 as mine",
        "create table notes as select 42 as mine",
        "create view notes as select 42 as mine",
    ],
)
def test_a_duckdb_file_of_something_else_is_refused_and_left_alone(place, made, read_only):
    with duckdb.connect(place) as other:
        other.execute(made)
    before = place.read_bytes()
    assert "is a DuckDB file of something else" in refusal(InvalidInput, place, read_only=read_only)
    assert place.read_bytes() == before


def test_a_refused_file_is_let_go_of(place):
    with duckdb.connect(place) as other:
        other.execute("create table notes as select 42 as mine")
    refusal(InvalidInput, place)
    with duckdb.connect(place) as other:
        assert other.execute("from notes").fetchall() == [(42,)]


def test_an_empty_duckdb_file_becomes_a_store(place):
    duckdb.connect(place).close()
    with Store.open(place) as store:
        store.keep(load(), {"acts": table(1)})
    with Store.open(place) as store:
        assert store.read("one", NAME, "acts").equals(table(1))


def test_a_store_of_another_format_is_refused(place):
    with Store.open(place) as store:
        store.keep(load(), {"acts": table(1)})
    with duckdb.connect(place) as other:
        other.execute("update regimelab.store set format = '99'")
    assert "is a store of another version of regimelab" in refusal(InvalidInput, place)


def test_a_damaged_store_is_refused(place):
    Store.open(place).close()
    place.write_bytes(place.read_bytes()[:64] + b"\0" * 64)
    assert "is damaged" in refusal(InvalidInput, place)


@pytest.mark.parametrize("keep", [0.3, 0.6, 0.9])
def test_a_truncated_store_is_refused_wherever_it_ends(place, keep):
    with Store.open(place) as store:
        store.keep(load(), {"acts": table(*range(200_000))})
    content = place.read_bytes()
    place.write_bytes(content[: int(len(content) * keep)])
    with (
        pytest.raises(InvalidInput, match="is damaged.*Delete it; it is rebuilt"),
        Store.open(place) as store,
    ):
        store.releases("one")
        store.read("one", NAME, "acts")


def test_a_store_with_overwritten_blocks_is_refused(place):
    with Store.open(place) as store:
        store.keep(load(), {"acts": table(*range(200_000))})
    content = bytearray(place.read_bytes())
    content[12288:] = bytes(byte ^ 0xFF for byte in content[12288:])
    place.write_bytes(content)
    with pytest.raises(InvalidInput, match="is damaged"), Store.open(place) as store:
        store.read("one", NAME, "acts")


def test_a_folder_is_refused(tmp_path):
    assert "is a folder" in refusal(InvalidInput, tmp_path)


def test_a_missing_folder_is_refused(tmp_path):
    assert "there is no such folder" in refusal(InvalidInput, tmp_path / "none" / "evidence.duckdb")


def test_a_missing_store_cannot_be_read(place):
    assert "there is no store" in refusal(EvidenceMissing, place, read_only=True)
    assert not place.exists()


def test_a_read_only_store_is_refused_for_writing_and_opened_for_reading(place):
    with Store.open(place) as store:
        store.keep(load(), {"acts": table(1)})
    place.chmod(0o444)
    assert "is read-only" in refusal(InvalidInput, place)
    with Store.open(place, read_only=True) as store:
        assert store.read("one", NAME, "acts").num_rows == 1
        with pytest.raises(EvidenceMissing, match="open for reading"):
            store.keep(load(), {"acts": table(2)})


def test_a_read_only_folder_is_refused(tmp_path):
    folder = tmp_path / "closed"
    folder.mkdir()
    folder.chmod(0o555)
    assert "is read-only" in refusal(InvalidInput, folder / "evidence.duckdb")
    folder.chmod(0o755)


@pytest.mark.parametrize("read_only", [False, True])
def test_a_store_open_elsewhere_names_the_process_that_holds_it(place, held, read_only):
    told = refusal(EvidenceMissing, place, read_only=read_only, patience=0.0)
    assert f"is open elsewhere by process {held.pid}" in told


def test_a_store_that_is_let_go_of_in_time_is_opened(place, held):
    held.stdin.close()
    with Store.open(place, patience=20.0) as store:
        assert store.read("one", NAME, "acts") is None


def test_each_process_that_holds_a_store_is_given_time_and_one_that_keeps_it_is_named(place, monkeypatch):
    holders = ["11"] * 3 + ["12"] * 3 + ["13"] * 3 + [None]
    clock = iter(range(1000))

    real = connection.ibis.duckdb.connect

    def connect(*given, **options):
        holder = holders.pop(0)
        if holder:
            raise duckdb.IOException(
                f"Could not set lock on file: Conflicting lock is held in (PID {holder})"
            )
        return real(*given, **options)

    still = SimpleNamespace(monotonic=lambda: next(clock), sleep=lambda seconds: None)
    monkeypatch.setattr(connection, "time", still)
    monkeypatch.setattr(connection.ibis.duckdb, "connect", connect)
    connection.connect(place, read_only=False, patience=5.0).disconnect()
    assert not holders
    holders += ["11"] * 3 + ["12"] * 9
    with pytest.raises(EvidenceMissing, match="by process 12"):
        connection.connect(place, read_only=False, patience=5.0)


def test_a_file_that_another_process_is_making_is_waited_for(place):
    place.write_bytes(b"")
    head = b"\0" * 8 + connection.MAGIC
    later = threading.Timer(0.1, lambda: place.write_bytes(head))
    later.start()
    connection.check_place(place, read_only=False)
    later.join()


def test_errors_of_the_store_say_how_the_command_ends():
    assert (InvalidInput.exit_code, EvidenceMissing.exit_code) == (3, 6)


def test_the_own_store_of_a_user_lies_in_the_data_folder(tmp_path, monkeypatch):
    monkeypatch.setattr(connection, "user_data_path", lambda name, appauthor: tmp_path / "data" / name)
    with Store.open() as store:
        assert store.path == tmp_path / "data" / "regimelab" / "evidence.duckdb"
        assert os.path.exists(store.path)
