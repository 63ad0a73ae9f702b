"""A region opens no file outside its folder, whatever a stranger wrote into its region file."""

import shutil

import pytest

from regimelab.errors import InvalidInput
from regimelab.region import check_region, load_region

NAMED = {
    "chronicle.file": ("chronicle.csv", "chronicle.csv"),
    "tables.borders.file": ("borders.csv", "borders.csv"),
    "tables.memberships.file": ("memberships.csv", "memberships.csv"),
    "tables.states.file": ("states.csv", "states.csv"),
    "tables.un_votes.file": ("un_votes_ukraine.csv", "un_votes_ukraine.csv"),
    "corrections_file": ("corrections.toml", "corrections.toml"),
}
SECRET = "hunter2,hunter3\nhunter4 = hunter5\n"


@pytest.fixture
def secret(tmp_path):
    file = tmp_path / "secret.csv"
    file.write_text(SECRET)
    return file


def renamed(copy, file, name):
    text = (copy / "region.toml").read_text()
    assert f'"{file}"' in text
    (copy / "region.toml").write_text(text.replace(f'"{file}"', f"{name!r}", 1))


def refused(copy, key):
    said = [str(problem) for problem in check_region(copy)]
    found = [line for line in said if f"region.toml: {key}: " in line and "lies outside the region's" in line]
    assert len(found) == 1, said
    assert "hunter" not in " ".join(said)
    with pytest.raises(InvalidInput):
        load_region(copy)
    return said


@pytest.mark.parametrize("key", NAMED)
@pytest.mark.parametrize("name", ["{secret}", "../secret.csv", "scenarios/../../secret.csv"])
def test_an_absolute_path_or_a_path_upwards_is_refused_unopened(copy, secret, key, name):
    renamed(copy, NAMED[key][0], name.format(secret=secret))
    refused(copy, key)


@pytest.mark.parametrize("key", NAMED)
def test_a_link_that_leads_outside_is_refused_unopened(copy, secret, key):
    file = copy / NAMED[key][1]
    file.unlink()
    file.symlink_to(secret)
    refused(copy, key)


def test_a_folder_that_is_a_link_outside_is_refused_unopened(copy, secret):
    (copy / "more").symlink_to(secret.parent)
    renamed(copy, "borders.csv", "more/secret.csv")
    refused(copy, "tables.borders.file")


def test_every_stray_file_is_told_at_once(copy, secret):
    for file, _ in NAMED.values():
        renamed(copy, file, "../secret.csv")
    for key in NAMED:
        refused(copy, key)


def test_a_region_file_that_is_a_link_outside_is_refused_unopened(copy, secret):
    (copy / "region.toml").unlink()
    (copy / "region.toml").symlink_to(secret)
    [problem] = check_region(copy)
    assert "lies outside the region's folder" in problem.what and "hunter" not in str(problem)


@pytest.mark.parametrize("name", ["loop.csv", "bor\\u0000ders.csv"])
def test_a_name_that_leads_nowhere_is_refused(copy, name):
    (copy / "loop.csv").symlink_to(copy / "loop.csv")
    text = (copy / "region.toml").read_text()
    (copy / "region.toml").write_text(text.replace('"borders.csv"', f'"{name}"', 1))
    assert any(
        "tables.borders.file" in str(problem) or name in str(problem) for problem in check_region(copy)
    )


def test_a_link_and_a_folder_inside_are_a_regions_own_affair(copy):
    (copy / "tables").mkdir()
    shutil.move(copy / "borders.csv", copy / "tables" / "borders.csv")
    (copy / "borders.csv").symlink_to("tables/borders.csv")
    assert check_region(copy) == []


def test_a_region_whose_folder_is_reached_by_a_link_loads(copy, tmp_path):
    (tmp_path / "linked").symlink_to(copy)
    assert check_region(tmp_path / "linked") == []
