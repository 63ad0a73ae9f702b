import csv
import re
import shutil
from datetime import date

import pytest

from regimelab.errors import InvalidInput, UsageError
from regimelab.policy.known import Known, first_day
from regimelab.policy.lever import CHANNELS, DIMENSIONS
from regimelab.policy.load import chosen, load_options, load_portfolios, load_scenarios
from regimelab.region import load_region, region_file
from tests.made_history import events, history

FOLDER = region_file("central_asia").parent
FIRST = date(2023, 7, 1)


@pytest.fixture(scope="module")
def names():
    region = load_region("central_asia")
    return Known(region.actors, region.classes, FIRST, region=region.code)


@pytest.fixture(scope="module")
def packaged(names):
    return load_options(FOLDER, names)


@pytest.fixture
def folder(tmp_path):
    """A copy of the packaged options that a test may damage."""
    shutil.copy(FOLDER / "levers.toml", tmp_path)
    for part in ("portfolios", "scenarios"):
        shutil.copytree(FOLDER / part, tmp_path / part)
    return tmp_path


@pytest.fixture
def broken(folder, names):
    """Write a file of options, and tell what is then wrong with the folder."""

    def write(file, text):
        (folder / file).write_text(text, encoding="utf-8")
        with pytest.raises(InvalidInput) as refused:
            load_options(folder, names)
        assert refused.value.exit_code == 3
        return [str(problem).removeprefix(f"{folder}/") for problem in refused.value.problems]

    return write


def test_the_packaged_options_load(packaged):
    assert [one.name for one in packaged.portfolios] == [
        "do_nothing",
        "human_security_first",
        "principles_with_conditionality",
        "screened_security_assistance",
        "silence_for_access",
        "unscreened_security_assistance",
    ]
    assert [one.name for one in packaged.scenarios] == [
        "baseline",
        "amu_darya_drought",
        "colour_revolution",
        "kabul_collapses",
        "kabul_recognised",
        "moscow_lashes_out",
        "moscow_turns_inward",
        "taiwan_and_the_corridor",
        "tajik_succession",
    ]


def test_every_channel_and_dimension_is_in_use_somewhere(packaged):
    assert {effect.channel for lever in packaged.levers for effect in lever.effects} == set(CHANNELS)
    assert {lever.dimension for lever in packaged.levers} == set(DIMENSIONS)


def test_security_assistance_comes_with_and_without_screening(packaged):
    levers = {lever.name for lever in packaged.levers}
    for name in ("border_services", "counter_extremism"):
        assert {f"{name}_screened", f"{name}_unscreened"} <= levers


def test_everything_assumed_has_a_reason_and_every_reference_is_there(packaged, shared):
    with (FOLDER / "chronicle.csv").open(encoding="utf-8") as file:
        rows = {row["id"] for row in csv.DictReader(file)}
    lines = (shared / "brief/policy-brief-86.txt").read_text(encoding="utf-8").splitlines()
    files = [FOLDER / "levers.toml", *FOLDER.glob("portfolios/*.toml"), *FOLDER.glob("scenarios/*.toml")]
    text = "\n".join(file.read_text(encoding="utf-8") for file in files)
    assert set(re.findall(r"CH\d{4}", text)) <= rows
    cited = {int(line) for line in re.findall(r"(?:brief:|line )(\d+)", text)}
    assert all(lines[line - 1].strip() for line in cited)
    assert text.count('basis = "assumed"') == text.count("basis =")


def test_a_folder_without_options_has_nothing_to_do_and_stays_as_now(tmp_path, names):
    options = load_options(tmp_path, names)
    assert options.levers == ()
    assert [one.name for one in options.portfolios] == ["do_nothing"]
    assert [one.name for one in options.scenarios] == ["baseline"]


def test_parts_load_by_themselves_and_a_single_file_too(names, packaged):
    assert load_portfolios(FOLDER / "portfolios", names, packaged.levers) == packaged.portfolios
    one = load_scenarios(FOLDER / "scenarios/tajik_succession.toml", names)
    assert [scenario.name for scenario in one] == ["baseline", "tajik_succession"]


