"""Ensembles on disk: pieces stream in, a stopped run goes on, another run's folder is refused."""

import numpy as np
import pytest

from regimelab.errors import EvidenceMissing, InvalidInput, UsageError
from regimelab.study.cluster import carried_out
from regimelab.study.ensemble import begin, opened
from regimelab.study.tally import LEVELS, Tally

STATED = {
    "region": "made_up",
    "seed": 0,
    "months": 6,
    "futures": 250,
    "batch": 100,
    "scenario": ["baseline", "shock"],
    "portfolio": ["nothing", "something"],
    "outcome": ["unrest", "clashes", "support"],
    "actor": ["region", "AAA"],
}


def drawn(piece):
    """Whole numbers of acts in six months, as a rate in twelve."""
    scenario, portfolio, number = piece
    size = min(100, 250 - 100 * number)
    rng = np.random.default_rng([len(scenario), len(portfolio), number])
    return (2.0 * rng.poisson(5.0, (3, 2, size))).astype(np.float32)


@pytest.fixture
def begun(tmp_path):
    return begin(tmp_path / "sweep", STATED)


def test_a_run_that_stopped_goes_on_with_what_is_lacking_and_ends_the_same(begun, tmp_path):
    for piece in begun.pieces[:5]:
        begun.write(piece, drawn(piece))
    again = begin(tmp_path / "sweep", STATED)
    assert again.lacking() == begun.pieces[5:]
    for piece in again.lacking():
        again.write(piece, drawn(piece))
    assert again.lacking() == ()
    for piece in again.pieces:
        np.testing.assert_array_equal(again.read(piece), drawn(piece))


def test_an_ensemble_is_opened_lazily_by_xarray_with_its_names(begun, tmp_path):
    for piece in begun.pieces:
        begun.write(piece, drawn(piece))
    with opened(tmp_path / "sweep") as data:
        assert dict(data.sizes) == {"scenario": 2, "portfolio": 2, "outcome": 3, "actor": 2, "future": 250}
        assert data["actor"].values.tolist() == ["region", "AAA"]
        assert not data["acts"].variable._in_memory
        one = data["acts"].sel(scenario="shock", portfolio="nothing", outcome="clashes", actor="AAA")
        whole = np.concatenate([drawn(("shock", "nothing", n))[1, 1] for n in range(3)])
        np.testing.assert_array_equal(one.values, whole)


def test_a_summary_counted_batch_by_batch_in_any_order_is_that_of_all_values_at_once(begun):
    tally = Tally(STATED)
    for piece in reversed(begun.pieces):
        tally.count(*piece[:2], drawn(piece))
    rows = tally.rows()
    assert len(rows) == 2 * 2 * 3 * 2
    for row in rows:
        pieces = [drawn((row["scenario"], row["portfolio"], number)) for number in range(3)]
        at = STATED["outcome"].index(row["outcome"]), STATED["actor"].index(row["actor"])
        values = np.concatenate([one[at] for one in pieces])
        assert row["futures"] == 250
        assert row["mean"] == pytest.approx(values.mean())
        said = [row[f"q{100 * level:02.0f}"] for level in LEVELS]
        np.testing.assert_allclose(said, np.quantile(values, LEVELS))


def test_the_folder_of_another_run_is_refused_and_nothing_in_it_is_lost(begun, tmp_path):
    begun.write(begun.pieces[0], drawn(begun.pieces[0]))
    with pytest.raises(UsageError, match="another run: seed differ"):
        begin(tmp_path / "sweep", STATED | {"seed": 1})
    assert len(begin(tmp_path / "sweep", STATED).lacking()) == len(begun.pieces) - 1
    assert len(begin(tmp_path / "sweep", STATED | {"seed": 1}, force=True).lacking()) == len(begun.pieces)


def test_a_folder_that_holds_something_else_is_left_alone(tmp_path):
    (tmp_path / "thesis.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="holds no sweep"):
        begin(tmp_path, STATED)


def test_a_full_disk_is_said_so_and_what_was_finished_stays(begun, monkeypatch):
    begun.write(begun.pieces[0], drawn(begun.pieces[0]))

    class Full:
        def __setitem__(self, place, values):
            raise OSError(28, "No space left on device")

    monkeypatch.setitem(vars(begun), "_array", Full())
    with pytest.raises(InvalidInput, match="No space left on device"):
        begun.write(begun.pieces[1], drawn(begun.pieces[1]))
    assert begun.lacking() == begun.pieces[1:]


def test_work_without_a_cluster_is_done_here_in_order():
    found = list(carried_out(lambda given, key: given + key, 10, [3, 1, 2], ""))
    assert found == [(3, 13), (1, 11), (2, 12)]


def test_a_piece_too_large_for_memory_is_said_so_with_a_remedy():
    def work(given, key):
        if key == 2:
            raise MemoryError("Unable to allocate 93.1 TiB")
        return key

    came = carried_out(work, None, [1, 2, 3], "")
    assert next(came) == (1, 1)
    with pytest.raises(EvidenceMissing, match=r"93.1 TiB.* Take smaller pieces with --batch.*is kept"):
        next(came)


def test_what_is_half_written_when_the_disk_fills_up_is_written_again(begun, tmp_path, monkeypatch):
    begun.write(begun.pieces[0], drawn(begun.pieces[0]))
    whole = begun._array

    class Filling:
        def __setitem__(self, place, values):
            whole[place] = np.full_like(values, 7.0)
            raise OSError(28, "No space left on device")

    with monkeypatch.context() as full:
        full.setitem(vars(begun), "_array", Filling())
        with pytest.raises(InvalidInput, match="make room, and run it again"):
            begun.write(begun.pieces[1], drawn(begun.pieces[1]))
    again = begin(tmp_path / "sweep", STATED)
    assert again.lacking() == begun.pieces[1:]
    for piece in again.lacking():
        again.write(piece, drawn(piece))
    for piece in again.pieces:
        np.testing.assert_array_equal(again.read(piece), drawn(piece))
