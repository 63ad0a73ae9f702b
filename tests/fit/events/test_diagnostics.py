from itertools import combinations

import numpy as np
import pytest
from scipy.stats import kstest

from regimelab.fit.events.contributions import Contributions
from regimelab.fit.events.diagnostics import diagnose
from regimelab.fit.events.partition import change_points
from regimelab.fit.events.prepare import prepare
from tests.made_calls import CHOICE, RATE, made


def cost(series, cuts, penalty):
    edges = [0, *cuts, len(series)]
    parts = [series[a:b] for a, b in zip(edges[:-1], edges[1:], strict=True)]
    return sum(((part - part.mean()) ** 2).sum() for part in parts) + penalty * len(cuts)


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("shortest", [1, 3])
def test_no_cut_is_better_than_the_one_found(seed, shortest):
    random = np.random.default_rng(seed)
    series = random.normal(size=11) + 2.5 * (np.arange(11) // random.integers(3, 8))
    every = (cuts for many in range(11) for cuts in combinations(range(1, 11), many))
    allowed = [
        cuts for cuts in every if all(b - a >= shortest for a, b in zip([0, *cuts], [*cuts, 11], strict=True))
    ]
    best = min(allowed, key=lambda cuts: cost(series, cuts, 3.0))
    assert change_points(series, 3.0, shortest) == best


def test_a_long_series_is_cut_where_its_level_changes_and_noise_is_not():
    random = np.random.default_rng(1)
    series = np.r_[random.normal(0, 1, 300), random.normal(1.5, 1, 200), random.normal(-1, 1, 250)]
    first, second = change_points(series, 3 * np.log(750))
    assert abs(first - 300) < 10 and abs(second - 500) < 10
    assert change_points(random.normal(0, 1, 750), 3 * np.log(750)) == ()
    assert change_points(np.zeros(5), 1.0) == ()


def contributions(log_likelihood, share, rank, alternatives=100):
    size = len(share)
    time, actor = np.arange(size) * 1.0, np.arange(size) % 2
    return Contributions(
        time, actor, 1 - actor, log_likelihood, np.zeros((size, 1)), share, rank,
        np.full(size, alternatives), np.full(size, np.nan),
    )  # fmt: skip


def test_an_outlying_event_is_named_with_how_improbable_it_was():
    random = np.random.default_rng(2)
    share = random.uniform(0.2, 0.5, 50)
    share[17] = 1e-4
    fit = diagnose(contributions(np.log(share), share, np.full(50, 2.0)), ("Kyiv", "Vienna"))
    (one,) = fit.outlying
    assert (one.time, one.sender, one.receiver) == (17.0, "Vienna", "Kyiv")
    assert one.probability == pytest.approx(1e-4) and one.deviance == pytest.approx(-2 * np.log(1e-4))


def test_ranks_are_counted_among_the_first_of_the_alternatives():
    share = np.full(20, 0.1)
    rank = np.r_[np.full(5, 1.0), np.full(5, 5.0), np.full(10, 50.0)]
    fit = diagnose(contributions(np.log(share), share, rank), ("a", "b"))
    assert fit.within == {"0.01": 0.25, "0.05": 0.5, "0.1": 0.5, "0.2": 0.5}
    assert fit.median_recall == pytest.approx((0.05 + 0.5) / 2)


def test_a_change_of_fit_is_found_in_spite_of_a_few_improbable_events():
    random = np.random.default_rng(3)
    log_likelihood = np.r_[random.normal(-5, 1, 120), random.normal(-2, 1, 120)]
    log_likelihood[[20, 200]] = -60.0
    fit = diagnose(contributions(log_likelihood, np.exp(log_likelihood), np.ones(240)), ("a", "b"))
    assert len(fit.stretches) == 2 and abs(fit.stretches[0].events - 120) < 8
    assert fit.stretches[0].end < fit.stretches[1].begin
    even = random.normal(-5, 1, 240)
    assert len(diagnose(contributions(even, np.exp(even), np.ones(240)), ("a", "b")).stretches) == 1


def test_waits_are_held_against_the_exponential_distribution():
    history = made(events=200)
    laid = prepare(history, RATE, "rem", 0.0, history.changes[-1].time)
    found = laid.case.contributions(np.array([-1.8, 0.0, 0.0, 0.0]))
    fit = diagnose(found, history.actors)
    expected = found.expected[found.is_event]
    test = kstest(expected, "expon", method="asymp")
    assert fit.waits.distance == pytest.approx(test.statistic) and fit.waits.p == pytest.approx(test.pvalue)
    by_order = prepare(history, CHOICE, "choice", 0.0, 999.0).case.contributions(np.zeros(3))
    assert diagnose(by_order, history.actors).waits is None
