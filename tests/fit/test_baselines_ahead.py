import numpy as np
import pytest

from regimelab.fit.ahead import Stretch, naive_ahead
from regimelab.fit.baselines import Scene
from regimelab.fit.grid import as_known, grid, known_at
from regimelab.fit.origins import DAY
from regimelab.theory.model import model_of
from tests.made_history import HALF_LIVES, events, history, on


@pytest.fixture(scope="module")
def scene():
    rng = np.random.default_rng(3)
    starts = rng.uniform(0.3, 23.0, 9)
    acts = [on("support", "AAA", "BBB", at + 0.3 * n) for at in starts for n in range(4)]
    past = history(events(*[act for act in acts if act[4] < 24.0]), length=36.0, shock=30.0)
    model = model_of(past, HALF_LIVES)
    laid, daily = grid(past, model.risk), grid(past, model.risk, DAY)
    known = known_at(laid, past, model.risk, 24.0)
    return Scene(
        model.risk, as_known(laid, known), known.observed, daily, np.searchsorted(daily.start, [24.0])
    )


def test_the_mean_path_of_self_excitation_is_that_of_small_steps(scene, monkeypatch):
    found = (0.6, 0.2, 2.0)
    monkeypatch.setattr("regimelab.fit.baselines._excitation", lambda scene: np.array(found))
    ahead = naive_ahead(scene, Stretch(24.0, 30.0))
    share, jump, half_life = found
    base = share * ahead["constant"][:, 0]
    waited = 24.0 - scene.known.start - scene.known.exposure
    remembered = scene.known.recalled @ np.where(
        waited > -1e-5, np.exp2(-np.maximum(waited, 0) / half_life), 0
    )
    steps, expected = 2000, np.zeros((scene.risk.size, 6))
    for month in range(6):
        for _ in range(steps):
            rate = base + jump * remembered
            expected[:, month] += rate / steps
            remembered = remembered + (rate - np.log(2) / half_life * remembered) / steps
    assert ahead["self_excitation"] == pytest.approx(expected, rel=0.01)


def test_a_short_last_month_expects_less(scene):
    whole, short = (naive_ahead(scene, Stretch(24.0, end)) for end in (27.0, 26.5))
    for name, expected in whole.items():
        assert short[name][:, 2] == pytest.approx(0.5 * expected[:, 2])


def test_self_excitation_that_would_explode_stays_finite(scene, monkeypatch):
    monkeypatch.setattr("regimelab.fit.baselines._excitation", lambda scene: np.array([0.6, 500.0, 2.0]))
    ahead = naive_ahead(scene, Stretch(24.0, 30.0))["self_excitation"]
    assert np.isfinite(ahead).all() and ahead.sum() > 0
