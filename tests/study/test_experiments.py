"""Experiments are kept block by block: what is there is read back, what is damaged is run again."""

import numpy as np
import pytest

from regimelab.policy.explore.experiments import Ground, tried
from regimelab.policy.explore.factors import factors_of
from regimelab.policy.explore.worlds import Space
from regimelab.policy.known import known_of
from regimelab.policy.load import Options
from regimelab.policy.portfolio import DO_NOTHING
from regimelab.policy.present import pooled
from regimelab.policy.readings import reader
from regimelab.study import experiments as kept
from regimelab.study.cluster import held
from regimelab.study.result import silent
from regimelab.study.resuming import resuming
from tests.policy.conftest import FUTURES, began, effect, lever, portfolio, scenario
from tests.study.conftest import SMALL


@pytest.fixture(scope="module")
def laid():
    present = began(spread=0.2)
    hard = portfolio({"lever": "aid"}, name="hard")
    options = Options((lever(effects=[effect(sd=0.2)]),), (DO_NOTHING, hard), (scenario(),))
    ground = Ground((pooled(present),), reader(present), options, 2, 2, 1)
    return ground, Space((1.0,), 1, FUTURES, factors_of(options, known_of(present.history)))


def ran(laid, place, blocks=1, address=""):
    ground, space = laid
    given = kept.Given(ground, space, kept.Uncompiled(ground.presents[0].model), 16)
    return kept.experiments(given, blocks, place, silent, address)


def test_a_second_call_reads_back_and_goes_on(laid, tmp_path, monkeypatch):
    place = kept.place_of(*laid, "fit", tmp_path)
    ((worlds, first, resumed),) = ran(laid, place)
    assert not resumed and len(list(tmp_path.glob("*.parquet"))) == 1
    again, more = ran(laid, place, 2)
    assert again[2] and not more[2]
    assert np.array_equal(again[0].intensity, worlds.intensity)
    for one, other in zip(first, again[1], strict=True):
        assert all(np.array_equal(*parts) for parts in zip(one[:3], other[:3], strict=True))
        assert one.drivers.keys() == other.drivers.keys()
    monkeypatch.setattr(kept, "run", None)
    assert all(resumed for *_, resumed in ran(laid, place, 2))


def test_a_damaged_block_is_run_again(laid, tmp_path):
    place = kept.place_of(*laid, "fit", tmp_path)
    ((_, first, _),) = ran(laid, place)
    (file,) = tmp_path.glob("*.parquet")
    file.write_bytes(file.read_bytes()[:100])
    ((_, again, resumed),) = ran(laid, place)
    assert not resumed and np.array_equal(first[1].mean, again[1].mean)


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_a_cluster_gives_the_same_numbers_and_goes_on_from_what_is_kept(laid, tmp_path, cluster):
    cluster.add_node(**SMALL)
    here = ran(laid, None, 2)
    place = kept.place_of(*laid, "fit", tmp_path)
    ran(laid, place)
    there = ran(laid, place, 2, cluster.address)
    assert [resumed for *_, resumed in there] == [True, False]
    for (_, mine, _), (_, theirs, _) in zip(here, there, strict=True):
        for one, other in zip(mine, theirs, strict=True):
            assert all(np.array_equal(*parts) for parts in zip(one[:3], other[:3], strict=True))
            assert all(np.array_equal(one.drivers[label], other.drivers[label]) for label in one.drivers)


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_worlds_of_ones_own_are_tried_on_a_cluster_with_the_same_numbers(laid, cluster):
    cluster.add_node(**SMALL)
    ground, space = laid
    given = kept.Given(ground, space, kept.Uncompiled(ground.presents[0].model), 16)
    pair = DO_NOTHING, ground.options.portfolios[1]
    worlds = [kept.worlds_of(given, block) for block in (5, 6)]
    here = [kept.trying(given, "")(one, pair, 9) for one in worlds]
    with held(cluster.address):
        there = [kept.trying(given, cluster.address)(one, pair, 9) for one in worlds]
    for mine, theirs in zip(here, there, strict=True):
        for one, other in zip(mine, theirs, strict=True):
            assert all(np.array_equal(*parts) for parts in zip(one[:3], other[:3], strict=True))
    assert not np.array_equal(here[0][1].mean, here[1][1].mean)
    for one, other in zip(here[0], tried(ground, worlds[0], pair, 9), strict=True):
        assert all(np.array_equal(*parts) for parts in zip(one[:3], other[:3], strict=True))


def test_other_settings_have_another_place(laid, tmp_path):
    ground, space = laid
    names = {
        kept.place_of(*laid, "fit", tmp_path),
        kept.place_of(*laid, "another fit", tmp_path),
        kept.place_of(ground._replace(seed=2), space, "fit", tmp_path),
        kept.place_of(ground._replace(months=3), space, "fit", tmp_path),
        kept.place_of(ground, space._replace(weights=(0.5,)), "fit", tmp_path),
    }
    assert len(names) == 5


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr("regimelab.study.resuming.folder", lambda: tmp_path / "fits")
    return tmp_path / "unfinished"


def part(value):
    return lambda: {"values": np.array([value])}


def test_a_run_that_was_stopped_goes_on_and_one_that_ended_leaves_nothing(folder):
    with pytest.raises(KeyboardInterrupt), resuming("fit", "a run") as keep:
        keep("first", part(1.0))
        raise KeyboardInterrupt
    with resuming("fit", "a run") as keep:
        assert keep("first", part(2.0))["values"].tolist() == [1.0]
        assert keep("second", part(3.0))["values"].tolist() == [3.0]
    assert not list(folder.rglob("*.npz"))
    with resuming("fit", "a run") as keep:
        assert keep("first", part(4.0))["values"].tolist() == [4.0]


def test_another_run_and_a_fresh_one_take_nothing_over(folder):
    with pytest.raises(KeyboardInterrupt), resuming("fit", "a run") as keep:
        keep("first", part(1.0))
        raise KeyboardInterrupt
    for name, said in (("fit", "another run"), (None, "a run")):
        with resuming(name, said) as keep:
            assert keep("first", part(2.0))["values"].tolist() == [2.0]
