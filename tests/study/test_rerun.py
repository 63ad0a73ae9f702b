from dataclasses import replace

import pytest

from regimelab.errors import InvalidInput, NotReproduced
from regimelab.study.manifest import Manifest, Stamp, is_record, read_manifest, stamp_all, to_text
from regimelab.study.rerun import compare, differences

THEN = Manifest(
    command="measure",
    arguments=("measure",),
    settings={"seed": "0"},
    folder="/somewhere",
    inputs=(Stamp("/somewhere/chronicle.csv", "a" * 64, 10),),
    evidence_release="2023-06-30+ab12cd34ef56",
    seed=0,
    versions={"numpy": "2.0"},
    started="2026-01-01T00:00:00+00:00",
    elapsed_ms=10,
    result="b" * 64,
    outputs=(Stamp("out/measures.csv", "c" * 64, 10),),
    into="file",
)


def test_a_record_reads_back_as_it_was_written(tmp_path):
    path = tmp_path / "manifest.json"
    path.write_text(to_text(THEN))
    assert read_manifest(path) == THEN and is_record(path)


def test_everything_wrong_with_a_record_is_named_at_once(tmp_path):
    path = tmp_path / "manifest.json"
    path.write_text('{"schema": "regimelab.manifest/1", "command": 3}')
    with pytest.raises(InvalidInput) as caught:
        read_manifest(path)
    assert len(caught.value.problems) == 13


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"schema": "other/1"}'])
def test_a_file_that_is_no_record_is_refused(tmp_path, text):
    path = tmp_path / "manifest.json"
    path.write_text(text)
    assert not is_record(path)
    with pytest.raises(InvalidInput):
        read_manifest(path)


def test_time_place_and_versions_make_no_difference():
    now = replace(THEN, started="later", elapsed_ms=99, folder="/elsewhere", versions={"numpy": "3.0"})
    now = replace(now, outputs=(Stamp("/tmp/x/measures.csv", "c" * 64, 10),))
    found = compare(THEN, now)
    assert found.data.reproduced and found.warnings == ("numpy was 2.0 and is 3.0",)


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"result": "d" * 64}, "result"),
        ({"evidence_release": "other"}, "evidence release"),
        ({"inputs": ()}, "input chronicle.csv"),
        ({"outputs": (Stamp("measures.csv", "d" * 64, 10),)}, "output measures.csv"),
    ],
)
def test_each_difference_is_named(change, where):
    (problem,) = differences(THEN, replace(THEN, **change))
    assert problem.where == where
    with pytest.raises(NotReproduced):
        compare(THEN, replace(THEN, **change))


def test_files_of_a_folder_are_stamped_in_order(tmp_path):
    for name in ("b.csv", "a.toml"):
        (tmp_path / name).write_text(name)
    stamps = stamp_all((tmp_path, tmp_path / "a.toml"))
    assert [one.path.rsplit("/")[-1] for one in stamps] == ["a.toml", "b.csv"]
