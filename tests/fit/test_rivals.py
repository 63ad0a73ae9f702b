"""Rival theories: which effects each holds at zero, and the weights that their forecasts earn."""

import numpy as np
import pytest

from regimelab.fit.rivals import stacking
from regimelab.theory.catalogue import EFFECT_NAMES
from regimelab.theory.model import model_of
from regimelab.theory.rivals import SHARED, THEORIES, TOGETHER, under
from tests.made_history import HALF_LIVES, events, history, on


def test_every_effect_belongs_to_one_rival_or_to_all():
    rivals = [one for one in THEORIES if one is not TOGETHER]
    named = [name for one in rivals for name in one.effects]
    assert sorted((*named, *SHARED)) == sorted(EFFECT_NAMES)


def test_a_theory_has_no_slopes_but_its_own_and_the_shared():
    model = model_of(history(events(on("support", "AAA", "BBB", 3.0))), HALF_LIVES)
    for theory in THEORIES:
        slope = np.abs(under(model, theory).layout.slope.toarray()).sum(axis=1)
        by_effect = slope.reshape(-1, len(EFFECT_NAMES)).sum(axis=0)
        held = {name for name, size in zip(EFFECT_NAMES, by_effect, strict=True) if size > 0}
        assert held == {*theory.effects, *SHARED}
    assert np.array_equal(under(model, TOGETHER).layout.slope.toarray(), model.layout.slope.toarray())


def test_the_best_alone_gets_all_the_weight():
    scores = np.array([[-1.0, -2.0, -1.5], [-3.0, -4.0, -3.0]])
    assert stacking(scores) == pytest.approx([1.0, 0.0], abs=1e-6)


def test_forecasts_that_are_right_at_different_times_share_the_weight():
    rng = np.random.default_rng(0)
    first = rng.random(4000) < 0.7
    right, wrong = np.log(0.9), np.log(0.1)
    scores = np.array([np.where(first, right, wrong), np.where(first, wrong, right)])
    weights = stacking(scores)
    mixture = weights @ np.exp(scores)
    grid = np.linspace(0.001, 0.999, 999)
    best = max(np.log(share * np.exp(scores[0]) + (1 - share) * np.exp(scores[1])).sum() for share in grid)
    assert np.log(mixture).sum() == pytest.approx(best, abs=1e-2)
    assert weights[0] == pytest.approx((0.7 - 0.1) / 0.8, abs=0.02)


def test_equal_forecasts_weigh_the_same():
    assert stacking(np.full((3, 10), -2.0)) == pytest.approx([1 / 3] * 3)
