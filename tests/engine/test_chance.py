import jax.numpy as jnp
import numpy as np
import pytest

from regimelab.engine.chance import chance_of, future_keys, poisson, step_bits, unit
from regimelab.engine.simulate import CEILING
from regimelab.engine.simulate import STEPS as A_MONTH

ENTRIES, FUTURES, STEPS = 200, 250, 8


@pytest.fixture(scope="module")
def drawn():
    keys = future_keys(3, np.arange(FUTURES))
    return np.stack([np.asarray(chance_of(step_bits(keys, step), ENTRIES).acts) for step in range(STEPS)])


def test_random_numbers_are_even(drawn):
    share, _ = np.histogram(drawn, bins=100, range=(0, 1))
    expected = drawn.size / 100
    assert np.sum((share - expected) ** 2 / expected) < 150  # 99 degrees of freedom
    assert drawn.min() > 0 and drawn.max() <= 1


def test_small_random_numbers_are_even_too(drawn):
    few = np.sort(drawn[drawn < 0.01]) / 0.01
    steps = np.arange(1, len(few) + 1) / len(few)
    assert np.max(np.abs(few - steps)) < 1.95 / np.sqrt(len(few))  # Kolmogorov, 0.1 %


@pytest.mark.parametrize("axis", [0, 1, 2], ids=["steps", "entries", "futures"])
def test_random_numbers_of_neighbours_do_not_go_together(drawn, axis):
    for lag in (1, 2, 3):
        one = np.take(drawn, range(drawn.shape[axis] - lag), axis).ravel()
        other = np.take(drawn, range(lag, drawn.shape[axis]), axis).ravel()
        assert abs(np.corrcoef(one, other)[0, 1]) < 4 / np.sqrt(one.size)
        both = np.mean((one < 0.02) & (other < 0.02))
        assert both == pytest.approx(0.0004, abs=4 * np.sqrt(0.0004 / one.size))


def test_no_two_places_share_their_numbers(drawn):
    few = drawn[drawn < 0.01]  # where single precision tells twenty million apart
    assert len(np.unique(few)) > len(few) - 5


def test_acts_of_a_step_are_as_spread_as_independent_ones(drawn):
    acts = (drawn < 0.05).sum(axis=1)
    assert acts.mean() == pytest.approx(0.05 * ENTRIES, rel=0.03)
    assert acts.var() == pytest.approx(0.05 * 0.95 * ENTRIES, rel=0.1)


@pytest.mark.parametrize("mean", [1e-5, 0.01, 0.7, 2.0])
def test_poisson_numbers_have_poisson_chances(mean):
    words = np.linspace(0, 2**32 - 1, 400_000).astype(np.uint32)
    acts = np.asarray(
        poisson(unit(jnp.asarray(words))[None, :], jnp.full((1, len(words)), mean, jnp.float32))
    )
    assert acts.mean() == pytest.approx(mean, rel=0.01, abs=3e-6)
    assert np.mean(acts == 0) == pytest.approx(np.exp(-mean), abs=1e-5)
    assert acts.var() == pytest.approx(mean, rel=0.03, abs=6e-6)


def test_at_the_ceiling_a_twentieth_is_cut_off():
    uniform = unit(jnp.asarray(np.linspace(0, 2**32 - 1, 200_000).astype(np.uint32)))[None, :]
    highest = np.float32(np.exp(CEILING) / A_MONTH)
    acts = np.asarray(poisson(uniform, jnp.full(uniform.shape, highest)))
    assert 0.94 < acts.mean() / highest < 0.96
