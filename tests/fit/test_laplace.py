from dataclasses import replace

import numpy as np
import pytest

from regimelab.engine.forcing import unforced
from regimelab.engine.simulate import simulator
from regimelab.engine.start import Past, start_from
from regimelab.fit import laplace
from regimelab.fit.calibration import made
from regimelab.fit.grid import grid
from regimelab.fit.laplace import estimator
from regimelab.fit.likelihood import coefficients_at, grid_log_rates
from regimelab.fit.summary import summarise
from regimelab.theory.covariates import covariates
from regimelab.theory.model import model_of
from tests.made_history import ACTORS, HALF_LIVES, events, history, on


def simulated(months, effects, seed):
    """A history drawn from the model at known parameters; acts dated to the day, early months first."""
    past = history(events(), length=float(months))
    model = model_of(past, HALF_LIVES)
    theta = at_sizes(model, effects)
    gone = Past(np.zeros((model.risk.size, 1)), np.zeros((5, 1)), np.zeros(1))
    start = start_from(model, past, gone, theta[None, :], np.zeros(model.risk.size))
    paths = covariates(past, model.risk, np.arange(months, dtype=float))
    counts = simulator(model)(start, unforced(paths, model.risk.size, 1), seed).counts[:, :, 0]
    return model, theta, counts


def at_sizes(model, effects):
    theta = model.layout.mean.copy()
    theta[model.layout.where("kind")] = -2.5
    for name, size in effects.items():
        block = next(block for block in model.layout.blocks if name in block.labels)
        theta[model.layout.where(block.name).start + block.labels.index(name)] = size
    return theta


def acts_of(model, counts, rng):
    acts = []
    for month, entry in zip(*np.nonzero(counts), strict=True):
        for _ in range(counts[month, entry]):
            ends = ACTORS[model.risk.sender[entry]], ACTORS[model.risk.receiver[entry]]
            kind = history(events()).kinds[model.risk.kind[entry]]
            acts.append(on(kind, *ends, month + 0.05 + 0.9 * rng.random()))
    return acts


@pytest.fixture(scope="module")
def fitted():
    model, theta, counts = simulated(60, {"domestic.patron_members": 0.8}, seed=4)
    past = history(events(*acts_of(model, counts, np.random.default_rng(0))), length=60.0)
    laid = grid(past, model.risk)
    posterior = estimator(model)(laid, np.ones(len(laid.start)), None)
    return model, theta, laid, posterior


def test_the_fit_comes_to_rest(fitted):
    assert fitted[3].converged
    assert np.all(np.isfinite(fitted[3].mode))


def test_expected_acts_of_the_fit_are_the_recorded_ones(fitted):
    model, _, laid, posterior = fitted
    rate = np.exp(np.asarray(grid_log_rates(model, laid, coefficients_at(model, posterior.mode))))
    assert float(np.sum(rate * laid.exposure)) == pytest.approx(laid.counts.sum(), rel=0.05)


def test_an_effect_simulated_at_a_known_size_is_found_again(fitted):
    model, theta, _, posterior = fitted
    found = summarise(model.layout, posterior, "made", 0.0).effect("domestic", "patron_members")
    assert found.low <= 0.8 <= found.high
    assert found.high - found.low < 1.5


def test_draws_have_the_spread_of_the_posterior(fitted):
    posterior = fitted[3]
    draws = posterior.draws(4000, 1)
    assert draws.std(axis=0) == pytest.approx(posterior.deviation(), rel=0.12)
    assert np.array_equal(draws[:10], posterior.draws(4000, 1)[:10])


def test_effects_without_data_stay_at_their_prior(fitted):
    model, _, laid, posterior = fitted
    found = summarise(model.layout, posterior, "made", float(laid.counts.sum()))
    assert found.prior_share[found.names.index("domestic.patron_members")] < 0.5
    assert found.effect("domestic", "patron_members").basis == "estimated"
    still = replace(found, prior_share=np.full(len(found.names), 0.9))
    assert still.effect("domestic", "patron_members").basis == "assumed"


def test_an_effect_that_cannot_bear_on_a_kind_is_unknown(fitted):
    model, _, _, posterior = fitted
    found = summarise(model.layout, posterior, "made", 0.0)
    assert not found.effect("protest", "reciprocity").known
    assert found.probability_positive("protest", "reciprocity") == 0.5


def test_draws_expect_as_many_acts_as_were_recorded(fitted):
    model, _, laid, posterior = fitted
    total = 0.0
    for draw in posterior.draws(30, 5):
        given = coefficients_at(model, draw)
        given = given._replace(level=given.level - posterior.surplus[:, None])
        total += float(np.sum(np.exp(np.asarray(grid_log_rates(model, laid, given))) * laid.exposure)) / 30
    assert total == pytest.approx(laid.counts.sum(), rel=0.1)


def test_a_search_stopped_early_is_not_called_at_rest(fitted, monkeypatch):
    model, _, laid, _ = fitted
    monkeypatch.setattr(laplace, "STEPS", 1)
    assert not estimator(model)(laid, np.ones(len(laid.start)), None).converged


SIZES = {"domestic.patron_members": 0.6, "cooperative.crisis_receiver": 1.5, "verbal.inertia": 1.0}


@pytest.fixture(scope="module")
def found_again():
    """Fit twenty histories with effects of known size, dated to the day, as a crisis fades within days."""
    past = history(events(), length=180.0)
    model = model_of(past, HALF_LIVES)
    truth, simulate, estimate = at_sizes(model, SIZES), simulator(model), estimator(model)
    summaries = []
    for seed in range(20):
        laid = grid(replace(past, events=made(model, past, simulate, truth, seed)), model.risk)
        summaries.append(summarise(model.layout, estimate(laid, np.ones(len(laid.start)), None), "made", 0.0))
    return summaries


@pytest.mark.slow
@pytest.mark.parametrize("name", SIZES)
def test_effects_at_known_sizes_are_found_again(found_again, name):
    estimates = [summary.effect(*name.split(".")) for summary in found_again]
    assert sum(one.low <= SIZES[name] <= one.high for one in estimates) >= 15
    assert abs(np.mean([one.estimate - SIZES[name] for one in estimates])) < 0.3
