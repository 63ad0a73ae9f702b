import numpy as np
import pytest
from scipy.stats import poisson

from regimelab.fit.verification import (
    MODEL,
    Counted,
    Marks,
    brier,
    by_kind,
    calibration,
    crps,
    marks,
    poisson_chances,
)

CHANCES = np.array([[[0.2, 0.5, 0.3]]])


@pytest.mark.parametrize("acts", [0.0, 1.0, 1.4, 2.0, 5.5])
def test_the_ranked_score_is_the_squared_distance_between_two_distributions(acts):
    points = np.linspace(0, 10, 200_001)[:-1]
    forecast = np.cumsum([*CHANCES[0, 0], *np.zeros(8)])[points.astype(int)]
    by_hand = np.mean((forecast - (points >= acts)) ** 2) * 10
    assert crps(CHANCES, np.array([[acts]]))[0, 0] == pytest.approx(by_hand, abs=1e-3)


def test_the_ranked_score_of_a_certain_forecast_is_its_error():
    certain = np.array([[[0.0, 0.0, 1.0]]])
    assert crps(certain, np.array([[5.0]]))[0, 0] == pytest.approx(3.0)
    assert crps(certain, np.array([[2.0]]))[0, 0] == pytest.approx(0.0)


def test_the_brier_score_is_that_of_at_least_one_act():
    acts = np.array([[0.0], [3.0]])
    found = brier(np.repeat(CHANCES, 2, axis=0), acts)
    assert found[:, 0] == pytest.approx([0.8**2, 0.2**2])


def test_chances_of_a_known_mean_add_up_to_one_and_have_that_mean():
    means = np.array([[0.01, 0.5], [3.0, 40.0]])
    chances = poisson_chances(means)
    assert chances.sum(axis=-1) == pytest.approx(np.ones((2, 2)))
    assert chances @ np.arange(chances.shape[-1]) == pytest.approx(means)


def test_acts_are_summed_over_the_entries_of_their_kind():
    found = by_kind(np.array([0, 0, 2]), np.array([[1.0], [2.0], [4.0]]))
    assert found[:3, 0].tolist() == [3.0, 0.0, 4.0] and found.sum() == 7.0


def drawn(stated, true, seed=0, size=4000):
    rng = np.random.default_rng(seed)
    acts = rng.poisson(true, (18, size)).astype(float)
    return Counted(acts, {MODEL: poisson_chances(np.full((18, size), stated))})


def test_a_right_forecast_is_calibrated_and_a_timid_one_is_not():
    right, low = calibration([drawn(1.5, 1.5)]), calibration([drawn(0.7, 1.5)])
    assert right.pit == pytest.approx(np.full(10, 0.1), abs=0.005)
    assert low.pit[-1] > 0.2 and sum(low.pit) == pytest.approx(1.0)
    assert right.coverage["50%"] >= 0.5 and 0.9 <= right.coverage["90%"] <= 1.0
    ((only,), (timid,)) = right.bins, low.bins
    assert only.forecast == pytest.approx(1 - np.exp(-1.5)) == pytest.approx(only.observed, abs=0.01)
    assert timid.observed > timid.forecast + 0.2 and only.low <= only.forecast < only.high


def test_coverage_counts_what_lies_between_the_tails():
    found = calibration([drawn(4.0, 4.0)]).coverage
    low, high = poisson.ppf([0.05, 0.95], 4.0)
    expected = poisson.cdf(high, 4.0) - poisson.cdf(low - 1, 4.0)
    assert found["90%"] == pytest.approx(expected, abs=0.01)


def test_a_count_beyond_all_chances_lies_at_the_end():
    found = calibration([Counted(np.array([[50.0]]), {MODEL: CHANCES})])
    assert found.pit[-1] == pytest.approx(1.0) and found.coverage["90%"] == 0.0


def test_the_true_mean_scores_best_and_skill_is_against_the_best_baseline():
    one = drawn(1.0, 1.0)
    chances = {
        "low": poisson_chances(np.full((18, 4000), 0.3)),
        "near": poisson_chances(np.full((18, 4000), 0.8)),
    }
    found = marks([one._replace(chances=one.chances | chances)])
    assert found.crps[MODEL] < found.crps["near"] < found.crps["low"]
    assert found.skill("crps") == pytest.approx(1 - found.crps[MODEL] / found.crps["near"])
    assert Marks({MODEL: 0.2, "a": 0.1}, {MODEL: 0.1, "a": 0.0}).skill("crps") == pytest.approx(-1.0)
