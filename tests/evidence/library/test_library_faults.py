"""What may go wrong while a file is added: nothing is lost, and the previous release is intact."""

import os
import random
import shutil
import subprocess
import sys
import time
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import NamedTuple

import duckdb
import pytest
from made_sources import NEWS, VOCABULARY

from regimelab.errors import InvalidInput, RegimelabError
from regimelab.evidence import Store
from regimelab.evidence.library import Library, View, fetched, ingest
from regimelab.evidence.library.snapshot import bytes_folder
from regimelab.evidence.shapes import Shape

ADDING = Path(__file__).with_name("adding.py")
FEW, MANY = 2_000, 60_000


def events_file(folder: Path, name: str, rows: int) -> Path:
    """Write many made-up events; ids begin with the file's name."""
    path = folder / f"{name}.csv"
    query = f"""SELECT '{name}' || range AS id, DATE '2021-01-01' + (range % 900)::INT AS day, 1 AS days,
        'A' AS "from", 'B' AS "to", '042' AS code, 1.9 AS goldstein, hash(range) % 1000000000 AS deaths,
        NULL AS reported FROM range({rows})"""
    duckdb.sql(query).write_csv(str(path))
    return path


@contextmanager
def process(store: Path, file: Path, *limit: str):
    command = [sys.executable, str(ADDING), str(store), str(file), *limit]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as adding:
        assert adding.stdout is not None
        assert adding.stdout.readline() == "ready\n"
        try:
            yield adding
        finally:
            adding.kill()


def go(adding) -> None:
    adding.stdin.write("\n")
    adding.stdin.flush()


def add(place: Path, file: Path):
    with Store.open(place, patience=20.0) as store:
        return Library(store, VOCABULARY).add(
            file,
            NEWS,
            published=date(2024, 1, 1),
            version=file.stem,
            retrieved=date(2026, 11, 1),
            replaces=False,
        )


def whole(place: Path, *files: str, release: str | None = None) -> None:
    """Assert that a release holds exactly these files, each with all its rows and bytes."""
    with Store.open(place, patience=20.0) as store:
        library = Library(store, VOCABULARY)
        view = View(release)
        snapshots = library.snapshots(view)
        assert sorted(one.version for one in snapshots) == sorted(files)
        rows = library.table(Shape.EVENTS, view)
        counted = {
            row["snapshot"]: row["count"]
            for row in fetched(rows.group_by("snapshot").aggregate(count=rows.count())).to_pylist()
        }
        assert counted == {one.snapshot: one.rows for one in snapshots}
        assert all(library.kept(one).stat().st_size == one.bytes for one in snapshots)
        every = store.backend.raw_sql("SELECT count(DISTINCT snapshot) FROM library.events").fetchall()
        known = store.backend.raw_sql("SELECT count(*) FROM library.snapshots").fetchall()
        assert every == known == [(len(library.snapshots()),)]


class Took(NamedTuple):
    """How many seconds an ingest took before its rows were inserted, and from then on."""

    before: float
    inserting: float


def took(place: Path, file: Path) -> Took:
    with process(place, file) as adding:
        begun = time.monotonic()
        go(adding)
        adding.stdout.readline()
        inserting = time.monotonic()
        adding.wait()
        return Took(inserting - begun, time.monotonic() - inserting)


def kill_while_adding(place: Path, file: Path, moment: float, usual: Took) -> None:
    """Kill the process at a moment from 0 to 1: the first third before the rows are inserted."""
    with process(place, file) as adding:
        go(adding)
        if moment < 1 / 3:
            time.sleep(3 * moment * usual.before)
        else:
            adding.stdout.readline()
            time.sleep((moment - 1 / 3) * 3 / 2 * usual.inserting)
        adding.kill()
        adding.wait()


def copied(begun: Path, name: str) -> Path:
    place = begun.with_name(name)
    shutil.copy(begun, place)
    shutil.copytree(bytes_folder(begun), bytes_folder(place))
    return place


def kills(folder: Path, times: int) -> None:
    """Kill an ingest at random moments, each on a store with one release; then add again."""
    random.seed(86)
    first, second = events_file(folder, "first", FEW), events_file(folder, "second", MANY)
    begun = folder / "begun.duckdb"
    release = add(begun, first).release
    usual = took(copied(begun, "whole.duckdb"), second)
    for at in range(times):
        place = copied(begun, f"store{at}.duckdb")
        kill_while_adding(place, second, (at + random.random()) / times, usual)
        with Store.open(place, patience=20.0) as store:
            finished = len(Library(store, VOCABULARY).releases()) == 2
        whole(place, *(["first", "second"] if finished else ["first"]))
        add(place, second)
        whole(place, "first", "second")
        whole(place, "first", release=release)


