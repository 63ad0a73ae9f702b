from dataclasses import replace

import jax
import numpy as np
import pytest

from regimelab.codebook import KIND_NAMES, KINDS
from regimelab.fit.grid import grid
from regimelab.fit.laplace import design_of
from regimelab.fit.likelihood import (
    coefficients_at,
    curvature,
    grid_log_rates,
    interval_log_likelihood,
    moments,
)
from regimelab.theory.catalogue import EFFECT_NAMES
from regimelab.theory.model import combine, log_rates, model_of, statistics
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
    score = design_of(model).slope(found)
    rng = np.random.default_rng(1)
    half_lives = np.arange(model.layout.size - 5, model.layout.size)
    for place in [*rng.choice(model.layout.size, 12, replace=False), *half_lives]:
        step = np.zeros(model.layout.size)
        step[place] = 1e-5
        slope = (value(model, laid, theta + step) - value(model, laid, theta - step)) / 2e-5
        assert score[place] == pytest.approx(slope, abs=1e-5)


def test_what_entries_say_adds_up_to_the_information_of_all_parameters(made):
    model, laid, theta = made
    found = curvature(model, laid, coefficients_at(model, theta), np.ones(len(laid.start)))
    design, size = design_of(model), model.layout.size
    plain = np.zeros((size, size))
    for places, information in zip(design.places, np.asarray(found.information), strict=True):
        rows = design.shared[places].toarray()
        plain += rows.T @ information @ rows
    np.testing.assert_allclose(design.information(found), plain, rtol=1e-9, atol=1e-9)


def test_information_of_levels_is_the_expected_curvature(made):
    model, laid, theta = made
    given = coefficients_at(model, theta)
    found = curvature(model, laid, given, np.ones(len(laid.start)))

    def total(level):
        log_rate = grid_log_rates(model, laid, given._replace(level=level))
        return interval_log_likelihood(log_rate, laid, np.ones(len(laid.start))).sum()

    hessian = jax.hessian(total)(given.level)[:, 0, :, 0]
    assert np.allclose(-np.diagonal(hessian), np.asarray(found.information)[:, 0, 0])


def test_the_simulator_and_the_likelihood_have_one_rate(made):
    model, laid, theta = made
    given = coefficients_at(model, theta)
    moment = moments(model, laid, given.half_lives)
    from_statistics = combine(given, statistics(moment), moment)
    assert np.allclose(log_rates(given, moment), from_statistics, atol=1e-10)


def test_relabelling_the_actors_relabels_the_rates():
    past = history(events(*ACTS, on("border_clash", "BBB", "CCC", 9.0)))
    order = np.array([2, 1, 0, 3, 4])
    turned = relabelled(past, order)
    rates = []
    for one in (past, turned):
        model = model_of(one, HALF_LIVES)
        laid, given = grid(one, model.risk), coefficients_at(model, spread_out(model))
        rates.append(by_names(one, model, np.asarray(grid_log_rates(model, laid, given))))
    assert rates[0].keys() == rates[1].keys()
    for entry, log_rate in rates[0].items():
        assert np.allclose(log_rate, rates[1][entry], atol=1e-9), entry


def spread_out(model):
    """Parameters of effects only: levels belong to actors and would move with them."""
    theta = model.layout.mean.copy()
    place = model.layout.where("family_effect")
    theta[place] = np.linspace(-1.0, 1.0, place.stop - place.start)
    return theta


def relabelled(past, order):
    """The same history with the actors listed in another order."""
    new = np.argsort(order)
    made = past.events
    ends = [new[made.sender], new[made.receiver]]
    symmetric = np.isin(made.kind, [KIND_NAMES.index(k.name) for k in KINDS if k.form == "symmetric"])
    sender = np.where(symmetric, np.minimum(*ends), ends[0])
    receiver = np.where(symmetric, np.maximum(*ends), ends[1])
    return replace(
        past,
        actors=tuple(past.actors[i] for i in order),
        classes=tuple(past.classes[i] for i in order),
        events=replace(made, sender=sender, receiver=receiver),
        contiguous=past.contiguous[np.ix_(order, order)],
        memberships=replace(past.memberships, actor=new[past.memberships.actor]),
        transitions=replace(past.transitions, actor=new[past.transitions.actor]),
        patron=int(new[past.patron]),
        dependence=past.dependence[order],
    )


def by_names(past, model, log_rate):
    """Log rates under the names of the actors; a symmetric kind has no first end."""
    found = {}
    for entry, (kind, i, j) in enumerate(zip(*model.risk[:3], strict=True)):
        ends = past.actors[i], past.actors[j]
        named = tuple(sorted(ends)) if KINDS[kind].form == "symmetric" else ends
        found[(kind, *named)] = log_rate[entry]
    return found


def test_what_is_not_observed_does_not_count(made):
    model, laid, theta = made
    given = coefficients_at(model, theta)
    none = curvature(model, laid, given, np.zeros(len(laid.start)))
    assert float(none.log_likelihood) == 0.0
    assert not np.any(np.asarray(none.score))
