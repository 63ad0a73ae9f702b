import numpy as np
import pytest

from regimelab.fit.grid import grid
from regimelab.fit.laplace import WEIGHT, estimator
from regimelab.fit.likelihood import coefficients_at, grid_log_rates, interval_log_likelihood
from regimelab.fit.sampling import Length, likelihood, potential_of, sample, whitened
from regimelab.theory.model import model_of
from tests.made_history import HALF_LIVES, events, history, on

PAIRS = (("AAA", "BBB"), ("BBB", "CCC"), ("PAT", "AAA"))


@pytest.fixture(scope="module")
def fitted():
    rng = np.random.default_rng(0)
    kinds = ("support", "summit", "criticise")
    acts = [
        on(kinds[number % 3], *PAIRS[rng.integers(3)], month)
        for number, month in enumerate(np.sort(rng.uniform(0.2, 23.8, 60)))
    ]
    past = history(events(*acts), length=24.0)
    model = model_of(past, HALF_LIVES)
    laid = grid(past, model.risk)
    return model, laid, estimator(model)(laid, np.ones(len(laid.start)), None)


def log_posterior(model, laid, posterior, theta, log_spreads):
    """The log posterior from its definition, one parameter and one pool at a time."""
    log_rate = np.asarray(grid_log_rates(model, laid, coefficients_at(model, theta)))
    total = float(interval_log_likelihood(log_rate, laid, np.ones(len(laid.start))).sum())
    spread, size = posterior.spread.copy(), len(theta) - len(HALF_LIVES)
    for place, log_spread in zip(model.layout.pools(), log_spreads, strict=True):
        stated = model.layout.spread[place][0]
        spread[place] = np.exp(log_spread)
        total -= WEIGHT * log_spread + 0.5 * WEIGHT * stated**2 * np.exp(-2 * log_spread)
    away = (theta - model.layout.mean)[:size] / spread[:size]
    pooled = np.concatenate(model.layout.pools())
    return total - 0.5 * away @ away, float(np.log(spread[pooled]).sum())


def test_the_potential_is_minus_the_log_posterior_in_coordinates_that_stretch(fitted):
    model, laid, posterior = fitted
    at = whitened(model.layout, posterior)
    given = likelihood(model, laid, np.ones(len(laid.start)), posterior.mode)
    potential = potential_of(model.layout, given, at)
    rng, size = np.random.default_rng(1), len(at.mean)

    def both(scale):
        coordinates = scale * rng.standard_normal(size + len(at.width))
        wider = at.width * coordinates[size:]
        stretch = np.exp(at.free * np.append(wider, 0.0)[at.pool])
        theta = at.mean + stretch * (at.away + at.factor @ coordinates[:size])
        whole = np.concatenate([theta, posterior.mode[size:]])
        value, spreads = log_posterior(model, laid, posterior, whole, at.log_spreads + wider)
        jacobian = float(np.log(stretch).sum())
        return float(potential(coordinates)), -(value - spreads + jacobian)

    found = np.array([both(scale) for scale in (0.0, 0.3, 0.3, 0.6)])
    assert np.ptp(found[:, 0]) > 10
    assert found[:, 0] - found[0, 0] == pytest.approx(found[:, 1] - found[0, 1], rel=1e-4)


def test_the_potential_has_no_slope_at_the_mode_in_the_parameters(fitted):
    import jax

    model, laid, posterior = fitted
    at = whitened(model.layout, posterior)
    given = likelihood(model, laid, np.ones(len(laid.start)), posterior.mode)
    slope = jax.grad(potential_of(model.layout, given, at))(np.zeros(len(at.mean) + len(at.width)))
    assert np.abs(slope[: len(at.mean)]).max() < 0.1


@pytest.fixture(scope="module")
def drawn(fitted):
    model, laid, posterior = fitted
    told = []
    length = Length(chains=2, warm_up=150, draws=300)
    observed = np.ones(len(laid.start))
    return sample(model, laid, observed, posterior, 3, lambda *stage: told.append(stage), length), told


def test_what_the_data_determine_is_drawn_where_the_approximation_puts_it(fitted, drawn):
    model, _, posterior = fitted
    draws, told = drawn
    assert draws.parameters.shape == (2, 300, model.layout.size)
    assert told[0] == ("posterior", 0.0) and told[-1] == ("posterior", 1.0)
    away = (draws.parameters.mean(axis=(0, 1)) - posterior.mode)[: -len(HALF_LIVES)]
    assert np.median(np.abs(away) / posterior.deviation()[: -len(HALF_LIVES)]) < 0.25
    assert draws.diverging.sum() == 0


def test_half_lives_are_held_and_the_same_seed_draws_the_same(fitted, drawn):
    model, laid, posterior = fitted
    held = drawn[0].parameters[..., -len(HALF_LIVES) :]
    assert np.all(held == posterior.mode[-len(HALF_LIVES) :])
    length = Length(chains=1, warm_up=150, draws=300)
    again = sample(model, laid, np.ones(len(laid.start)), posterior, 3, lambda *stage: None, length)
    assert np.array_equal(again.parameters[0], drawn[0].parameters[0])
