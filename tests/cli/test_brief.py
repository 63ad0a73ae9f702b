import json
import re
from pathlib import Path

import pytest

import regimelab
from regimelab.policy.present import FUTURES

NAMES = ["brief.html", "brief.json", "brief.pdf"]
FEW = ("--futures", 40, "--months", 6)


@pytest.fixture
def written(run, environment):
    done = run("brief", "central_asia", "-o", "out", *FEW)
    assert done.exit_code == 0, done.output
    return environment / "out"


def test_a_brief_is_a_page_its_data_and_the_record_of_the_run(written):
    assert sorted(path.name for path in written.iterdir()) == NAMES + ["manifest.json"]
    assert (written / "brief.html").read_text().lower().startswith("<!doctype html>")
    assert (written / "brief.pdf").read_bytes().startswith(b"%PDF-1.7")
    record = json.loads((written / "manifest.json").read_text())
    assert record["into"] == "folder" and len(record["outputs"]) == 3


@pytest.mark.slow
def test_the_table_of_claims_is_printed_and_the_paths_are_said_apart(run):
    done = run("brief", *FEW)
    assert "Claims of the brief" in done.stdout and "brief.html" not in done.stdout
    assert "wrote brief-central_asia/brief.html" in done.stderr


def test_the_same_brief_again_is_no_overwriting_and_another_one_is(run, written):
    before = (written / "brief.html").read_bytes()
    assert run("brief", "-o", "out", *FEW).exit_code == 0
    refused = run("brief", "-o", "out", *FEW, "--seed", "5")
    assert refused.exit_code == 2 and "--force" in refused.stderr
    assert (written / "brief.html").read_bytes() == before


def test_a_brief_in_json_says_what_was_written_on_how_many_futures_and_what_was_not_forecast(
    ask, environment, run
):
    more = FUTURES + 10
    answer, done = ask("brief", "-o", "out", "--futures", more, "--months", 6)
    assert answer["data"]["files"] == NAMES and len(answer["data"]["claims"]) == 13
    assert any("The past was not forecast: no half-year" in one for one in answer["warnings"])
    assert "The past was not forecast: no half-year" in done.stderr
    meta = json.loads((environment / "out" / "brief.json").read_text())["meta"]
    for said in (answer["data"], meta):
        assert (said["futures"], said["futures_compared"]) == (more, FUTURES)
    told = " ".join(re.sub("[│\n]", " ", run("brief", "--help").stdout).split())
    assert f"compared on {FUTURES} of them at most" in told


@pytest.mark.parametrize("command", ["brief", "simulate", "compare"])
@pytest.mark.parametrize(("option", "value"), [("--futures", "0"), ("--months", "-3"), ("--seed", "-1")])
def test_2_for_a_number_that_cannot_be(ask, command, option, value):
    answer, done = ask(command, option, value)
    assert done.exit_code == 2
    assert (answer["error"]["where"], bool(answer["error"]["remedy"])) == (option, True)


@pytest.mark.slow
def test_two_real_briefs_have_the_same_bytes(spawn, environment):
    for folder in ("one", "two"):
        process = spawn("brief", "-o", folder)
        _, stderr = process.communicate(timeout=600)
        assert process.returncode == 0, stderr
    for name in NAMES:
        assert (environment / "one" / name).read_bytes() == (environment / "two" / name).read_bytes()


@pytest.mark.slow
def test_a_brief_since_a_release_says_what_moved_and_why(run, environment):
    region = Path(regimelab.__file__).parent / "regions" / "central_asia"
    lines = (region / "chronicle.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    fewer = environment / "fewer.csv"
    fewer.write_text("".join(lines[:-3]), encoding="utf-8")
    held = json.loads(run("evidence", "list", "--chronicle", fewer, "--json").stdout)["data"]["release"]
    done = run("brief", "-o", "out", "--since", held)
    assert done.exit_code == 0, done.output
    told = json.loads((environment / "out" / "brief.json").read_text())
    changes = next(one for one in told["sections"] if one["id"] == "changes")
    added = next(one for one in changes["blocks"] if one.get("id") == "acts-added")
    assert len(added["rows"]) == 3
    again = run("brief", "-o", "again", "--since", told["meta"]["evidence_release"])
    assert again.exit_code == 2 and "--since" in again.stderr


def test_a_brief_in_two_pages_is_a_page_and_a_pdf(run, environment):
    done = run("brief", "-o", "out", "--short", "--language", "ru", *FEW)
    assert done.exit_code == 0, done.output
    names = sorted(path.name for path in (environment / "out").iterdir())
    assert names == ["brief-short.html", "brief-short.pdf", "manifest.json"]
    assert '<html lang="ru">' in (environment / "out" / "brief-short.html").read_text()
