"""What accelerators are given to do is what processors do: sums by group, futures, what is read of them."""

import jax
import numpy as np
import pytest

from regimelab.engine.simulate import narrowed, read_where_drawn, simulator
from regimelab.policy.readings import read_there, reader, yearly, yearly_futures
from regimelab.theory.device import gathered, sum_by
from tests.policy.conftest import began

MODULES = ("theory.device", "engine.simulate", "policy.readings")


@pytest.fixture
def accelerator(monkeypatch):
    """Processors take themselves for an accelerator."""
    for module in MODULES:
        monkeypatch.setattr(f"regimelab.{module}.accelerated", lambda: True)


def drawn(present, months=4, seed=3):
    from regimelab.engine.forcing import unforced
    from regimelab.theory.covariates import covariates

    paths = covariates(
        present.history, present.model.risk, present.history.length + np.arange(months, dtype=float)
    )
    return present.start, unforced(paths, present.model.risk.size, present.futures), seed


def test_groups_that_gather_their_rows_get_the_same_sums():
    rng = np.random.default_rng(0)
    rows, group = rng.integers(0, 9, (40, 6)).astype(np.float32), rng.integers(0, 9, 40)
    group[group == 3] = 8  # 8 is past the last group: dropped; 3 is empty
    np.testing.assert_array_equal(gathered(rows, group, 8), sum_by(rows, group, 8))
    assert gathered(rows, np.full(40, 8), 8).shape == (8, 6)


def test_what_is_read_where_futures_are_drawn_is_what_is_read_of_their_acts():
    present = began(spread=0.2)
    reading, given = reader(present), drawn(present)
    counts = simulator(present.model)(*given).counts
    read = yearly(reading, counts)
    assert read.any()
    np.testing.assert_allclose(jax.jit(lambda acts: read_there(reading, acts))(counts), read, rtol=1e-6)
    there = read_where_drawn(present.model, lambda acts: read_there(reading, acts))
    np.testing.assert_allclose(there(*given), read, rtol=1e-6)


def test_futures_drawn_as_on_an_accelerator_are_those_of_the_processor(accelerator):
    present = began(spread=0.2)
    start, forcing, seed = drawn(present)
    held = narrowed(start)
    assert all(isinstance(one, jax.Array) for one in held.given[:2])
    read = yearly_futures(present.model, reader(present))(held, forcing, seed)
    with pytest.MonkeyPatch.context() as back:
        for module in MODULES:
            back.setattr(f"regimelab.{module}.accelerated", lambda: False)
        plain = yearly_futures(present.model, reader(present))(start, forcing, seed)
    same = np.isclose(read, plain, rtol=1e-6).all(axis=(0, 1))
    assert same.mean() > 0.95  # a last digit may tip an act, seldom
