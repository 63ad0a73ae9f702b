"""What is refused at the door of explore, optimise and compare, and the schemas of the files of options."""

import json
import tomllib

import pytest

from regimelab.region.load import PACKAGED
from regimelab.study.modelling import Modelling

FOLDER = PACKAGED / "central_asia"
HEAD = 'title = "T"\ndescription = "D"\n'


def test_all_that_is_wrong_with_an_exploration_is_said_at_once(run):
    done = run("explore", "central_asia", "--worlds", 1000, "--repetitions", 1, "--outcome", "repressio")
    assert done.exit_code == 2
    for said in ("1000 is not a multiple of 1024", "1 does not tell chance", "Did you mean 'repression'"):
        assert said in done.stderr


def test_all_that_is_wrong_with_an_optimisation_is_said_at_once(run):
    words = ("--budget", -1, "--benefit", "joy", "--lever", "statement", "--rounds", 0)
    done = run("optimise", "central_asia", *words)
    assert done.exit_code == 2
    for said in ("-1 is not a sum of money", "'joy'", "Did you mean 'statements'", "0 is no search"):
        assert said in done.stderr


@pytest.mark.parametrize(
    ("command", "word"), [("explore", "--by"), ("explore", "--theories"), ("compare", "--theories")]
)
def test_a_word_that_is_no_choice_is_refused(run, command, word):
    assert run(command, "central_asia", word, "sideways").exit_code == 2


@pytest.fixture
def unfitted(run, monkeypatch):
    """Run a command line that must not come to fitting anything."""

    def fit(_):
        raise AssertionError("a fit was begun")

    monkeypatch.setattr(Modelling, "posterior", property(fit))
    monkeypatch.setattr(Modelling, "rivals", property(fit))
    return run


WRONG = ("-p", "human_securty_first", "-s", "tajik_sucession")
NEAREST = ("Did you mean 'human_security_first'", "Did you mean 'tajik_succession'")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("compare", *WRONG), NEAREST),
        (("compare", *WRONG, "--theories", "stacked"), NEAREST),
        (("explore", *WRONG), NEAREST),
        (("explore", "--focus", "human_securty_first"), NEAREST[:1]),
        (("explore", "--enough", "nan"), ("nan is not a level",)),
        (("optimise", "-s", "tajik_sucession"), NEAREST[1:]),
        (("optimise", "--red-line", "repression@TJX"), ("Did you mean 'repression@TJK'",)),
        (("simulate", "-s", "tajik_sucession"), NEAREST[1:]),
    ],
    ids=lambda one: " ".join(one) if one[0] in {"compare", "explore", "optimise", "simulate"} else "",
)
def test_names_that_there_are_not_are_refused_before_anything_is_fitted(unfitted, words, said):
    done = unfitted(words[0], "central_asia", *words[1:])
    assert done.exit_code == 2, done.output
    assert all(one in done.stderr for one in said)


def test_a_sweep_into_a_folder_of_other_things_is_refused_before_anything_is_fitted(unfitted, environment):
    (environment / "there").mkdir()
    (environment / "there" / "mine.txt").write_text("mine")
    done = unfitted("sweep", "central_asia", "--into", "there")
    assert done.exit_code == 2 and "is not empty, and holds no sweep" in done.stderr


def test_a_portfolio_that_begins_too_late_is_refused_before_anything_is_fitted(unfitted, environment):
    dose = '[[doses]]\nlever = "statements"\nlevel = 1\nstart = "2040-09-01"\n'
    done = compared(unfitted, environment, "mine.toml", HEAD + dose)
    assert done.exit_code == 3 and "after the 24 months" in done.stderr


def compared(run, environment, name, text, option="-p"):
    file = environment / name
    file.write_text(text, encoding="utf-8")
    return run("compare", "central_asia", option, file)


def test_two_portfolios_of_one_name_are_refused(run, environment):
    done = compared(run, environment, "human_security_first.toml", HEAD)
    assert done.exit_code == 3 and "two of the name 'human_security_first'" in done.stderr


def test_a_scenario_for_another_region_is_refused(run, environment):
    text = f'{HEAD}region = "gulf"\nstart = "2023-07-01"\n'
    done = compared(run, environment, "mine.toml", text, "-s")
    assert done.exit_code == 3 and "is another region; this is central_asia" in done.stderr


def test_circular_triggers_are_refused_with_their_place(run, environment):
    trigger = (
        '[[triggers]]\nname = "{}"\ntitle = "T"\noutcome = "unrest"\nabove = 1\nafter = "{}"\nreason = "r"\n'
    )
    dose = '[[doses]]\nlever = "statements"\nlevel = 1\nstart = "2023-09-01"\nwhen = "a"\n'
    text = HEAD + dose + trigger.format("a", "b") + trigger.format("b", "a")
    done = compared(run, environment, "mine.toml", text)
    assert done.exit_code == 3 and "triggers[0].after" in done.stderr and "in a circle" in done.stderr


@pytest.mark.parametrize("what", ["levers", "portfolio", "scenario"])
def test_a_schema_has_the_keys_of_the_packaged_files(run, what):
    made = json.loads(run("region", "schema", what).stdout)
    assert made["$schema"].endswith("/2020-12/schema") and "name" not in made["required"]
    files = [FOLDER / "levers.toml"] if what == "levers" else FOLDER.glob(f"{what}s/*.toml")
    for file in files:
        told = tomllib.loads(file.read_text(encoding="utf-8"))
        assert set(told) <= set(made["properties"]) and set(made["required"]) <= set(told)


def test_a_schema_lists_the_kinds_of_act_and_the_outcomes(run):
    levers = json.loads(run("region", "schema", "levers").stdout)["$defs"]
    assert "repress" in levers["LeverEffect"]["properties"]["kinds"]["items"]["enum"]
    portfolio = json.loads(run("region", "schema", "portfolio").stdout)["$defs"]
    assert "repression" in portfolio["Trigger"]["properties"]["outcome"]["enum"]


SMALL = ("--months", 6, "-s", "baseline")
RUNS = [
    ("explore", *SMALL, "--worlds", 1024, "--repetitions", 2, "-p", "human_security_first", "-o", "x.nc"),
    ("explore", *SMALL, "--worlds", 1024, "--repetitions", 2, "-p", "human_security_first", "-o", "x.json"),
    ("optimise", *SMALL, "--rounds", 1, "--lever", "statements", "-o", "x.nc"),
    ("optimise", *SMALL, "--rounds", 1, "--lever", "statements", "-o", "x.parquet"),
    ("compare", *SMALL, "--futures", 20, "-o", "x.nc"),
]


@pytest.mark.slow
@pytest.mark.parametrize("words", RUNS, ids=lambda words: f"{words[0]} {words[-1]}")
def test_a_run_that_was_read_back_is_repeated_from_its_record(spawn, words):
    for again in ((), ("--force",)):
        done = spawn(words[0], "central_asia", *words[1:], *again, "--quiet")
        assert done.communicate(timeout=600)[1] == "" and done.returncode == 0
    done = spawn("rerun", f"{words[-1]}.manifest.json")
    stdout, stderr = done.communicate(timeout=600)
    assert done.returncode == 0, stderr
    assert "1 file(s)" in stdout
