import jax
import numpy as np

from regimelab.policy import present as presents
from regimelab.policy.forecast import forecast
from regimelab.policy.present import Batch, batches
from tests.policy.conftest import FUTURES, scenario


def test_futures_are_begun_in_batches_each_with_its_own_seed(present, monkeypatch):
    monkeypatch.setattr(presents, "BATCH", 25)
    begun = list(batches(lambda futures, seed: cut(present, futures), FUTURES, 7))
    assert [batch.present.futures for batch in begun] == [25, 25, 10]
    assert begun[0].seed == 7
    assert len({batch.seed for batch in begun}) == 3
    assert [batch.seed for batch in begun] == [
        batch.seed for batch in batches(lambda futures, seed: cut(present, futures), FUTURES, 7)
    ]


def test_a_forecast_from_two_batches_lies_between_those_of_each(present):
    parts = [Batch(present, 1), Batch(present, 2)]
    alone = [forecast([part], scenario(), 6) for part in parts]
    whole = forecast(iter(parts), scenario(), 6)
    assert whole.futures == 2 * FUTURES
    for path, *others in zip(whole.outcomes, *(one.outcomes for one in alone), strict=True):
        for name, values in path.quantiles.items():
            ends = np.sort([other.quantiles[name] for other in others], axis=0)
            assert np.all(ends[0] - 1 <= values) and np.all(values <= ends[1] + 1)


def cut(present, futures):
    start = present.start
    given, memory = jax.tree.map(lambda values: values[..., :futures], (start.given, start.memory))
    return present._replace(start=start._replace(given=given, memory=memory))
