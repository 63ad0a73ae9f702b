import os
from pathlib import Path

import pytest

from regimelab.cli import exits
from regimelab.errors import EvidenceMissing, InvalidInput, NotReproduced, RegimelabError, UsageError


def test_codes_are_those_that_the_interface_promises():
    assert [one.code for one in exits.EXITS] == [0, 1, 2, 3, 4, 5, 6, 7, 130]


def test_every_error_of_ours_has_a_documented_code():
    known = {one.code for one in exits.EXITS}
    errors = (RegimelabError, UsageError, InvalidInput, EvidenceMissing, NotReproduced)
    assert {error.exit_code for error in errors} <= known


def test_the_page_of_exit_codes_lists_each(root):
    page = (root / "docs" / "reference" / "exit-codes.md").read_text()
    assert all(f"| {one.code} |" in page.replace("`", "") for one in exits.EXITS)


def test_0_when_done(run):
    assert run("region", "list").exit_code == 0


def test_0_and_the_help_when_nothing_is_asked(run):
    done = run()
    assert done.exit_code == 0 and "Usage" in done.stdout


def test_1_for_a_mistake_of_ours_with_the_traceback_in_a_file(run, broken):
    done = run("region", "list")
    assert done.exit_code == 1
    assert "unexpected ZeroDivisionError: by design" in done.stderr and "Traceback" not in done.stderr
    path = done.stderr.split("traceback in ")[1].strip().rstrip(".")
    text = Path(path).read_text()
    assert text.startswith("regimelab region list") and "ZeroDivisionError" in text


@pytest.mark.parametrize("flag", ["--traceback", "-v"])
def test_the_traceback_is_shown_on_demand(run, broken, flag):
    assert "Traceback (most recent call last)" in run("region", "list", flag).stderr


@pytest.fixture
def broken(monkeypatch):
    def fail():
        raise ZeroDivisionError("by design")

    monkeypatch.setattr("regimelab.study.region.list_regions", fail)


def test_2_for_an_act_that_is_not_there(run):
    assert run("evidence", "show", "CH9999").exit_code == 2


def test_2_for_several_bad_settings_all_named(run, monkeypatch):
    monkeypatch.setenv("REGIMELAB_FUTURES", "0")
    monkeypatch.setenv("REGIMELAB_MONTHS", "-3")
    done = run("region", "list")
    assert done.exit_code == 2
    assert "REGIMELAB_FUTURES: 0 is too few" in done.stderr and "REGIMELAB_MONTHS: -3" in done.stderr


def test_3_for_a_chronicle_that_is_not_one(run, environment):
    path = environment / "chronicle.csv"
    path.write_text("id,date\nCH0001,2020-13-45\n")
    assert run("claims", "--chronicle", path).exit_code == 3


def test_3_for_a_broken_region(run, environment):
    folder = environment / "gulf"
    folder.mkdir()
    (folder / "region.toml").write_text('code = "gulf"\nmembres = 3\n')
    done = run("region", "check", folder)
    assert done.exit_code == 3 and len(done.stderr.splitlines()) > 3


def test_3_for_a_store_that_is_no_duckdb_file(run, environment):
    path = environment / "store.duckdb"
    path.write_text("not a database, but long enough to look at")
    done = run("evidence", "verify", "--store", path)
    assert done.exit_code == 3 and "not a DuckDB file" in done.stderr


def test_6_for_a_store_that_is_open_elsewhere(run, spawn, tmp_path, monkeypatch):
    monkeypatch.setattr("regimelab.evidence.connection.PATIENCE", 0.1)
    path = tmp_path / "held.duckdb"
    code = f"import duckdb; held = duckdb.connect({str(path)!r}); print('held', flush=True)"
    code += "; import time; time.sleep(60)"
    holder = spawn(code=code)
    try:
        assert holder.stdout.readline() == "held\n"
        done = run("evidence", "verify", "--store", path)
        assert done.exit_code == 6 and "is open elsewhere" in done.stderr
    finally:
        holder.kill()
        holder.communicate()


def test_6_for_a_past_that_cannot_be_forecast(run):
    done = run("hindcast")
    assert done.exit_code == 6
    assert "the hindcast: cannot be computed: no half-year" in done.stderr


def test_6_for_parameters_that_cannot_be_fitted_unless_they_are_declined(run):
    assert run("model", "show").exit_code == 6
    assert run("model", "show", "--no-fit").exit_code == 0


@pytest.mark.skipif(os.name != "posix", reason="folders forbid writing by POSIX permissions here")
def test_3_for_a_folder_that_forbids_writing(run):
    done = run("claims", "-o", "/proc/claims.csv")
    assert done.exit_code == 3 and "cannot be written" in done.stderr


def test_3_says_no_more_than_that_it_cannot_be_written(run):
    assert "No such file" not in run("claims", "-o", "/proc/claims.csv").stderr


def test_2_for_an_output_without_a_name(run, environment):
    done = run("brief", "-o", "")
    assert done.exit_code == 2 and "--output: it is empty." in done.stderr
    assert list(environment.iterdir()) == []


def test_2_for_dates_in_the_wrong_order(run):
    done = run("evidence", "list", "--since", "2022", "--until", "2021-05")
    assert done.exit_code == 2 and "2022 lies after --until 2021-05" in done.stderr


def test_2_for_a_number_that_is_none_is_said_once(run):
    done = run("brief", "--futures", "abc")
    assert done.exit_code == 2
    assert done.stderr.startswith("error: --futures: 'abc' is not a whole number. Write it in digits")


def test_problems_of_one_kind_are_counted_for_people_and_listed_for_programs(ask, environment):
    path = environment / "own.csv"
    rows = "".join(f"CH{number:04d},2020-13-45\n" for number in range(1, 43))
    path.write_text("id,date\n" + rows)
    answer, done = ask("evidence", "verify", "--chronicle", path)
    assert done.exit_code == 3 and "… and 37 more like it" in done.stderr
    assert len(answer["error"]["problems"]) > len(done.stderr.splitlines())


def test_doctor_names_its_folders(ask):
    checks = {one["name"]: one for one in ask("doctor")[0]["data"]["checks"]}
    assert {"folder of the store", "folder of the runs", "folder of the settings"} <= set(checks)
    assert checks["compilation cache of jax"]["found"] != "off"


def test_3_for_a_place_under_a_file(run, environment):
    (environment / "file").write_text("a file")
    done = run("claims", "-o", environment / "file" / "claims.csv")
    assert done.exit_code == 3
