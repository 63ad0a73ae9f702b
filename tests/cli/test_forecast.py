import json

import pytest
from typer.testing import CliRunner

from regimelab.cli.commands import app
from regimelab.region.load import PACKAGED

CHRONICLE = PACKAGED / "central_asia" / "chronicle.csv"


def test_the_group_says_what_it_offers(run):
    done = run("forecast", "--help")
    assert done.exit_code == 0 and "show" in done.stdout and "score" in done.stdout


@pytest.mark.parametrize("words", [("forecast",), ("forecast", "show")])
def test_the_first_word_may_be_left_out(ask, words):
    told, done = ask(*words, "nowhere")
    assert done.exit_code == 2 and told["error"]["where"] == "region"


def test_without_a_region_the_settings_name_it(ask, environment):
    (environment / "regimelab.toml").write_text('region = "nowhere"\n')
    told, _ = ask("forecast", "--horizon", 2)
    assert "'nowhere'" in told["error"]["what"]


def test_a_place_where_a_forecast_lies_already_is_refused_before_anything_is_computed(run, environment):
    (environment / "old.json").write_text("{}")
    done = run("forecast", "nowhere", "--publish", "old.json")
    assert done.exit_code == 2 and "is there already" in done.stderr


def test_what_is_no_sealed_forecast_is_refused(ask, environment):
    (environment / "old.json").write_text("{}")
    told, done = ask("forecast", "score", "old.json", "--events", CHRONICLE)
    assert done.exit_code == 3 and told["schema"] == "regimelab.forecast.score/1"
    assert "not a sealed forecast" in told["error"]["what"]


@pytest.mark.slow
def test_a_published_forecast_is_scored_by_what_came_after(environment):
    def invoke(*words):
        done = CliRunner().invoke(app, [*map(str, words), "--json"])
        assert done.exit_code == 0, done.output
        return json.loads(done.stdout)

    (environment / "archive").mkdir()
    options = ("--as-of", "2022-12-31", "--horizon", 3, "--futures", 100, "--publish", "archive")
    first = invoke("forecast", "central_asia", *options)
    assert first["schema"] == "regimelab.forecast/1"
    made = first["data"]["made_from"]
    assert (made["origin"], made["horizon"], made["evidence_release"][-10:]) == (
        "2023-01-01",
        3,
        "2022-12-31",
    )
    (file,) = (environment / "archive").glob("central_asia-2023-01-01-*[0-9a-f].json")
    assert first["data"]["sha256"].startswith(file.stem.rpartition("-")[2])
    assert (environment / "archive" / f"{file.name}.manifest.json").is_file()
    again = invoke("forecast", "central_asia", *options)
    assert again["data"]["sha256"] == first["data"]["sha256"]
    scored = invoke("forecast", "score", file, "--events", CHRONICLE, "--plot", "chances.svg")["data"]
    assert len(scored["reliability"]["chances"]) == 3 * len(first["data"]["kinds"])
    assert "Chance that was forecast" in (environment / "chances.svg").read_text()
    assert scored["until"] == "2023-03-31" and scored["acts"] == pytest.approx(26.0)
    assert set(scored["baselines"]) == {"constant", "last_twelve_months", "self_excitation"}
    assert scored["gain"]["estimate"] == pytest.approx(scored["score"] - max(scored["baselines"].values()))
