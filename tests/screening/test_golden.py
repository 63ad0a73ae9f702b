"""The golden files of the design, and more, on the packaged region's own evidence."""

import pytest
from made_screening import BANK, DAY, GOLDEN, golden

from regimelab.evidence.seen import seen
from regimelab.screening.scales import Level
from regimelab.screening.watching import gone_and_changed, judged
from regimelab.study.screening.drawer import Drawers

FILES = sorted(GOLDEN.glob("*.toml"))


@pytest.fixture(scope="module")
def evidence(evidence):
    return seen(evidence, DAY)


@pytest.fixture(scope="module")
def looked(evidence):
    """Look evidence up for whatever states a golden file names."""

    def of(hosts):
        from made_screening import opened

        return Drawers(opened("dialogue", hosts), BANK, evidence).looked

    return of


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_golden_file_has_its_expected_level(path, evidence, looked):
    import tomllib

    hosts = tuple(tomllib.loads(path.read_text())["proposal"]["hosts"])
    expected, case = golden(path, looked(hosts))
    acts = {act["id"]: act for act in evidence.acts.to_pylist()}
    assert gone_and_changed(case, acts) == ((), ())
    found = judged(case, BANK, acts, DAY)
    assert [one.source for one in found.bars] == expected["bars"]
    if "level" in expected:
        assert found.missing == () or found.level is Level.BAR
        assert (found.level and found.level.name or found.at_least.name) == expected["level"]
    else:
        assert found.level is None and found.at_least.name == expected["at_least"]
    if "fragile" in expected:
        assert found.fragile is expected["fragile"]
    if "stands" in expected:
        assert found.stands is not None and found.stands.name == expected["stands"]
    unknown = [one.id for one in found.answers if one.says.value == "unknown" and one.held_back]
    assert unknown == expected.get("unknown", [])


def test_there_are_the_five_of_the_design_and_ten_more():
    assert len(FILES) >= 15