def test_a_scenario_dated_before_the_evidence_ends_is_refused(broken):
    text = 'title = "Early"\ndescription = "Too early."\nstart = 2023-06-30\n'
    assert broken("scenarios/early.toml", text) == [
        "scenarios/early.toml: start: '2023-06-30' lies before 2023-07-01, "
        "where the evidence ends and the futures begin. Correct it."
    ]


DOSES = """
title = "Wrong"
description = "Everything wrong at once."
colour = "red"
doses = [
  { lever = "water_and_contact", level = 1, start = "2023-09-01" },
  { lever = "water_and_contacts", level = 9, start = "2023-09-01" },
  { lever = "water_and_contacts", level = 1, start = "2023-13-01" },
  { lever = "water_and_contacts", level = 1, start = "2023-09-01", end = "2023-08-01" },
  { lever = "water_and_contacts", level = 1, start = "2023-01-01", hosts = ["TKM"] },
  { lever = "statements", level = -1, start = "2023-09-01", hosts = ["RUS"] },
]
"""


def test_a_wrong_portfolio_gets_all_its_problems_at_once(broken):
    found = broken("portfolios/wrong.toml", DOSES)
    expected = [
        "colour: 'colour' is not a key here.",
        "doses[0].lever: 'water_and_contact' is not a lever of the region. Did you mean 'water_and_contacts",
        "doses[1].level: '9' is outside the range of the lever, 0 to 3.",
        "doses[2].start: '2023-13-01' is not a date of the calendar",
        "doses[3].end: '2023-08-01' is before the start, 2023-09-01.",
        "doses[4].start: '2023-01-01' lies before 2023-07-01",
        "doses[4].hosts[0]: 'TKM' is not a state where the lever works.",
        "doses[5].level: '-1' input should be greater than or equal to 0.",
        "doses[5].hosts[0]: 'RUS' is not a member of the region.",
    ]
    for start in expected:
        assert [problem for problem in found if problem.startswith(f"portfolios/wrong.toml: {start}")], (
            start,
            found,
        )
    assert len(found) == len(expected)


LEVERS = """
[[levers]]
name = "aid"
title = "Aid"
description = "Aid."
unit = "programme"
low = 2
high = 1
lag_months = -1
ramp_months = 0
hosts = ["KGZZ"]
cost = { low = 3, high = 1, unit = "euros", basis = "guess", reason = "none" }
consent = { chance = 1.5, reason = "" }

[[levers.effects]]
title = "less repression"
kinds = ["represss"]
sender = "hosst"
mean = nan
sd = -1
basis = "estimated"
reason = "none"

[[levers]]
name = "aid"
"""


def test_a_wrong_lever_gets_all_its_problems_at_once_in_all_files(broken):
    found = broken("levers.toml", LEVERS)
    expected = [
        "levers[0].lag_months: '-1'",
        "levers[0].hosts[0]: 'KGZZ' is not a member of the region. Did you mean 'KGZ'?",
        "levers[0].cost.basis: 'guess' is not a basis.",
        "levers[0].consent.chance: '1.5'",
        "levers[0].consent.reason: '' string should have at least 1 character.",
        "levers[0].effects[0].kinds[0]: 'represss' is not a kind of act. Did you mean 'repress'?",
        "levers[0].effects[0].sender: 'hosst' is not an actor, a class of actors, or 'any'.",
        "levers[0].effects[0].mean: 'nan'",
        "levers[0].effects[0].sd: '-1'",
        "levers[1].title: this key is required but missing.",
        "levers[1].name: 'aid' stands already.",
    ]
    for start in expected:
        assert [problem for problem in found if problem.startswith(f"levers.toml: {start}")], (start, found)
    file = "portfolios/principles_with_conditionality.toml"
    lost = f"{file}: doses[0].lever: 'statements' is not a lever of the region."
    assert any(problem.startswith(lost) for problem in found)


