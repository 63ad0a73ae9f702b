import numpy as np
import pytest
from scipy.special import ndtr

from regimelab.measures.ideal_points.paths import inverse_diagonal
from regimelab.measures.ideal_points.positions import Positions
from regimelab.measures.ideal_points.probit import slopes

CUTS = [(-1.0, 0.5), (0.0, 0.1), (2.0, 3.5), (-4.0, -3.0)]


def log_probability(a, b, choice):
    return np.log([ndtr(a), ndtr(b) - ndtr(a), ndtr(-b)][choice])


@pytest.mark.parametrize(("a", "b"), CUTS)
@pytest.mark.parametrize("choice", [0, 1, 2])
def test_slopes_are_those_of_the_log_probability(a, b, choice):
    found = slopes(np.array([a]), np.array([b]), np.array([choice]))
    step = 1e-5
    by_first = log_probability(a + step, b, choice) - log_probability(a - step, b, choice)
    by_second = log_probability(a, b + step, choice) - log_probability(a, b - step, choice)
    assert found.first[0] == pytest.approx(by_first / (2 * step), rel=1e-4, abs=1e-6)
    assert found.second[0] == pytest.approx(by_second / (2 * step), rel=1e-4, abs=1e-6)


@pytest.mark.parametrize(("a", "b"), CUTS)
def test_information_is_the_mean_square_of_the_slopes(a, b):
    chance = np.exp([log_probability(a, b, choice) for choice in range(3)])
    found = slopes(np.full(3, a), np.full(3, b), np.arange(3))
    assert found.first_first[0] == pytest.approx(chance @ found.first**2)
    assert found.first_second[0] == pytest.approx(chance @ (found.first * found.second))
    assert found.second_second[0] == pytest.approx(chance @ found.second**2)


def chain():
    diagonal, off = np.array([3.0, 4.0, 2.5, 5.0]), np.array([0.0, -1.0, 0.0, 0.7])
    dense = np.diag(diagonal) + np.diag(off[1:], 1) + np.diag(off[1:], -1)
    return diagonal, off, np.linalg.inv(dense)


def test_variances_are_those_of_the_dense_inverse():
    diagonal, off, covariance = chain()
    assert inverse_diagonal(diagonal, off) == pytest.approx(np.diag(covariance))


def test_draws_have_the_posterior_mean_and_covariance():
    diagonal, off, covariance = chain()
    nobody = np.array(["A", "A", "B", "B"], dtype=object)
    mean = np.array([1.0, 2.0, -1.0, 0.0])
    one = Positions(nobody, np.arange(4), mean, np.sqrt(np.diag(covariance)), np.ones(4), diagonal, off)
    draws = one.draws(np.random.default_rng(0), 40_000)
    assert draws.mean(axis=0) == pytest.approx(mean, abs=0.02)
    assert np.cov(draws.T) == pytest.approx(covariance, abs=0.01)
