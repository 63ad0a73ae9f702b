"""Chances that are right lie in the band; chances that are too sure leave it."""

import numpy as np
import pytest

from regimelab.codebook import KINDS
from regimelab.fit.reliability import reliability
from regimelab.fit.verification import MODEL, Counted


def counted(chance, happened):
    """One forecast of a month's kinds, each with a chance of one act and none of more."""
    chances = np.stack([1 - chance, chance], axis=-1)[None]
    return Counted(happened.astype(float)[None], {MODEL: chances})


def forecasts(seed, sharper=1.0, number=40):
    rng = np.random.default_rng(seed)
    for _ in range(number):
        true = rng.uniform(0.02, 0.98, len(KINDS))
        odds = np.log(true / (1 - true)) * sharper
        yield counted(1 / (1 + np.exp(-odds)), rng.random(len(KINDS)) < true)


def test_right_chances_lie_in_their_band():
    found = reliability(list(forecasts(1)), np.random.default_rng(0))
    assert found.outside < 0.1
    assert np.mean(np.abs(np.array(found.often) - np.array(found.chances))) < 0.06


def test_chances_that_are_too_sure_leave_it():
    found = reliability(list(forecasts(1, sharper=4.0)), np.random.default_rng(0))
    assert found.outside > 0.4
    assert "outside the 90 % band" in found.told


@pytest.mark.parametrize("part", ["chances", "often", "low", "high"])
def test_no_curve_ever_falls(part):
    found = reliability(list(forecasts(3, number=5)), np.random.default_rng(0))
    assert np.all(np.diff(getattr(found, part)) >= -1e-12)
    assert len(getattr(found, part)) == 5 * len(KINDS)


def test_equal_chances_share_one_frequency():
    some = np.full(len(KINDS), 0.5)
    found = reliability([counted(some, np.arange(len(KINDS)) % 2 == 0)], np.random.default_rng(0))
    assert set(found.often) == {0.5}
