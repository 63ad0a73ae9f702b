from datetime import date

import numpy as np
import pytest
from scipy.stats import gamma

from regimelab.measures.rate import Stratum, clumping, monthly, rate, rate_ratio


def test_rate_interval_is_the_gamma_posterior():
    assert rate(7, 4.5).interval() == pytest.approx(gamma(7.5, scale=1 / 4.5).interval(0.9), rel=0.01)


def test_ratio_of_equal_rates_is_one_with_even_odds():
    found = rate_ratio([Stratum(20, 10.0, 40, 20.0)])
    assert found.median == pytest.approx(1.0, rel=0.02)
    assert found.probability_above(1.0) == pytest.approx(0.5, abs=0.02)


def test_ratio_is_found_whatever_the_levels_of_the_strata():
    found = rate_ratio([Stratum(60, 10.0, 40, 20.0), Stratum(6, 10.0, 4, 20.0)])
    assert found.median == pytest.approx(3.0, rel=0.05)
    assert found.interval()[0] > 1.0


def test_scatter_between_strata_widens_the_interval():
    agreeing = rate_ratio([Stratum(20, 1.0, 10, 1.0)] * 4)
    scattered = rate_ratio([Stratum(28, 1.0, 2, 1.0), Stratum(12, 1.0, 18, 1.0)] * 2)
    assert np.ptp(np.log(scattered.interval())) > 1.5 * np.ptp(np.log(agreeing.interval()))


def test_spread_in_time_widens_the_interval():
    steady = rate_ratio([Stratum(20, 1.0, 10, 1.0)])
    clumped = rate_ratio([Stratum(20, 1.0, 10, 1.0)], spread=3.0)
    assert np.ptp(np.log(clumped.interval())) > 1.5 * np.ptp(np.log(steady.interval()))


def test_strata_without_exposure_on_one_side_say_nothing():
    assert rate_ratio([Stratum(5, 3.0, 0, 0.0)]).median == pytest.approx(1.0)


def test_equal_rates_are_rarely_called_different():
    rng = np.random.default_rng(5)
    called = 0
    for _ in range(300):
        strata = [Stratum(rng.poisson(2.0), 1.0, rng.poisson(6.0), 3.0) for _ in range(5)]
        called += rate_ratio(strata).probability_above(1.0) >= 0.9
    assert called / 300 <= 0.13


def test_clumping_is_one_for_poisson_counts_and_more_for_clumps():
    rng = np.random.default_rng(2)
    even = np.ones((4, 54))
    poisson = rng.poisson(1.0, size=(4, 54)).astype(float)
    assert clumping(poisson, even) < 1.3
    assert clumping(3 * rng.poisson(1 / 3, size=(4, 54)).astype(float), even) > 2.0


def test_months_without_exposure_expect_nothing():
    exposures = np.array([[1.0, 0.0, 1.0]])
    assert clumping(np.array([[1.0, 0.0, 1.0]]), exposures) == 1.0


def test_monthly_sums_weights_from_the_first_month_to_the_last():
    dated = [(date(2022, 11, 30), 0.5), (date(2023, 1, 1), 1.0), (date(2022, 11, 2), 0.25)]
    assert monthly(dated, date(2022, 11, 1), date(2023, 1, 31)).tolist() == [0.75, 0.0, 1.0]
