"""The packaged regions: folders of facts without a line of code, each fact with its source."""

import pytest

from regimelab.region import blanks, check_region, load_region, packaged_regions

NAMES = packaged_regions()
PLACEBOS = ("placebo_autocracies", "placebo_mixed")
DRAWN = tuple(name for name in NAMES if name != "central_asia")


def test_there_are_four_regions_beside_central_asia_and_two_placebos():
    regions = {"central_asia", "gulf", "sahel", "south_caucasus", "southeast_asia"}
    assert set(NAMES) == regions | set(PLACEBOS)


@pytest.mark.parametrize("name", NAMES)
def test_a_packaged_region_passes_every_check_and_holds_no_example(name):
    assert check_region(name) == []
    assert blanks(load_region(name).folder) == {}


@pytest.mark.parametrize("name", DRAWN)
def test_a_region_without_acts_of_its_own_ships_none_and_says_where_they_come_from(name):
    region = load_region(name)
    assert region.chronicle.drawn
    assert not list(region.folder.glob("chronicle*"))
    assert not list(region.folder.glob("*.py"))


@pytest.mark.parametrize("name", DRAWN)
def test_registers_of_another_region_name_only_actors_of_this_one(name):
    region, central = load_region(name), load_region("central_asia")
    assert [one.name for one in region.mechanisms] == [one.name for one in central.mechanisms]
    assert {actor for threat in region.threats for actor in threat.actors} <= set(region.actors)


@pytest.mark.parametrize("name", NAMES)
def test_every_row_of_every_table_cites_a_page(name):
    region = load_region(name)
    for row in (*region.structure.borders, *region.memberships(), *region.states()):
        assert row.source.startswith("http")


def test_the_placebos_share_no_border_and_no_member_with_each_other():
    first, second = (load_region(name) for name in PLACEBOS)
    for region in (first, second):
        members = {member.code for member in region.members}
        assert not [pair for pair in region.borders() if set(pair[:2]) <= members]
    assert not {m.code for m in first.members} & {m.code for m in second.members}


def test_the_two_lengths_of_jordans_border_with_israel_stay_at_odds():
    region = load_region("placebo_autocracies")
    assert [(one.a, one.b, one.km) for one in region.structure.borders if not one.agree] == [
        ("ISR", "JOR", 307)
    ]


def test_a_head_of_state_who_does_not_rule_has_the_note_that_says_so():
    noted = {
        member.code
        for name in NAMES
        for member in load_region(name).members
        if "The head of state does not rule" in member.note
    }
    assert noted == {"ARM", "BTN", "FJI", "GEO", "KHM", "MYS", "SGP", "THA"}


def test_registers_of_no_packaged_region_are_refused_with_the_nearest_name(tmp_path):
    folder = load_region("gulf").folder
    for file in folder.iterdir():
        text = file.read_text(encoding="utf-8").replace('registers = "central_asia"', 'registers = "asia"')
        (tmp_path / file.name).write_text(text, encoding="utf-8")
    said = [str(problem) for problem in check_region(tmp_path)]
    assert any("registers: 'asia' is not a packaged region" in line for line in said)


def test_a_region_without_members_says_so(tmp_path):
    (tmp_path / "region.toml").write_text('code = "empty"\nname = "Empty"\nmembers = []\n', encoding="utf-8")
    said = [str(problem) for problem in check_region(tmp_path)]
    assert any("members" in line for line in said)
