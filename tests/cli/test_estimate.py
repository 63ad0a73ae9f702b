"""``estimate`` on a small specification of its own."""

import sys

import pytest

ACTORS = "label,age\na,1\nb,2\nc,4\nd,3\n"
CALLS = "time,sender,receiver,increment\n" + "".join(
    f"{time},{pair[0]},{pair[1]},1\n"
    for time, pair in enumerate(("ab", "ba", "ac", "ca", "bc", "ab", "cb", "da", "ad", "ab"), start=1)
)
SPEC = """
[actors]
file = "actors.csv"
[networks.call]
changes = "calls.csv"
[dependent]
events = "calls.csv"
[model]
kind = "choice"
effects = ["recip(call)", "alter(age)"]
"""


@pytest.fixture
def spec(environment):
    for name, text in (("actors.csv", ACTORS), ("calls.csv", CALLS), ("spec.toml", SPEC)):
        (environment / name).write_text(text)
    return environment / "spec.toml"


def test_a_picture_is_written_and_not_over_another(run, spec):
    assert run("estimate", spec, "--plot", "effects.svg").exit_code == 0
    written = spec.with_name("effects.svg").read_text()
    assert written.startswith("<svg") and "recip(call)" in written
    again = run("estimate", spec, "--plot", "effects.svg")
    assert again.exit_code == 2 and "is there already" in again.output
    assert run("estimate", spec, "--plot", "effects.svg", "--force").exit_code == 0


def test_a_picture_of_an_unknown_kind_is_refused(run, spec):
    done = run("estimate", spec, "--plot", "effects.pdf")
    assert done.exit_code == 2 and ".svg or .png" in done.output


def test_a_check_tells_of_every_event_in_json_and_shortly_in_print(ask, run, spec):
    answer, _ = ask("estimate", spec, "--check")
    fit = answer["data"]["diagnostics"]
    assert [one["time"] for one in fit["events"]] == [float(time) for time in range(1, 11)]
    assert all(0 < one["probability"] <= 1 and one["rank"] <= 3 for one in fit["events"])
    total = sum(one["log_likelihood"] for one in fit["events"])
    assert total == pytest.approx(answer["data"]["log_likelihood"])
    assert "by probability, the events were" in run("estimate", spec, "--check").output
    assert ask("estimate", spec)[0]["data"]["diagnostics"] is None


def test_draws_are_kept_for_arviz_with_the_names_of_the_effects(ask, spec):
    arviz = pytest.importorskip("arviz_base")
    pytest.importorskip("numpyro")
    with spec.open("a") as file:
        file.write('[priors]\n"alter(age)" = { mean = 0, sd = 0.5 }\n')
    answer, done = ask("estimate", spec, "--out", "draws.nc", "--seed", "4")
    assert done.exit_code == 0, done.output
    drawn = arviz.convert_to_datatree(str(spec.with_name("draws.nc")))
    assert drawn["posterior"]["effects"].shape == (4, 1000, 2)
    assert list(drawn["posterior"]["effect"].values) == ["recip(call)", "alter(age)"]
    assert drawn["log_likelihood"]["events"].shape[2] == 10
    effects = answer["data"]["posterior"]["effects"]
    assert [(one["prior_mean"], one["prior_sd"]) for one in effects] == [(0, 10), (0, 0.5)]
    means = drawn["posterior"]["effects"].mean(("chain", "draw")).values
    assert [one["mean"] for one in effects] == pytest.approx(list(means))
    again, _ = ask("estimate", spec, "--posterior", "--seed", "4")
    assert again["data"]["posterior"] == answer["data"]["posterior"]


def test_draws_belong_into_a_file_of_their_kind(run, spec):
    done = run("estimate", spec, "--out", "draws.csv")
    assert done.exit_code == 2 and "End its name in .nc" in done.output


def test_a_posterior_without_its_packages_says_how_to_install_them(run, spec, monkeypatch):
    monkeypatch.setitem(sys.modules, "numpyro", None)
    done = run("estimate", spec, "--posterior")
    assert done.exit_code == 2 and "regimelab[posterior]" in done.output
