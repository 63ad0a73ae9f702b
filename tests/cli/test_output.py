import os

import pytest

from regimelab.cli import output
from regimelab.errors import InvalidInput, UsageError

FILES = {"brief.html": b"<html>", "brief.json": b"{}"}


def test_a_new_folder_appears_with_all_its_files(tmp_path):
    paths = output.write_folder(tmp_path / "out", FILES, force=False)
    assert {path.name: path.read_bytes() for path in paths} == FILES
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_nothing_is_left_of_a_folder_that_could_not_be_finished(tmp_path, monkeypatch):
    monkeypatch.setattr("pathlib.Path.rename", stop)
    with pytest.raises(KeyboardInterrupt):
        output.write_folder(tmp_path / "out", FILES, force=False)
    assert list(tmp_path.iterdir()) == []


def test_files_stay_as_they_were_when_replacing_them_is_interrupted(tmp_path, monkeypatch):
    output.write_folder(tmp_path / "out", FILES, force=False)
    monkeypatch.setattr(os, "chmod", stop)
    with pytest.raises(KeyboardInterrupt):
        output.write_folder(tmp_path / "out", {name: b"new" for name in FILES}, force=True)
    assert {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()} == FILES


def stop(*_, **__):
    raise KeyboardInterrupt


def test_nothing_is_overwritten_without_force(tmp_path):
    path = tmp_path / "claims.csv"
    output.write_file(path, b"old", force=False)
    with pytest.raises(UsageError, match="--force"):
        output.write_file(path, b"new", force=False)
    assert path.read_bytes() == b"old"
    output.write_file(path, b"new", force=True)
    assert path.read_bytes() == b"new"


def test_a_file_that_would_not_change_is_no_obstacle(tmp_path):
    output.write_folder(tmp_path / "out", FILES, force=False)
    before = (tmp_path / "out" / "brief.html").stat().st_mtime_ns
    output.write_folder(tmp_path / "out", FILES, force=False)
    assert (tmp_path / "out" / "brief.html").stat().st_mtime_ns == before


def test_one_changed_file_keeps_the_whole_folder_from_being_touched(tmp_path):
    output.write_folder(tmp_path / "out", FILES, force=False)
    with pytest.raises(UsageError):
        output.write_folder(tmp_path / "out", {"new.txt": b"new", "brief.html": b"other"}, force=False)
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(FILES)


def test_files_are_as_readable_as_any_other_new_file(tmp_path):
    (tmp_path / "plain").write_bytes(b"")
    (path,) = output.write_file(tmp_path / "ours", b"", force=False)
    assert path.stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_an_early_check_finds_what_would_fail_later(tmp_path):
    (tmp_path / "there").write_text("")
    with pytest.raises(UsageError, match="is there already"):
        output.check_target(tmp_path / "there", force=False)
    with pytest.raises(InvalidInput, match="cannot be written"):
        output.check_target(tmp_path / "there" / "below", force=False)
    with pytest.raises(InvalidInput) as refused:
        output.check_target(tmp_path / "there" / "new" / "below", force=False)
    assert refused.value.problems[0].where == str(tmp_path / "there" / "new")
    output.check_target(tmp_path / "new" / "below", force=False)
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("claims", "-o", "claims.nc"), "the rows of this command are no grid"),
        (("measure", "--format", "nc"), "the rows of this command are no grid"),
        (("claims", "-o", "one.json", "--manifest", "one.json"), "is where the result goes, too"),
        (("brief", "central_asia"), "brief-central_asia: is there already"),
    ],
)
def test_what_could_not_be_written_is_refused_before_anything_is_computed(run, environment, words, said):
    (environment / "brief-central_asia").write_text("mine")
    done = run(*words)
    assert done.exit_code == 2 and said in done.stderr
    assert "evidence" not in done.stderr
    assert [path.name for path in environment.iterdir()] == ["brief-central_asia"]
