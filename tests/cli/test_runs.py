import json
from pathlib import Path

import pytest


@pytest.fixture
def record(run, environment):
    """The record of a run of `measure` into a file."""
    done = run("measure", "-o", "measures.csv", "--quiet")
    assert done.exit_code == 0, done.output
    return environment / "measures.csv.manifest.json"


def test_a_run_leaves_its_record_beside_what_it_wrote(record):
    held = json.loads(record.read_text())
    assert held["command"] == "measure" and held["arguments"] == ["measure", "-o", "measures.csv", "--quiet"]
    assert {"chronicle.csv", "region.toml"} <= {entry["path"].rsplit("/")[-1] for entry in held["inputs"]}
    assert [entry["path"] for entry in held["outputs"]] == ["measures.csv"]
    assert held["evidence_release"] and held["seed"] == 0 and held["versions"]["python"]


def test_a_run_to_stdout_leaves_its_record_among_the_runs(run, tmp_path):
    done = run("measure")
    place = done.stderr.split("record of the run: ")[1].splitlines()[0]
    assert (
        place.startswith(str(tmp_path / "home")) and json.loads(Path(place).read_text())["into"] == "stdout"
    )


def test_a_record_goes_where_it_is_asked_to(run, environment):
    run("measure", "--manifest", "run.json")
    assert json.loads((environment / "run.json").read_text())["schema"] == "regimelab.manifest/1"


def test_a_rerun_that_gives_the_same_says_so(ask, record):
    answer, done = ask("rerun", record)
    assert done.exit_code == 0, done.output
    assert answer["data"]["reproduced"] is True and answer["data"]["files"] == ["measures.csv"]


def test_7_for_a_rerun_that_gives_other_numbers(ask, record):
    held = json.loads(record.read_text())
    held["result"] = "0" * 64
    held["versions"]["numpy"] = "1.0"
    record.write_text(json.dumps(held))
    answer, done = ask("rerun", record)
    assert done.exit_code == 7
    assert answer["error"]["where"] == "result"
    assert "numpy was 1.0" in done.stderr


def test_3_for_a_record_that_is_none(run, environment):
    (environment / "broken.json").write_text('{"schema": "regimelab.manifest/1", "seed": "x"}')
    done = run("rerun", "broken.json")
    assert done.exit_code == 3 and len(done.stderr.splitlines()) > 5


def test_the_same_seed_gives_the_same_numbers(ask):
    first, second = (ask("measure", "--seed", "7")[0]["data"] for _ in range(2))
    assert first == second


def test_a_quiet_rerun_is_quiet(spawn, record):
    _, stderr = spawn("rerun", record, "--quiet").communicate(timeout=120)
    assert stderr == ""


def test_a_record_that_is_not_there_is_said_plainly(run):
    assert "nope.json: there is no such file. Give the manifest.json" in run("rerun", "nope.json").stderr


def test_a_run_on_a_view_of_the_evidence_is_recorded_and_repeated_as_such(run, ask):
    words = ("--as-of", "2022-01", "--without", "media", "-o", "then.csv", "--quiet")
    assert run("measure", *words).exit_code == 0
    held = json.loads(Path("then.csv.manifest.json").read_text())
    assert held["evidence_release"].endswith("@2022-01-31-media")
    answer, done = ask("rerun", "then.csv.manifest.json")
    assert done.exit_code == 0, done.output
    assert answer["meta"]["evidence_release"] == held["evidence_release"]
