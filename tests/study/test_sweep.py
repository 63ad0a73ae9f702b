"""Sweeps of a small region: a stopped one goes on, a full disk loses nothing, a cluster changes no number."""

import resource
import signal

import numpy as np
import pytest

from regimelab.errors import InvalidInput, UsageError
from regimelab.fit.laplace import Posterior
from regimelab.policy.load import Options
from regimelab.policy.outcomes import OUTCOMES
from regimelab.policy.portfolio import DO_NOTHING
from regimelab.study.ensemble import begin
from regimelab.study.result import silent
from regimelab.study.sweep import Given, simulated, streamed
from regimelab.theory.model import model_of
from tests.made_history import HALF_LIVES, events, history, on
from tests.policy.conftest import lever, portfolio, scenario
from tests.study.conftest import SMALL, killed

FUTURES, BATCH, MONTHS = 100, 16, 2
STATED = {
    "seed": 0,
    "months": MONTHS,
    "futures": FUTURES,
    "batch": BATCH,
    "scenario": ["made"],
    "portfolio": [DO_NOTHING.name, "aided"],
    "outcome": [one.name for one in OUTCOMES],
    "actor": ["region", "AAA", "BBB", "CCC"],
}


@pytest.fixture(scope="module")
def given():
    past = history(events(on("repress", "AAA", "AAA", 20.0), on("support", "BBB", "AAA", 20.5)), length=24.0)
    model = model_of(past, HALF_LIVES)
    mean, spread = model.layout.mean, np.full(model.layout.size, 0.1)
    fit = Posterior(mean, np.diag(1 / spread), spread, np.zeros(model.risk.size), 0.0, 0, True)
    options = Options((lever(),), (DO_NOTHING, portfolio({"lever": "aid"})), (scenario(),))
    return Given(past, HALF_LIVES, fit, options, FUTURES, BATCH, MONTHS, 0)


@pytest.fixture(scope="module")
def whole(given, tmp_path_factory):
    """Every piece of the run, and its quantiles, without a stop."""
    ensemble = begin(tmp_path_factory.mktemp("sweep") / "whole", STATED)
    rows = streamed(ensemble, ensemble.lacking(), given, "", silent)
    return {piece: ensemble.read(piece) for piece in ensemble.pieces}, rows


def same(ensemble, whole):
    assert ensemble.lacking() == ()
    for piece, values in whole[0].items():
        np.testing.assert_array_equal(ensemble.read(piece), values)


def test_a_stopped_sweep_goes_on_and_its_quantiles_are_those_of_one_without_a_stop(given, whole, tmp_path):
    assert any(values.any() for values in whole[0].values())
    ensemble = begin(tmp_path / "sweep", STATED)

    def stop(what, share):
        if share > 0.4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        streamed(ensemble, ensemble.lacking(), given, "", stop)
    again = begin(tmp_path / "sweep", STATED)
    assert 0 < len(again.lacking()) < len(again.pieces)
    assert streamed(again, again.lacking(), given, "", silent) == whole[1]
    same(again, whole)


def test_a_disk_that_fills_up_in_the_middle_is_said_so_and_nothing_finished_is_lost(given, whole, tmp_path):
    ensemble = begin(tmp_path / "sweep", STATED)
    usual, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)

    def fill(what, share):
        if share > 0.4:
            resource.setrlimit(resource.RLIMIT_FSIZE, (16, most))

    try:
        with pytest.raises(InvalidInput, match=r"sweep: could not be written .*make room, and run it again"):
            streamed(ensemble, ensemble.lacking(), given, "", fill)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (usual, most))
        signal.signal(signal.SIGXFSZ, before)
    again = begin(tmp_path / "sweep", STATED)
    assert 0 < len(again.lacking()) < len(again.pieces)
    assert streamed(again, again.lacking(), given, "", silent) == whole[1]
    same(again, whole)


def test_a_folder_that_cannot_be_begun_for_want_of_room_is_said_so(tmp_path):
    usual, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (16, most))
    try:
        with pytest.raises(InvalidInput, match=r"sweep: could not be written"):
            begin(tmp_path / "sweep", STATED)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (usual, most))
        signal.signal(signal.SIGXFSZ, before)
    assert len(begin(tmp_path / "sweep", STATED).lacking()) == 14


def test_a_file_where_the_folder_should_be_is_said_so(tmp_path):
    (tmp_path / "sweep").touch()
    with pytest.raises(InvalidInput, match=r"sweep: could not be written .* Name another folder"):
        begin(tmp_path / "sweep", STATED)


def test_a_damaged_statement_is_said_so(tmp_path):
    begin(tmp_path / "sweep", STATED)
    (tmp_path / "sweep" / "sweep.json").write_text('{"seed": 0, ', encoding="utf-8")
    with pytest.raises(UsageError, match=r"sweep.json: cannot be read"):
        begin(tmp_path / "sweep", STATED)


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_two_workers_of_which_one_is_killed_give_the_same_numbers(given, whole, tmp_path, cluster):
    nodes = [cluster.add_node(**SMALL) for _ in range(2)]
    ensemble = begin(tmp_path / "sweep", STATED)
    written = []
    with killed(cluster, nodes[1], written, 3):
        rows = streamed(
            ensemble, ensemble.lacking(), given, cluster.address, lambda *said: written.append(said)
        )
    same(ensemble, whole)
    assert rows == whole[1]
    assert len(written) == 1 + len(whole[0])
    assert simulated(given, ensemble.pieces[-1]).shape == (len(OUTCOMES), 4, 100 - 6 * 16)
