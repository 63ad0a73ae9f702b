from dataclasses import replace

import numpy as np
import pytest

from regimelab.fit.expectations import DRAWS, expectations
from regimelab.fit.grid import grid
from regimelab.fit.laplace import estimator
from regimelab.theory.model import model_of
from tests.made_history import HALF_LIVES, events, history, on

ACTS = tuple(on("support", "BBB", "AAA", month) for month in (1.0, 2.5, 4.0))
LATER = tuple(on("criticise", "BBB", "AAA", month) for month in (8.0, 9.0, 10.0))
CRISIS = on("unrest_violence", "AAA", "AAA", 3.0, severity=0.9)


@pytest.fixture(scope="module")
def fitted():
    made = history(events(*ACTS, CRISIS))
    model = model_of(made, HALF_LIVES)
    laid = grid(made, model.risk)
    return model, estimator(model)(laid, np.ones(len(laid.start)))


def asked(made, fitted, crises=()):
    model, posterior = fitted
    return expectations(made, model, grid(made, model.risk), posterior, crises, 0)


def test_each_act_is_put_at_each_member_on_each_date_and_answered_by_the_others(fitted):
    found = asked(history(events(*ACTS, CRISIS)), fitted, [("AAA", 3.1)])
    puts = {(one.put.act, one.put.struck, one.put.month) for one in found.standard}
    assert len(found.standard) == len(puts) == 2 * 3 * 2
    assert all(one.put.struck not in one.responders and len(one.responders) == 2 for one in found.standard)
    assert [one.put.struck for one in found.crises] == ["AAA"]
    assert all(one.support.shape == (2, DRAWS) and (one.support > 0).all() for one in found.standard)


def test_what_came_later_is_not_foreseen(fitted):
    early, late = (asked(history(events(*ACTS, CRISIS, *more)), fitted) for more in ((), LATER))
    before = [
        (one, other) for one, other in zip(early.standard, late.standard, strict=True) if one.put.month == 6
    ]
    assert before and all(one.support == pytest.approx(other.support, rel=1e-6) for one, other in before)


def test_a_crisis_is_answered_more_than_the_criticism_of_an_outsider(fitted):
    found = asked(history(events(*ACTS, CRISIS)), fitted).standard
    support = {
        act: np.mean([one.support for one in found if one.put.act == act])
        for act in ("crisis", "western criticism")
    }
    assert support["crisis"] > support["western criticism"]


def test_without_a_western_actor_only_crises_are_put():
    made = replace(history(events(*ACTS)), classes=("member", "member", "member", "patron", "partner"))
    model = model_of(made, HALF_LIVES)
    laid = grid(made, model.risk)
    posterior = estimator(model)(laid, np.ones(len(laid.start)))
    assert {one.put.act for one in asked(made, (model, posterior)).standard} == {"crisis"}
