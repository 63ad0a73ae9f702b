import shutil

import pytest

from regimelab.errors import InvalidInput
from regimelab.evidence import read_chronicle
from regimelab.evidence.corrections import apply_corrections, chronicle_corrections
from regimelab.evidence.rows import Row
from regimelab.region.structure import Correction


def correction(**changes):
    plain = {
        "file": "chronicle.csv",
        "key": "CH0001",
        "column": "tone",
        "was": "1",
        "now": "0",
        "reason": "The page reports a quarrel",
        "source": "CH0001",
    }
    return Correction(**(plain | changes))


@pytest.fixture
def rows():
    return [Row(2, {"id": "CH0001", "tone": "1"}), Row(3, {"id": "CH0002", "tone": "1"})]


def test_a_correction_changes_the_one_value_it_names(rows):
    assert apply_corrections(rows, [correction()]) == []
    assert [row.values["tone"] for row in rows] == ["0", "1"]


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"key": "CH9999"}, "'CH9999' is not a row of the chronicle"),
        ({"column": "tones"}, "'tones' is not a column of the chronicle"),
        ({"was": "-1"}, "was '-1' when corrected, but line 2 says '1'"),
    ],
)
def test_a_correction_that_does_not_meet_its_row_is_a_problem(rows, changes, what):
    [problem] = apply_corrections(rows, [correction(**changes)])
    assert what in str(problem)
    assert rows[0].values["tone"] == "1"


def test_only_the_corrections_of_the_chronicle_are_its_own(region):
    named = chronicle_corrections(region)
    assert named
    assert {known.file for known in named} == {"chronicle.csv"}
    assert len(named) < len(region.corrections())


def test_the_packaged_chronicle_is_read_as_corrected(region, evidence):
    acts = {act["id"]: act for act in evidence.acts.to_pylist()}
    for known in chronicle_corrections(region):
        assert str(acts[known.key][known.column]) == known.now
    assert evidence.corrections == chronicle_corrections(region)


def test_a_chronicle_that_changed_under_its_corrections_is_refused(tmp_path, region):
    folder = shutil.copytree(region.folder, tmp_path / "changed")
    path = folder / region.chronicle.file
    [known] = [each for each in chronicle_corrections(region) if each.column == "confidence"]
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    changed = [line.replace(",high,", ",low,") if line.startswith(known.key) else line for line in lines]
    path.write_text("".join(changed), encoding="utf-8")
    with pytest.raises(InvalidInput, match=f"was '{known.was}' when corrected"):
        read_chronicle(path, region.model_copy(update={"folder": folder}))


def test_corrections_leave_an_own_chronicle_alone(write, region):
    known = chronicle_corrections(region)[0]
    [act] = read_chronicle(write({"id": known.key, known.column: "low"}), region).to_pylist()
    assert act[known.column] == "low"
