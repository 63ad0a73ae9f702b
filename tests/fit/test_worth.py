import numpy as np
import pytest

from regimelab.engine.simulate import simulator
from regimelab.fit.laplace import estimator
from regimelab.fit.likelihood import coefficients_at
from regimelab.fit.one_step import REPORTING, one_step
from regimelab.fit.origins import Tools, standings, windows_of
from regimelab.fit.worth import worth
from regimelab.theory.catalogue import EFFECT_NAMES
from regimelab.theory.model import model_of
from regimelab.theory.rivals import holding
from tests.made_history import HALF_LIVES, events, history, on


@pytest.fixture(scope="module")
def past():
    """Acts that repeat in bursts."""
    rng = np.random.default_rng(5)
    bursts = [at + 0.05 * n for at in rng.uniform(0.5, 28.0, 14) for n in range(6)]
    return history(
        events(*(on("support", "AAA", "BBB", at) for at in sorted(bursts))), length=30.0, shock=29.0
    )


@pytest.fixture(scope="module")
def tools(past):
    model = model_of(past, HALF_LIVES)
    return Tools(model, estimator(model), simulator(model))


def test_a_model_without_an_effect_has_no_slope_of_it_and_all_others(tools):
    parameters = np.random.default_rng(0).normal(size=tools.model.layout.size)
    whole, less = (
        np.asarray(coefficients_at(model, parameters).slope)
        for model in (tools.model, holding(tools.model, tuple(set(EFFECT_NAMES) - {"inertia"})))
    )
    place = EFFECT_NAMES.index("inertia")
    assert np.all(less[place] == 0) and np.any(whole[place] != 0)
    assert np.delete(less, place, axis=0) == pytest.approx(np.delete(whole, place, axis=0))


def test_what_is_left_out_is_told_by_origin_and_together(past, tools):
    told = []
    found = worth(tools, past, 0, lambda stage, done: told.append(done), ("sender_activity", *REPORTING))
    assert [one.effect for one in found] == ["sender_activity", *REPORTING]
    assert told == sorted(told) and told[-1] == 1.0
    for one in found:
        assert len(one.by_origin) == 1
        assert one.gain.estimate == pytest.approx(one.by_origin[0])
        assert one.gain.low <= one.gain.estimate <= one.gain.high


def test_leaving_out_a_part_of_reporting_leaves_the_rest_as_it_is(past, tools):
    windows = windows_of(tools, past)

    def scored(part):
        ((forecaster, scene, _),) = standings(tools, past, windows, part)
        return one_step(forecaster, scene)

    whole, *less = (scored(part) for part in ("", *REPORTING))
    for one in less:
        assert one.acts == pytest.approx(whole.acts)
        assert one.baselines["constant"] == pytest.approx(whole.baselines["constant"])
        assert not np.allclose(one.model, whole.model)
