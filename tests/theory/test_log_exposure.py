from dataclasses import replace

import numpy as np
import pytest

from regimelab.fit.grid import grid
from regimelab.fit.laplace import estimator
from regimelab.fit.likelihood import coefficients_at, grid_log_rates
from regimelab.theory.covariates import covariates
from regimelab.theory.model import model_of
from tests.made_history import HALF_LIVES, events, history, on


def exposed(reporting, until=(12.0, 24.0), made=()):
    past = history(events(*made), length=24.0)
    return replace(past, reporting=np.array(reporting), reported_until=np.array(until))


HALF_IN_THE_FIRST_YEAR = [[0.5, 1.0], [1.0, 1.0], [0.25, 1.0], [1.0, 1.0], [1.0, 1.0]]


def test_a_pair_is_as_exposed_as_the_mean_of_its_two_ends_and_a_state_at_home_as_itself():
    past = exposed(HALF_IN_THE_FIRST_YEAR)
    model = model_of(past, HALF_LIVES)
    laid = grid(past, model.risk, 1.0)
    rates = grid_log_rates(model, laid, coefficients_at(model, model.layout.mean))
    plain = grid_log_rates(
        model, grid(history(events(), 24.0), model.risk, 1.0), coefficients_at(model, model.layout.mean)
    )
    shift = np.asarray(rates - plain)
    ends = np.log(np.array(HALF_IN_THE_FIRST_YEAR)[:, 0])
    assert shift[:, 0] == pytest.approx(0.5 * (ends[model.risk.sender] + ends[model.risk.receiver]))
    assert shift[:, 13] == pytest.approx(0.0)


def test_the_last_stretch_goes_on_and_no_stretch_is_full_exposure():
    past = exposed(HALF_IN_THE_FIRST_YEAR, until=(6.0, 12.0))
    model = model_of(past, HALF_LIVES)
    assert covariates(past, model.risk, np.array([40.0])).reporting.tolist() == [[0.0]] * 5
    nothing = history(events())
    assert np.all(covariates(nothing, model.risk, np.arange(3.0)).reporting == 0)


def test_half_the_acts_at_half_the_exposure_are_no_change_of_rate():
    rng = np.random.default_rng(0)
    first, second = np.sort(rng.uniform(0.1, 11.9, 40)), np.sort(rng.uniform(12.1, 23.9, 80))
    acts = [on("support", "AAA", "BBB", month) for month in (*first, *second)]
    halved = exposed([[0.5, 1.0]] * 5, made=acts)
    model = model_of(halved, HALF_LIVES)
    fits = {}
    for name, past in (("told", halved), ("not told", exposed([[1.0, 1.0]] * 5, made=acts))):
        laid = grid(past, model.risk)
        fits[name] = estimator(model)(laid, np.ones(len(laid.start)), None).log_likelihood
    assert fits["told"] > fits["not told"]