def test_a_lever_that_is_wrong_elsewhere_is_still_known_to_the_portfolios(broken, folder):
    text = (folder / "levers.toml").read_text(encoding="utf-8")
    found = broken("levers.toml", text.replace('kinds = ["water"]', 'kinds = ["wine"]'))
    assert found == [found[0]]
    assert found[0].startswith("levers.toml: levers[0].effects[1].kinds[0]: 'wine' is not a kind of act.")


SCENARIO = """
title = "Wrong"
description = "Everything wrong at once."
start = "2023-07-01"

[[patron]]
day = "2023-09-01"
level = -1
basis = "assumed"
reason = "none"

[[windows]]
member = "RUS"
open = "perhaps"
start = "2023-09-01"
reason = "none"

[[shifts]]
title = "visits"
kinds = []
sender = "host"
start = "2023-09-01"
end = "2023-08-01"
mean = 0.1
sd = 0.1
basis = "pooled"
reason = "none"
"""


def test_a_wrong_scenario_gets_all_its_problems_at_once(broken):
    found = broken("scenarios/wrong.toml", SCENARIO)
    expected = [
        "patron[0].level: '-1'",
        "windows[0].member: 'RUS' is not a member of the region.",
        "windows[0].open: 'perhaps'",
        "shifts[0].kinds: '[]'",
        "shifts[0].sender: 'host' is not an actor, a class of actors, or 'any'.",
    ]
    for start in expected:
        assert [problem for problem in found if problem.startswith(f"scenarios/wrong.toml: {start}")], (
            start,
            found,
        )


def test_what_is_not_assumed_names_its_source(broken, folder):
    text = (folder / "scenarios/tajik_succession.toml").read_text(encoding="utf-8")
    pooled = text.replace('basis = "assumed"', 'basis = "pooled"', 1).replace(
        'source = "brief:97"', 'source = ""'
    )
    (problem,) = broken("scenarios/tajik_succession.toml", pooled)
    assert "shifts[0].basis: 'pooled' needs a source" in problem


def test_doing_nothing_cannot_be_given_doses(broken):
    text = (
        'title = "T"\ndescription = "D"\n[[doses]]\nlever = "statements"\nlevel = 1\nstart = "2023-09-01"\n'
    )
    (problem,) = broken("portfolios/do_nothing.toml", text)
    assert problem.startswith(
        "portfolios/do_nothing.toml: name: 'do_nothing' is what every portfolio is compared with"
    )


def test_a_name_is_the_name_of_its_file(broken):
    (problem,) = broken(
        "scenarios/mine.toml", 'name = "yours"\ntitle = "T"\ndescription = "D"\nstart = "2023-07-01"\n'
    )
    assert (
        problem
        == "scenarios/mine.toml: name: 'yours' is not the name of the file. Drop it, or rename the file."
    )


def test_a_file_that_is_not_toml_is_said_to_be_so(broken):
    (problem,) = broken("scenarios/mine.toml", "title = ")
    assert problem.startswith("scenarios/mine.toml: is not TOML")


def test_options_are_chosen_by_name_in_the_order_asked_for(packaged):
    picked = chosen(packaged.portfolios, ["principles_with_conditionality", "do_nothing"], "portfolio")
    assert [one.name for one in picked] == ["principles_with_conditionality", "do_nothing"]
    assert chosen(packaged.portfolios, [], "portfolio") == packaged.portfolios
    with pytest.raises(
        UsageError,
        match="'human_security_last' is not a portfolio. Did you mean 'human_security_first'?",
    ):
        chosen(packaged.portfolios, ["human_security_last"], "portfolio")


def test_the_first_open_day_is_the_day_after_the_evidence():
    assert first_day(history(events(), length=1642 / 30.4375)) == date(2023, 7, 1)


def test_a_scenario_from_the_past_is_one_problem_with_the_earliest_day(broken):
    windows = "".join(
        f'[[windows]]\nmember = "TJK"\nopen = true\nstart = "20{year}-01-01"\nreason = "r"\n'
        for year in (10, 11, 12)
    )
    head = 'title = "t"\ndescription = "d"\nstart = "2009-01-01"\n'
    [said] = broken("scenarios/old.toml", head + windows)
    assert said.startswith("scenarios/old.toml: start and 3 more: these dates lie before 2023-07-01")