def test_a_process_killed_while_it_adds_leaves_the_release_before(tmp_path):
    kills(tmp_path, 3)


@pytest.mark.slow
def test_twenty_processes_killed_while_they_add_leave_the_release_before(tmp_path):
    kills(tmp_path, 20)


@pytest.mark.parametrize("step", ["keep", "record_release", "insert"])
def test_an_interruption_at_any_step_leaves_nothing_half_done(tmp_path, monkeypatch, step):
    def interrupted(*_):
        raise KeyboardInterrupt

    place = tmp_path / "evidence.duckdb"
    first, second = (events_file(tmp_path, name, FEW) for name in ("first", "second"))
    add(place, first)
    with monkeypatch.context() as broken:
        broken.setattr(ingest, step, interrupted)
        with pytest.raises(KeyboardInterrupt):
            add(place, second)
    whole(place, "first")
    add(place, second)
    whole(place, "first", "second")


@contextmanager
def small_disk(folder: Path, megabytes: int):
    """Mount a small disk; skips who may not."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(folder)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("only root may mount a small disk")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.parametrize("megabytes", [3, 6, 9])
def test_a_full_disk_leaves_the_release_before(tmp_path, megabytes):
    first, second = events_file(tmp_path, "first", 200), events_file(tmp_path, "second", 150_000)
    with small_disk(tmp_path / "disk", megabytes) as disk:
        place = disk / "evidence.duckdb"
        release = add(place, first).release
        with pytest.raises(RegimelabError, match="does not fit on its disk.*free some space"):
            add(place, second)
        whole(place, "first")
        assert not list(bytes_folder(place).glob("incoming/*"))
        subprocess.run(["mount", "-o", "remount,size=200m", str(disk)], check=True)
        add(place, second)
        whole(place, "first", "second")
        whole(place, "first", release=release)


def test_a_limit_on_the_size_of_files_leaves_the_release_before(tmp_path):
    first, second = events_file(tmp_path, "first", FEW), events_file(tmp_path, "second", MANY)
    place = tmp_path / "evidence.duckdb"
    add(place, first)
    with process(place, second, str(3 << 20)) as adding:
        go(adding)
        assert "does not fit on its disk" in adding.stdout.read()
        assert adding.wait() == 6
    whole(place, "first")
    add(place, second)
    whole(place, "first", "second")


def test_two_processes_that_add_at_once_both_end_up_in(tmp_path):
    place = tmp_path / "evidence.duckdb"
    files = [events_file(tmp_path, name, FEW) for name in ("first", "second")]
    with process(place, files[0]) as one, process(place, files[1]) as other:
        for adding in (one, other):
            go(adding)
        said = [adding.stdout.read() for adding in (one, other)]
        assert [adding.wait() for adding in (one, other)] == [0, 0], said
    whole(place, "first", "second")
    with Store.open(place) as store:
        assert {one.release for one in Library(store).releases()} == {text.split()[-1] for text in said}


@pytest.mark.parametrize("keep", [0.0, 0.3, 0.98])
def test_a_truncated_parquet_file_is_refused_by_name_and_leaves_nothing(tmp_path, keep):
    place, path = tmp_path / "evidence.duckdb", tmp_path / "events.parquet"
    first = events_file(tmp_path, "first", FEW)
    duckdb.read_csv(str(first), all_varchar=True).write_parquet(str(path))
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * keep)])
    release = add(place, first).release
    with pytest.raises(InvalidInput, match="events.parquet"):
        add(place, path)
    whole(place, "first", release=release)


def test_a_whole_parquet_file_is_added(tmp_path):
    place, path = tmp_path / "evidence.duckdb", tmp_path / "events.parquet"
    first = events_file(tmp_path, "first", FEW)
    duckdb.read_csv(str(first), all_varchar=True).write_parquet(str(path))
    assert add(place, path).rows == FEW
    whole(place, "events")


def test_bytes_that_were_lost_are_kept_again_when_the_file_is_added_again(tmp_path):
    place, first = tmp_path / "evidence.duckdb", events_file(tmp_path, "first", 10)
    add(place, first)
    [kept] = [path for path in bytes_folder(place).rglob("*") if path.is_file()]
    kept.unlink()
    assert add(place, first).already
    whole(place, "first")
