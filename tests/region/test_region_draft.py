"""A starter folder: commented, loadable, never over something that is there."""

import tomllib

import pytest

from regimelab.errors import UsageError
from regimelab.region import blanks, check_region, draft_region, load_region


def test_a_draft_loads_as_it_is(draft):
    assert check_region(draft) == []
    assert load_region(draft).code == "somewhere"


def test_a_draft_explains_itself_in_comments(draft):
    lines = (draft / "region.toml").read_text(encoding="utf-8").splitlines()
    explained = [line for line in lines if "#" in line]
    assert len(explained) > 40
    sections = set(tomllib.loads("\n".join(lines)))
    assert {"members", "outside", "patron", "transitions", "half_lives", "threats", "mechanisms"} <= sections


def test_whatever_is_invented_in_a_draft_is_listed_as_a_blank(draft):
    left = blanks(draft)
    assert {"region.toml", "states.csv", "borders.csv", "memberships.csv"} <= set(left)
    lines = (draft / "region.toml").read_text(encoding="utf-8").splitlines()
    assert all("EXAMPLE" in lines[number - 1] for number in left["region.toml"])
    for file in draft.glob("*.toml"):
        file.write_text(file.read_text(encoding="utf-8").replace("EXAMPLE", "real"), encoding="utf-8")
    for file in draft.glob("*.csv"):
        file.write_text(file.read_text(encoding="utf-8").replace("EXAMPLE", "real"), encoding="utf-8")
    assert blanks(draft) == {}
    assert check_region(draft) == []


def test_a_draft_holds_no_act_so_that_no_result_can_come_of_its_examples(draft):
    assert len((draft / "chronicle.csv").read_text(encoding="utf-8").splitlines()) == 1


def test_a_draft_overwrites_nothing(draft, tmp_path):
    (draft / "region.toml").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="is there already"):
        draft_region("somewhere", tmp_path)
    assert (draft / "region.toml").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("name", ["", "South Caucasus", "../elsewhere", "9lives"])
def test_a_name_that_cannot_be_a_region_is_refused(name, tmp_path):
    with pytest.raises(UsageError, match="cannot name a region"):
        draft_region(name, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_leaves_nothing_behind(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(UsageError, match="cannot be written"):
        draft_region("somewhere", tmp_path / "file")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
