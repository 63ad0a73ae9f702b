import numpy as np
import pytest

from regimelab.policy.tally import added, quantiles, tally

LEVELS = (0.0, 0.05, 0.25, 0.5, 0.77, 0.95, 1.0)


@pytest.fixture
def values():
    random = np.random.default_rng(0)
    whole = random.poisson(random.uniform(0, 40, (3, 2, 4, 1)), (3, 2, 4, 701))
    return whole + random.integers(0, 8, (3, 2, 4, 1)) / 8


def test_quantiles_of_a_tally_are_those_of_the_values(values):
    found = quantiles(tally(values), LEVELS)
    assert found == pytest.approx(np.quantile(values, LEVELS, axis=3))


def test_batches_together_have_the_quantiles_of_all_values(values):
    parts = [tally(part) for part in np.split(values, [1, 60, 500], axis=3)]
    whole = parts[0]
    for part in parts[1:]:
        whole = added(whole, part)
    assert whole.futures.sum() == values.size
    assert quantiles(whole, LEVELS) == pytest.approx(np.quantile(values, LEVELS, axis=3))


def test_one_future_has_itself_as_every_quantile(values):
    found = quantiles(tally(values[..., :1]), LEVELS)
    assert found == pytest.approx(np.broadcast_to(values[..., 0], found.shape))
