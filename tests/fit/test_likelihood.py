import jax
import numpy as np
import pytest

from regimelab.fit.grid import grid
from regimelab.fit.laplace import local_design
from regimelab.fit.likelihood import coefficients_at, curvature, grid_log_rates, interval_log_likelihood
from regimelab.theory.catalogue import EFFECT_NAMES
from regimelab.theory.model import model_of
from tests.made_history import HALF_LIVES, events, history, on

ACTS = (
    on("support", "AAA", "BBB", 1.0),
    on("unrest_violence", "BBB", "BBB", 3.5, severity=0.8),
    on("summit", "AAA", "BBB", 3.6),
    ("repress", "CCC", "CCC", 6.0, 7.0, 1.0, 0.4),
    on("support", "AAA", "BBB", 8.0),
)


@pytest.fixture(scope="module")
def made():
    past = history(events(*ACTS))
    model = model_of(past, HALF_LIVES)
    theta = model.layout.mean + np.random.default_rng(0).normal(0, 0.3, model.layout.size)
    return model, grid(past, model.risk), theta


def value(model, laid, theta):
    log_rate = grid_log_rates(model, laid, coefficients_at(model, theta))
    return float(np.sum(interval_log_likelihood(log_rate, laid, np.ones(len(laid.start)))))


def test_log_likelihood_is_the_sum_over_entries_and_intervals_done_by_hand(made):
    model, laid, theta = made
    log_rate = np.asarray(grid_log_rates(model, laid, coefficients_at(model, theta)))
    total = 0.0
    for entry in range(model.risk.size):
        for time in range(len(laid.start)):
            total += laid.counts[entry, time] * log_rate[entry, time]
            total -= laid.exposure[time] * np.exp(log_rate[entry, time])
    assert value(model, laid, theta) == pytest.approx(total)


def test_log_rates_are_level_plus_slopes_times_statistics(made):
    model, laid, _ = made
    theta = model.layout.mean.copy()
    plain = np.asarray(grid_log_rates(model, laid, coefficients_at(model, theta)))
    place = model.layout.where("family_effect").start + EFFECT_NAMES.index("contiguity")
    theta[place] += 2.0
    raised = np.asarray(grid_log_rates(model, laid, coefficients_at(model, theta))) - plain
    verbal = np.isin(model.risk.kind, [0, 1, 17])
    touching = model.structure.contiguous > 0
    assert np.allclose(raised[verbal & touching], 2.0)
    assert np.allclose(raised[~(verbal & touching)], 0.0)


def test_score_is_the_slope_of_the_log_likelihood(made):
    model, laid, theta = made
    found = curvature(model, laid, coefficients_at(model, theta), np.ones(len(laid.start)))
    score = local_design(model).T @ np.asarray(found.score).ravel()
    rng = np.random.default_rng(1)
    half_lives = np.arange(model.layout.size - 5, model.layout.size)
    for place in [*rng.choice(model.layout.size, 12, replace=False), *half_lives]:
        step = np.zeros(model.layout.size)
        step[place] = 1e-5
        slope = (value(model, laid, theta + step) - value(model, laid, theta - step)) / 2e-5
        assert score[place] == pytest.approx(slope, abs=1e-5)


def test_information_is_the_expected_curvature_for_levels_and_slopes(made):
    model, laid, theta = made
    given = coefficients_at(model, theta)
    found = curvature(model, laid, given, np.ones(len(laid.start)))

    def total(level):
        log_rate = grid_log_rates(model, laid, given._replace(level=level))
        return interval_log_likelihood(log_rate, laid, np.ones(len(laid.start))).sum()

    hessian = jax.hessian(total)(given.level)[:, 0, :, 0]
    assert np.allclose(-np.diagonal(hessian), np.asarray(found.information)[:, 0, 0])


def test_what_is_not_observed_does_not_count(made):
    model, laid, theta = made
    given = coefficients_at(model, theta)
    none = curvature(model, laid, given, np.zeros(len(laid.start)))
    assert float(none.log_likelihood) == 0.0
    assert not np.any(np.asarray(none.score))
