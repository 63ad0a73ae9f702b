"""Calibration in pieces: a history each, here or on a cluster, with the same ranks; a stopped one goes on."""

import numpy as np
import pytest

from regimelab.study import calibration
from regimelab.study.calibration import Given, all_ranked
from regimelab.study.result import silent
from regimelab.study.resuming import Kept
from tests.made_history import HALF_LIVES, events, history
from tests.study.conftest import SMALL


@pytest.fixture
def given():
    return Given(history(events(), length=12.0), HALF_LIVES, 3)


def made_up(given, run):
    return {"ranks": np.array([run, given.seed]), "acts": np.array(10 * run)}


def test_a_stopped_calibration_goes_on_with_what_is_lacking(given, tmp_path, monkeypatch):
    asked = []

    def once(given, run):
        asked.append(run)
        if len(asked) == 3:
            raise KeyboardInterrupt
        return made_up(given, run)

    monkeypatch.setattr(calibration, "one_ranked", once)
    kept = Kept(tmp_path / "unfinished")
    with pytest.raises(KeyboardInterrupt):
        all_ranked(given, 4, kept, silent, "")
    found = all_ranked(given, 4, kept, silent, "")
    assert asked == [0, 1, 2, 2, 3]
    assert [(ranks.tolist(), acts) for ranks, acts in found] == [([run, 3], 10 * run) for run in range(4)]
    kept.delete()
    assert not kept.place.exists()


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_a_cluster_ranks_as_this_process_does(given, cluster):
    cluster.add_node(**SMALL)
    here, there = (all_ranked(given, 2, Kept(None), silent, at) for at in ("", cluster.address))
    for (mine, acts), (theirs, as_many) in zip(here, there, strict=True):
        np.testing.assert_array_equal(mine, theirs)
        assert acts == as_many > 0
