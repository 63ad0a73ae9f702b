import numpy as np
import pytest

from regimelab.engine.simulate import simulator
from regimelab.fit.calibration import BINS, DRAWS, Ranks, gathered, made, ranked, verdicts
from regimelab.fit.laplace import estimator
from regimelab.theory.model import model_of
from tests.made_history import HALF_LIVES, events, history

SPREAD = 0.5  # of blocks that would else give histories of tens of thousands of acts
NARROW = ("cell", "sender", "receiver", "pair", "family_effect")


@pytest.fixture(scope="module")
def model():
    whole = model_of(history(events(), length=24.0), HALF_LIVES)
    blocks = []
    for block in whole.layout.blocks:
        if block.name == "kind":
            block = block._replace(mean=np.full(len(block.labels), -4.0), spread=block.spread * 0.35)
        if block.name in NARROW:
            block = block._replace(spread=np.minimum(block.spread, SPREAD))
        blocks.append(block)
    return whole._replace(layout=whole.layout._replace(blocks=tuple(blocks)))


def test_a_made_history_has_the_acts_that_its_rates_expect(model):
    past = history(events(), length=24.0)
    truth = model.layout.mean.copy()
    truth[model.layout.where("kind")] = -2.5
    truth[model.layout.where("family_effect")] = 0.0
    counted = [len(made(model, past, simulator(model), truth, seed).kind) for seed in range(12)]
    expected = 24.0 * model.risk.size * np.exp(-2.5)
    assert np.mean(counted) == pytest.approx(expected, abs=4 * np.sqrt(expected / 12))


def test_a_made_history_is_dated_to_days_within_the_period(model):
    past = history(events(), length=24.0)
    truth = model.layout.mean.copy()
    truth[model.layout.where("kind")] = -2.5
    found = made(model, past, simulator(model), truth, 3)
    assert np.all((found.start >= 0) & (found.end <= 24.0 + 1e-9))
    assert np.allclose(found.end - found.start, 1 / 30.4375)


def ranks(model, draw):
    size = model.layout.size
    return Ranks(tuple(map(str, range(size))), draw(size), np.ones(60))


def test_even_ranks_pass_and_ranks_of_a_fit_that_is_too_sure_do_not(model):
    rng = np.random.default_rng(0)
    even = ranks(model, lambda size: np.repeat(rng.integers(0, DRAWS + 1, (60, 1)), size, axis=1))
    sure = ranks(model, lambda size: np.repeat(rng.choice([0, DRAWS], (60, 1)), size, axis=1))
    fair, unfair = ({one.block: one for one in verdicts(model, found)} for found in (even, sure))
    assert all(abs(one.covered - 0.9) < 3 * one.error for one in fair.values())
    assert all(one.low <= one.histogram.mean() <= one.high for one in fair.values())
    assert all(one.covered == 0 and one.histogram[0] > one.high for one in unfair.values())
    assert all(len(one.histogram) == BINS for one in fair.values())
    assert all(
        one.histogram.sum() == 60 * len(block.labels)
        for one, block in zip(fair.values(), model.layout.blocks, strict=True)
    )


@pytest.mark.slow
def test_the_fit_is_as_sure_as_it_should_be(model):
    past = history(events(), length=24.0)
    tools = simulator(model), estimator(model)
    found = gathered(model, [ranked(model, past, tools, 0, run) for run in range(60)])
    covered = {one.block: one.covered for one in verdicts(model, found)}
    assert all(0.85 <= share <= 0.95 for share in covered.values()), covered
