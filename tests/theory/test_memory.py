import jax.numpy as jnp
import numpy as np
import pytest

from regimelab.fit.grid import grid
from regimelab.fit.likelihood import coefficients_at, moments
from regimelab.theory.memory import blank, forget, remember, traces
from regimelab.theory.model import model_of
from tests.made_history import HALF_LIVES, events, history, on


def test_walking_the_memory_step_by_step_gives_what_the_kernel_gives_at_once():
    past = history(events(on("support", "AAA", "BBB", 1.0), on("repress", "BBB", "BBB", 2.2)), length=4.0)
    model = model_of(past, HALF_LIVES)
    laid = grid(past, model.risk)
    half_lives = coefficients_at(model, model.layout.mean).half_lives
    at_once = moments(model, laid, half_lives).memory
    memory = blank(model.risk, len(model.actors), 1)
    for time, months in enumerate(laid.exposure):
        middle = forget(memory, months / 2, half_lives)
        for walked, direct in zip(middle, at_once, strict=True):
            assert np.allclose(walked[:, 0], direct[:, time], atol=1e-12)
        new = traces(jnp.asarray(laid.recalled[:, [time]]), jnp.asarray(laid.crises[:, [time]]), model.risk)
        memory = remember(forget(memory, months, half_lives), new)


def test_a_memory_is_half_gone_after_its_half_life():
    past = history(events(on("support", "AAA", "BBB", 1.0)))
    model = model_of(past, HALF_LIVES)
    half_lives = coefficients_at(model, model.layout.mean).half_lives
    one = traces(jnp.ones((model.risk.size, 1)), jnp.ones((5, 1)), model.risk)
    later = forget(one, HALF_LIVES["inertia"], half_lives)
    assert float(later.own[0, 0]) == pytest.approx(0.5)


def test_an_act_is_remembered_only_once_its_whole_month_has_passed():
    past = history(events(("support", "AAA", "BBB", 2.0, 3.0, 1.0, 0.5)))
    laid = grid(past, model_of(past, HALF_LIVES).risk)
    ends = laid.start + laid.exposure
    assert laid.counts.sum() == pytest.approx(1.0)
    assert np.all(laid.recalled[:, ends < 3.0 - 1e-6] == 0)
    assert laid.recalled.sum() == pytest.approx(1.0)
    assert not np.any(laid.counts[:, (ends < 2.0) | (laid.start > 3.0)])
