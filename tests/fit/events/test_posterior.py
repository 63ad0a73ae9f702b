import numpy as np
import pytest

from regimelab.fit.events.pointwise import log_likelihood
from regimelab.fit.events.posterior import Priors, sample, waic
from regimelab.fit.events.prepare import prepare
from tests.made_calls import CHOICE, RATE, made, term

KINDS = {"exact": ("rem", RATE), "order": ("rem", CHOICE), "choice": ("choice", CHOICE)}
KINDS |= {"agreement": ("choice_coordination", CHOICE), "senders": ("rate", (RATE[0], RATE[3]))}
BETA = np.array([-1.5, 0.4, 0.2, 0.1])


def laid(name, events=40):
    kind, terms = KINDS[name]
    history = made(events=events)
    return prepare(history, terms, kind, 2.0, history.changes[-1].time + 1.0)


@pytest.mark.parametrize("name", KINDS)
def test_the_likelihood_that_is_sampled_is_the_one_that_is_maximised(name):
    found = laid(name)
    beta = BETA[: len(found.start)]
    assert float(log_likelihood(found.laid)(beta)) == pytest.approx(found.curve(beta).value, rel=1e-10)


@pytest.mark.parametrize("name", KINDS)
def test_events_under_draws_contribute_what_they_contribute_at_each(name):
    found = laid(name)
    draws = np.stack([BETA, -0.5 * BETA, np.zeros(4)])[:, : len(found.start)]
    each = found.under_draws(draws)
    for row, beta in zip(each, draws, strict=True):
        contributed = found.case.contributions(beta)
        assert row == pytest.approx(contributed.log_likelihood[contributed.is_event], rel=1e-9)


@pytest.mark.slow
def test_a_posterior_is_that_of_a_sum_over_a_fine_grid():
    pytest.importorskip("numpyro")
    history = made(events=8)
    found = prepare(history, (term("1"),), "rem", 0.0, history.changes[-1].time)
    priors = Priors(np.array([0.5]), np.array([0.4]))
    drawn = sample(found.laid, found.curve, found.start, priors, seed=1).draws.ravel()
    grid = np.linspace(-5, 3, 4001)
    height = np.array([found.curve(np.array([at])).value for at in grid]) - 0.5 * ((grid - 0.5) / 0.4) ** 2
    weight = np.exp(height - height.max())
    weight /= weight.sum()
    mean = weight @ grid
    sd = np.sqrt(weight @ (grid - mean) ** 2)
    assert drawn.mean() == pytest.approx(mean, abs=5 * sd / np.sqrt(1000))
    assert drawn.std() == pytest.approx(sd, rel=0.1)
    assert np.quantile(drawn, 0.1) == pytest.approx(np.interp(0.1, weight.cumsum(), grid), abs=0.1 * sd * 3)


@pytest.mark.slow
def test_an_effect_without_data_keeps_its_prior():
    pytest.importorskip("numpyro")
    found = laid("choice", events=10)
    priors = Priors(np.array([0.0, 0.0, 2.0]), np.array([1.0, 1.0, 1e-3]))
    drawn = sample(found.laid, found.curve, found.start, priors, seed=2).draws
    assert drawn[..., 2].mean() == pytest.approx(2.0, abs=1e-3)
    assert drawn[..., 2].std() == pytest.approx(1e-3, rel=0.1)


def test_waic_is_density_less_variance():
    each = np.log(np.array([[0.5, 0.1], [0.25, 0.3]]))
    elpd, error, effective = waic(each)
    spare = np.array([np.var(np.log(column), ddof=1) for column in ([0.5, 0.25], [0.1, 0.3])])
    by_event = np.log([0.375, 0.2]) - spare
    assert elpd == pytest.approx(by_event.sum()) and effective == pytest.approx(spare.sum())
    assert error == pytest.approx(np.sqrt(2 * by_event.var()))
