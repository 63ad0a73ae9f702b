"""Sobol' indices against SALib and against a function whose indices are known, with and without noise."""

import warnings

import numpy as np
import pytest

from regimelab.policy.explore.sensitivity import Group, Sampled, indices, saltelli
from regimelab.policy.explore.worlds import FIRST, Space

BASE = 4096
A, B = 7.0, 0.1
FIRST_ORDER = (0.3139, 0.4424, 0.0)  # of the Ishigami function with these constants
TOTAL = (0.5576, 0.4424, 0.2437)


def ishigami(points):
    x, y, z = ((2 * points - 1) * np.pi).T
    return np.sin(x) + A * np.sin(y) ** 2 + B * z**4 * np.sin(x)


@pytest.fixture(scope="module")
def sampled():
    rng = np.random.default_rng(0)
    one, other = rng.random((BASE, 3)), rng.random((BASE, 3))
    mixed = []
    for place in range(3):
        points = one.copy()
        points[:, place] = other[:, place]
        mixed.append(ishigami(points))
    return Sampled(ishigami(one), ishigami(other), np.array(mixed).T, 0.0)


def test_indices_are_those_of_the_ishigami_function(sampled):
    alone, total = indices(sampled)
    assert alone == pytest.approx(FIRST_ORDER, abs=0.05)
    assert total == pytest.approx(TOTAL, abs=0.05)


def test_without_noise_they_are_salibs(sampled):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from SALib.analyze import sobol
    problem = {"num_vars": 3, "names": ["x", "y", "z"], "bounds": [[0, 1]] * 3}
    rows = np.column_stack([sampled.first, sampled.mixed, sampled.second]).ravel()
    theirs = sobol.analyze(problem, rows, calc_second_order=False, seed=1)
    alone, total = indices(sampled)
    assert alone == pytest.approx(theirs["S1"], rel=1e-9)
    assert total == pytest.approx(theirs["ST"], rel=1e-9)


def test_noise_of_repetitions_is_taken_out(sampled):
    rng, noise = np.random.default_rng(1), 10.0
    noisy = Sampled(*(part + rng.normal(0, noise**0.5, part.shape) for part in sampled[:3]), noise)
    blind = noisy._replace(noise=0.0)
    assert indices(noisy)[1] == pytest.approx(TOTAL, abs=0.12)
    assert indices(blind)[1][2] > TOTAL[2] + 0.2


def test_a_mixed_sample_differs_in_its_group_only():
    space = Space((1.0,), 2, 8, ())
    first, second, mixed = np.split(saltelli(space, (Group("one", (1, 3)),), 16, 0), 3)
    assert np.array_equal(mixed[:, [1, 3]], second[:, [1, 3]])
    assert np.array_equal(mixed[:, [0, 2]], first[:, [0, 2]])
    assert first.shape == (16, FIRST)
