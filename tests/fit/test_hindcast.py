from datetime import date

import numpy as np
import pytest

from regimelab.engine.simulate import simulator
from regimelab.fit.ahead import Stretch, acts_by_month, ahead, futures_ahead
from regimelab.fit.baselines import BASELINES, Scene, constant, self_excitation, shape_of
from regimelab.fit.grid import as_known, grid, known_at
from regimelab.fit.hindcast import hindcast
from regimelab.fit.laplace import estimator
from regimelab.fit.one_step import Forecaster, rates_of
from regimelab.fit.origins import DAY, Tools, half_years
from regimelab.fit.scores import Scored, gain, log_score
from regimelab.theory.model import model_of
from tests.made_history import HALF_LIVES, events, history, on

HALF_YEAR = Stretch(24.0, 30.0)


def acts_until(month):
    rng = np.random.default_rng(3)
    acts = [on("support", "AAA", "BBB", at) for at in np.sort(rng.uniform(0.2, 35.8, 60))]
    acts += [on("repress", "CCC", "CCC", at) for at in np.sort(rng.uniform(0.2, 35.8, 30))]
    return [act for act in acts if act[4] < month]


def made_history(acts):
    return history(events(*acts, ("law", "AAA", "AAA", 24.0, 36.0, 1.0, 0.5)), length=36.0, shock=30.0)


@pytest.fixture(scope="module")
def made():
    past = made_history(acts_until(36.0))
    return past, model_of(past, HALF_LIVES)


def scene_at(past, model, month):
    laid, daily = grid(past, model.risk), grid(past, model.risk, DAY)
    known = known_at(laid, past, model.risk, month)
    return Scene(model.risk, as_known(laid, known), known.observed, daily, np.arange(len(daily.start)))


@pytest.fixture(scope="module")
def tools(made):
    return Tools(made[1], estimator(made[1]), simulator(made[1]))


@pytest.fixture(scope="module")
def found(made, tools):
    return hindcast(tools, made[0], 0, lambda stage, done: None)


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
def test_what_comes_later_changes_no_baseline_before_it(made, name):
    past, model = made
    cut = made_history(acts_until(32.0))
    rates = [BASELINES[name](scene_at(one, model, 24.0)) for one in (past, cut)]
    before = grid(past, model.risk, DAY).start < 32.0 - 2 * DAY
    assert np.allclose(rates[0][:, before], rates[1][:, before])


def test_constant_rates_expect_as_many_acts_as_were_known(made):
    scene = scene_at(*made, 24.0)
    rates = np.exp(constant(scene))[:, 0]
    assert rates.sum() * 24.0 == pytest.approx(scene.known.counts.sum(), rel=0.15)


def test_self_excitation_is_never_much_worse_than_constant_rates_on_what_it_was_fitted_to(made):
    scene = scene_at(*made, 24.0)
    seen = scene._replace(scored=scene.known, look=np.arange(len(scene.known.start)))

    def score(rule):
        return float(np.sum(scene.observed * log_score(seen.known.counts, seen.known.exposure, rule(seen))))

    assert score(self_excitation) > score(constant) - 1.0


def test_hindcast_scores_every_act_of_the_scored_months_once(made, found):
    past, model = made
    laid = grid(past, model.risk, DAY)
    later = laid.start >= past.month_of(date(2021, 1, 1)) - 1e-4
    assert sum(one.events for one in found.origins) == pytest.approx(laid.counts[:, later].sum(), abs=0.1)
    assert found.gain.low <= found.gain.estimate <= found.gain.high
    best = max(BASELINES, key=lambda name: sum(o.events * o.baselines[name] for o in found.origins))
    assert found.baseline == best


def test_what_comes_after_a_half_year_changes_no_score_of_it(made, tools, found):
    past, _ = made
    end = past.month_of(date(2021, 7, 1))
    cut = made_history([*acts_until(end), *(on("support", "BBB", "AAA", end + 1.0) for _ in range(9))])
    other = hindcast(tools, cut, 0, lambda stage, done: None)
    assert other.origins[0].score == pytest.approx(found.origins[0].score, abs=1e-6)
    assert other.origins[1].score != pytest.approx(found.origins[1].score, abs=1e-3)


def test_there_is_no_hindcast_without_acts_or_without_years(made, tools):
    empty = history(events(), length=36.0)
    short = history(events(on("support", "AAA", "BBB", 3.0)), length=12.0)
    for past in (empty, short):
        assert hindcast(tools, past, 0, lambda stage, done: None) is None


def test_half_a_year_ahead_nothing_after_the_origin_is_known(made, tools):
    past, model = made
    cut = made_history(acts_until(24.0))
    scored = []
    for one in (past, cut):
        scene = scene_at(one, model, 24.0)
        posterior = tools.estimate(scene.known, scene.observed, None)
        forecaster = Forecaster(model, tools.simulate, one, posterior, rates_of(model))
        scored.append(
            (
                ahead(forecaster, scene, HALF_YEAR, 1),
                scene,
                futures_ahead(forecaster, scene, HALF_YEAR, 1).expected,
            )
        )
    (full, scene, seen), (blind, _, unseen) = scored
    assert full.acts.sum() == pytest.approx(acts_by_month(scene.scored, HALF_YEAR).sum())
    assert blind.acts.sum() < full.acts.sum()
    assert np.allclose(seen, unseen)


def test_how_severe_crises_become_later_is_not_known_at_the_origin(made, tools):
    found = []
    for severity in (0.1, 1.0):
        early = [on("unrest_violence", "CCC", "CCC", at) for at in (22.0, 23.0, 23.5)]
        late = [on("unrest_violence", "CCC", "CCC", at, severity=severity) for at in (26.0, 27.0, 28.0)]
        past = history(events(*acts_until(24.0), *early, *late), length=36.0, shock=30.0)
        scene = scene_at(past, made[1], 24.0)
        posterior = tools.estimate(scene.known, scene.observed, None)
        forecaster = Forecaster(made[1], tools.simulate, past, posterior, rates_of(made[1]))
        found.append(futures_ahead(forecaster, scene, HALF_YEAR, 1).expected)
    assert np.array_equal(*found)


def test_gain_is_total_gain_per_act_and_its_interval_is_that_of_the_resampled_blocks():
    rng = np.random.default_rng(0)
    acts = rng.poisson(2.0, 400).astype(float)
    gained = 0.5 * acts + rng.normal(0, 1.0, 400)
    found = gain([Scored(acts, gained, {"constant": np.zeros(400)})], "constant", 4, np.random.default_rng(1))
    spread = np.std((gained - found.estimate * acts).reshape(-1, 4).sum(axis=1)) * np.sqrt(100) / acts.sum()
    assert found.estimate == pytest.approx(gained.sum() / acts.sum())
    assert found.high - found.low == pytest.approx(2 * 1.645 * spread, rel=0.15)


def test_a_kind_whose_pairs_are_alike_is_shrunk_more_than_one_whose_pairs_are_not(made):
    risk = made[1].risk
    counts = np.zeros(risk.size)
    alike, unlike = (risk.kind == made[0].kinds.index(kind) for kind in ("engagement", "support"))
    counts[alike], counts[np.flatnonzero(unlike)[0]] = 4.0, 60.0
    shape = shape_of(counts, np.full(risk.size, 24.0), risk)
    assert shape[alike][0] > 5 * shape[unlike][0]
    assert np.all([len(np.unique(shape[risk.kind == kind])) == 1 for kind in np.unique(risk.kind)])
