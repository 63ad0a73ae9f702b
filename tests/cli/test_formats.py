import csv
import io
import json
from datetime import date

import pytest

from regimelab.cli.formats import Format, encode, from_name
from regimelab.errors import UsageError

ROWS = [
    {"id": 1, "day": date(2022, 1, 5), "share": 0.5, "sources": ("CH0001", "CH0002")},
    {"id": 2, "day": None, "share": float("nan"), "sources": (), "note": "a, b"},
]


def test_csv_keeps_every_column_and_leaves_what_is_unknown_blank():
    first, second = csv.DictReader(io.StringIO(encode(ROWS, Format.CSV).decode()))
    assert first == {"id": "1", "day": "2022-01-05", "share": "0.5", "sources": "CH0001; CH0002", "note": ""}
    assert (second["share"], second["note"]) == ("", "a, b")


def test_parquet_reads_back_with_its_types():
    from pyarrow import parquet

    table = parquet.read_table(io.BytesIO(encode(ROWS, Format.PARQUET)))
    assert table.column("share").to_pylist() == [0.5, None]


def test_a_column_of_mixed_kinds_becomes_text():
    assert encode([{"value": 1}, {"value": "x"}], Format.CSV) == b'"value"\n"1"\n"x"\n'


def test_a_command_without_rows_says_so():
    with pytest.raises(UsageError, match="has no rows"):
        encode([], Format.CSV)


def test_the_ending_of_a_file_names_its_format():
    endings = ("claims.csv", "claims.PARQUET", "claims.json", "claims.txt", "table")
    assert [from_name(name) for name in endings] == [Format.CSV, Format.PARQUET, Format.JSON, None, None]


def test_data_go_into_a_file_and_stdout_stays_empty(run, environment):
    done = run("region", "list", "-o", "regions.csv")
    assert (done.exit_code, done.stdout) == (0, "")
    assert "wrote regions.csv" in done.stderr
    (row,) = csv.DictReader(io.StringIO((environment / "regions.csv").read_text()))
    assert row["code"] == "central_asia"


def test_a_dash_means_stdout(run):
    assert run("region", "list", "--format", "csv", "-o", "-").stdout.startswith('"code"')


def test_with_json_stdout_holds_one_object_even_if_a_file_is_written(ask, environment):
    answer, _ = ask("region", "list", "-o", "regions.csv")
    assert answer["ok"] and (environment / "regions.csv").exists()


def test_the_envelope_in_a_file_is_the_same_at_every_run(run, environment):
    run("region", "list", "-o", "one.json")
    run("region", "list", "-o", "two.json")
    one, two = ((environment / name).read_text() for name in ("one.json", "two.json"))
    assert one == two and json.loads(one)["meta"]["elapsed_ms"] is None


def test_a_file_that_is_there_is_refused_before_anything_is_computed(run, environment):
    (environment / "claims.csv").write_text("mine")
    done = run("claims", "-o", "claims.csv")
    assert done.exit_code == 2 and "evidence: 0 %" not in done.stderr
    assert (environment / "claims.csv").read_text() == "mine"
