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


FORMULAS = ("=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "-", "-1,5", "=")


@pytest.mark.parametrize("text", FORMULAS)
def test_a_cell_that_a_spreadsheet_would_run_is_defused_in_csv_only(text):
    from pyarrow import parquet

    rows = [{"what": text}]
    (row,) = csv.DictReader(io.StringIO(encode(rows, Format.CSV).decode(), newline=""))
    assert row["what"] == f"'{text}"
    assert parquet.read_table(io.BytesIO(encode(rows, Format.PARQUET))).to_pylist() == rows


@pytest.mark.parametrize("text", ["-1.5", "+3", "-1e-05", "1 = 1", "a@b", "\u2212"])
def test_a_number_or_a_plain_text_stays_as_it_is(text):
    (row,) = csv.DictReader(io.StringIO(encode([{"what": text}], Format.CSV).decode()))
    assert row["what"] == text


def test_a_number_is_never_quoted_and_a_formula_in_a_list_or_a_heading_is_defused():
    text = encode([{"=a": -1.5, "b": ("=1", "x")}], Format.CSV).decode()
    assert text == '"\'=a","b"\n-1.5,"\'=1; x"\n'


def test_a_formula_in_a_chronicle_comes_out_harmless(run, environment):
    from regimelab.region import load_region

    lines = (load_region("central_asia").folder / "chronicle.csv").read_text("utf-8").splitlines()
    lines[1] = lines[1].replace("The OSCE opens", "=HYPERLINK(1) opens")
    (environment / "own.csv").write_text("\n".join(lines[:2]) + "\n", "utf-8")
    words = ("evidence", "list", "--chronicle", "own.csv")
    (row,) = csv.DictReader(io.StringIO(run(*words, "--format", "csv").stdout))
    assert row["description"].startswith("'=HYPERLINK")
    assert json.loads(run(*words, "--json").stdout)["data"]["acts"][0]["description"].startswith("=HYPERLINK")


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
    rows = csv.DictReader(io.StringIO((environment / "regions.csv").read_text()))
    assert {"central_asia", "gulf", "sahel"} <= {row["code"] for row in rows}


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
