"""Exploration, comparison under theories and optimisation on the packaged region, with few worlds."""

import pytest

from regimelab.study import compare as study_compare
from regimelab.study import optimise as study_optimise
from regimelab.study.explore import How, explore, smallest_flip
from regimelab.study.opening import Asked
from regimelab.study.optimise import Wanted, optimise

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def asked(tmp_path_factory):
    return Asked("central_asia", tmp_path_factory.mktemp("store") / "evidence.duckdb")


@pytest.fixture(autouse=True)
def few(monkeypatch):
    monkeypatch.setattr("regimelab.policy.explore.worlds.BLOCK", 64)
    monkeypatch.setattr("regimelab.study.explore.BASE", 16)
    monkeypatch.setattr(study_optimise, "SEARCHED", 16)
    monkeypatch.setattr(study_optimise, "CONFIRMED", 32)
    monkeypatch.setattr("regimelab.policy.optimise.search.POPULATION", 16)


def test_an_exploration_says_all_and_goes_on_from_what_is_kept(asked, tmp_path):
    how = How(worlds=64, repetitions=2, months=6, keep=tmp_path)
    first = explore(asked, 0, how)
    again = explore(asked, 0, how)
    assert again.data == first.data
    assert "read back" in " ".join(again.remarks) and not first.remarks
    assert again.warnings == first.warnings and again.rows == first.rows
    found = first.data
    assert found.advice == found.advice_by["regret"]["repression"]
    assert len(found.failures) == len(found.portfolios) - 1
    assert len(found.conditions) == 6 * 9 * (len(found.portfolios) - 1)
    assert len(first.rows) == 64 * len(found.portfolios)
    assert smallest_flip(asked, 0, how) == found.flip


def test_choices_keep_to_the_budget_and_a_small_one_is_said(asked):
    found = optimise(asked, Wanted(10.0, months=6, rounds=2)).data
    assert found.choices and all(one.cost.estimate <= 10.0 for one in found.choices)
    assert found.choices[0].doses == {}
    poor = optimise(asked, Wanted(0.1, levers=("border_services_screened",), months=6, rounds=1))
    assert "buys nothing" in poor.warnings[0]
    assert [one.doses for one in poor.data.choices] == [{}]


def test_a_comparison_tells_of_every_row_how_far_it_is_from_nothing(asked):
    found = study_compare.compare(asked, 0, 20, 6)
    assert found.axes == ("scenario", "portfolio", "outcome")
    assert all((row["difference"] is None) == (row["portfolio"] == "do_nothing") for row in found.rows)
