"""What regions lend each other, where the answer is known in closed form."""

import numpy as np
import pytest
from made_history import HALF_LIVES, events, history

from regimelab.errors import UsageError
from regimelab.fit.laplace import Posterior
from regimelab.fit.pooled.lent import BETWEEN, STATED, Said, groups, lent_by, places, said_by
from regimelab.fit.pooled.regions import borrowing
from regimelab.study.pool import refuse_shared
from regimelab.theory.model import model_of

SHARP = 1e6  # precision of a region that knows its parameters


@pytest.fixture
def model():
    return model_of(history(events()), HALF_LIVES)


def region(blocks, peak, precision=SHARP):
    size = len(places(blocks))
    return Said(precision * np.eye(size), precision * np.broadcast_to(peak, size))


def test_of_no_other_region_nothing_is_borrowed_and_the_prior_stands(model):
    lent, at = lent_by(model.layout, []), places(model.layout)
    np.testing.assert_array_equal(lent.mean, model.layout.mean[at])
    np.testing.assert_array_equal(lent.spread, model.layout.spread[at])


def test_a_region_that_says_nothing_lends_nothing(model):
    size = len(places(model.layout))
    silent = Said(np.zeros((size, size)), np.zeros(size))
    lent = lent_by(model.layout, [silent])
    np.testing.assert_allclose(lent.mean, model.layout.mean[places(model.layout)], atol=1e-9)


def test_regions_that_agree_lend_what_they_agree_on_and_narrow_the_spread(model):
    at = places(model.layout)
    lent = lent_by(model.layout, [region(model.layout, 1.0)] * 6)
    stated = BETWEEN * model.layout.spread[at]
    assert np.all(lent.between < stated)
    assert np.all(np.abs(lent.mean - 1.0) < np.abs(model.layout.mean[at] - 1.0) + 1e-9)
    assert np.max(np.abs(lent.mean - 1.0)) < 0.2


def test_the_spread_between_regions_that_know_their_parameters_is_the_closed_form(model):
    at, group = places(model.layout), groups(model.layout)
    peaks = (-1.0, 1.0)
    lent = lent_by(model.layout, [region(model.layout, peak) for peak in peaks])
    stated = (BETWEEN * model.layout.spread[at]) ** 2
    prior = model.layout.spread[at] ** -2.0
    for number in np.unique(group):
        inside = group == number
        tau = lent.between[inside][0] ** 2
        variance = 1.0 / (prior[inside] + 2.0 / tau)
        mean = variance * (prior[inside] * model.layout.mean[at][inside] + sum(peaks) / tau)
        squares = sum((peak - mean) ** 2 + variance for peak in peaks)
        expected = (STATED * stated[inside].mean() + squares.mean()) / (STATED + 2)
        assert tau == pytest.approx(expected, rel=5e-3)


def test_what_is_lent_takes_the_place_of_the_prior_and_of_nothing_else(model):
    lent = lent_by(model.layout, [region(model.layout, 0.7)])
    changed, at = borrowing(model, lent), places(model.layout)
    np.testing.assert_allclose(changed.layout.mean[at], lent.mean)
    np.testing.assert_allclose(changed.layout.spread[at], lent.spread)
    rest = np.setdiff1d(np.arange(model.layout.size), at)
    np.testing.assert_array_equal(changed.layout.mean[rest], model.layout.mean[rest])
    np.testing.assert_array_equal(changed.layout.spread[rest], model.layout.spread[rest])


def test_taking_the_prior_out_of_a_posterior_gives_back_what_the_acts_say(model):
    rng = np.random.default_rng(3)
    size, at = model.layout.size, places(model.layout)
    root = rng.standard_normal((size, size)) / np.sqrt(size)
    acts = np.zeros((size, size))
    acts[np.ix_(at, at)] = (root @ root.T)[np.ix_(at, at)]
    spread = model.layout.spread
    factor = np.linalg.cholesky(acts + np.diag(spread**-2.0))
    peak = rng.standard_normal(size)
    posterior = Posterior(peak, factor, spread, np.zeros(model.risk.size), 0.0, 1, True)
    said = said_by(model.layout, posterior)
    np.testing.assert_allclose(said.precision, acts[np.ix_(at, at)], atol=1e-6)


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["gulf"], "names 1 region"),
        (["gulf", "gulf"], "named 2 times"),
        (["southeast_asia", "placebo_autocracies"], "LAO is a member of both"),
    ],
)
def test_regions_that_cannot_be_fitted_together_are_refused(names, said):
    with pytest.raises(UsageError, match=said):
        refuse_shared(names)
