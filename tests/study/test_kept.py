import numpy as np
import pytest

from regimelab.fit.laplace import Posterior
from regimelab.study import kept
from tests.made_history import HALF_LIVES, events, history, on


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(kept, "folder", lambda: tmp_path / "fits")
    return tmp_path / "fits"


def posterior(value=1.0):
    return Posterior(np.full(2, value), np.eye(2), np.ones(2), np.zeros(3), -4.5, 7, True)


def never():
    raise AssertionError("a kept fit was computed again")


def test_a_kept_fit_is_read_back_as_it_was(folder):
    first = kept.kept_posterior("key", posterior)
    again = kept.kept_posterior("key", never)
    assert all(np.array_equal(one, other) for one, other in zip(first, again, strict=True))
    assert again.converged is True and again.steps == 7


def test_nothing_is_kept_or_read_without_a_key(folder):
    kept.kept_posterior(None, posterior)
    assert not folder.exists()


def test_a_damaged_file_is_computed_again(folder):
    kept.kept_posterior("key", posterior)
    next(folder.iterdir()).write_bytes(b"no archive")
    assert kept.kept_posterior("key", lambda: posterior(2.0)).mode[0] == 2.0


def test_the_key_changes_with_the_history_the_settings_and_the_seed():
    plain = history(events(on("support", "AAA", "BBB", 1.0)))
    other = history(events(on("support", "AAA", "BBB", 1.5)))
    keys = {
        kept.key_of(plain, HALF_LIVES, 0),
        kept.key_of(other, HALF_LIVES, 0),
        kept.key_of(plain, HALF_LIVES, 1),
        kept.key_of(plain, HALF_LIVES | {"crisis": 2.0}, 0),
    }
    assert len(keys) == 4
    assert kept.key_of(history(events(on("support", "AAA", "BBB", 1.0))), HALF_LIVES, 0) in keys
