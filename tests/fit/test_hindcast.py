from datetime import date

import numpy as np
import pytest

from regimelab.fit.baselines import BASELINES, constant, self_excitation
from regimelab.fit.grid import grid, known_at
from regimelab.fit.hindcast import gain, half_years, hindcast
from regimelab.fit.laplace import estimator
from regimelab.theory.model import model_of
from tests.made_history import HALF_LIVES, events, history, on


@pytest.fixture(scope="module")
def made():
    rng = np.random.default_rng(3)
    acts = [on("support", "AAA", "BBB", month) for month in np.sort(rng.uniform(0.2, 35.8, 60))]
    acts += [on("repress", "CCC", "CCC", month) for month in np.sort(rng.uniform(0.2, 35.8, 30))]
    acts.append(("law", "AAA", "AAA", 24.0, 36.0, 1.0, 0.5))
    past = history(events(*acts), length=36.0, shock=30.0)
    return past, model_of(past, HALF_LIVES)


def test_origins_are_half_years_after_two_years_of_evidence(made):
    assert half_years(made[0]) == [
        (date(2020, 12, 31), date(2021, 6, 30)),
        (date(2021, 6, 30), date(2021, 12, 31)),
    ]


def test_a_forecaster_does_not_know_an_act_whose_year_is_not_over(made):
    past, model = made
    whole = grid(past, model.risk)
    known = known_at(whole, past, model.risk, 30.0)
    law = np.flatnonzero((model.risk.kind == past.kinds.index("law")) & (model.risk.sender == 0))
    assert whole.counts[law].sum() == pytest.approx(1.0)
    assert known.counts[law].sum() == 0.0
    assert not np.any(known.recalled[:, whole.start > 30.0])


@pytest.mark.parametrize("name", BASELINES)
def test_baselines_do_not_look_ahead(made, name):
    past, model = made
    whole = grid(past, model.risk)
    known = known_at(whole, past, model.risk, 24.0)
    blind = whole._replace(counts=known.counts, recalled=known.recalled, crises=known.crises)
    first = int(np.flatnonzero(known.observed)[-1]) + 1
    seen, unseen = (BASELINES[name](one, model.risk, known) for one in (whole, blind))
    assert np.allclose(seen[:, : first + 1], unseen[:, : first + 1])


def test_constant_rates_expect_as_many_acts_as_were_known(made):
    past, model = made
    whole = grid(past, model.risk)
    known = known_at(whole, past, model.risk, 24.0)
    rates = np.exp(constant(whole, model.risk, known))[:, 0]
    assert rates.sum() * 24.0 == pytest.approx(known.counts.sum(), rel=0.15)


def test_self_excitation_is_never_much_worse_than_constant_rates_on_what_it_was_fitted_to(made):
    past, model = made
    whole = grid(past, model.risk)
    known = known_at(whole, past, model.risk, 24.0)

    def score(log_rate):
        return float(np.sum(known.observed * (known.counts * log_rate - whole.exposure * np.exp(log_rate))))

    plain, excited = (one(whole, model.risk, known) for one in (constant, self_excitation))
    assert score(excited) > score(plain) - 1.0


def test_hindcast_scores_every_act_of_the_scored_months_once(made):
    past, model = made
    found = hindcast(model, estimator(model), past, 0, lambda stage, done: None)
    laid = grid(past, model.risk)
    assert sum(origin.events for origin in found.origins) == pytest.approx(
        laid.counts[:, laid.start >= past.month_of(date(2021, 1, 1)) - 1e-4].sum(), abs=0.1
    )
    assert found.gain.low <= found.gain.estimate <= found.gain.high
    best = max(BASELINES, key=lambda name: sum(o.events * o.baselines[name] for o in found.origins))
    assert found.baseline == best


def test_gain_is_total_gain_per_act():
    found = gain(np.array([2.0] * 20), np.array([1.0] * 20), np.random.default_rng(0), "constant")
    assert found.estimate == pytest.approx(0.5)
    assert found.low == pytest.approx(0.5) and found.high == pytest.approx(0.5)
