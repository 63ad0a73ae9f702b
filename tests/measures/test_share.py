import numpy as np
import pytest
from scipy.stats import beta

from regimelab.measures.posterior import difference, probability_greater
from regimelab.measures.share import clustered_share, tally


@pytest.mark.parametrize(("successes", "trials"), [(0, 4), (3, 12), (9, 10)])
def test_share_of_independent_trials_is_the_jeffreys_interval(successes, trials):
    found = clustered_share([(1, 1)] * successes + [(0, 1)] * (trials - successes))
    exact = beta(successes + 0.5, trials - successes + 0.5)
    assert found.interval() == pytest.approx(exact.interval(0.9), abs=0.005)


def test_share_without_trials_is_the_prior():
    assert clustered_share([]).median == pytest.approx(0.5)


def test_trials_that_agree_within_clusters_tell_less_than_trials_that_do_not():
    alike = clustered_share([(6, 6), (0, 6), (6, 6), (0, 6)])
    mixed = clustered_share([(3, 6)] * 4)
    assert np.ptp(alike.interval()) > 1.5 * np.ptp(mixed.interval())


def test_interval_covers_the_true_share_of_clustered_trials():
    rng, truth, likeness = np.random.default_rng(11), 0.3, 0.3
    scale = (1 - likeness) / likeness
    covered = 0
    for _ in range(150):
        chances = rng.beta(truth * scale, (1 - truth) * scale, size=10)
        low, high = clustered_share([(int(rng.binomial(4, chance)), 4) for chance in chances]).interval()
        covered += low <= truth <= high
    assert 0.83 <= covered / 150 <= 0.97


def test_tally_counts_by_cluster_in_order_of_first_sight():
    assert tally([("b", True), ("a", False), ("b", False)]) == [(1, 2), (0, 1)]


def test_difference_and_probability_agree():
    few, many = clustered_share([(1, 1), (0, 1), (0, 1)]), clustered_share([(1, 1)] * 5 + [(0, 1)])
    assert difference(many, few).probability_above(0.0) == pytest.approx(
        probability_greater(many, few), abs=1e-12
    )


def test_a_share_is_above_itself_with_probability_one_half():
    share = clustered_share([(2, 5), (1, 3)])
    assert probability_greater(share, share) == pytest.approx(0.5)


def test_a_share_less_itself_is_as_often_above_zero_as_below():
    share = clustered_share([(2, 5), (1, 3)])
    apart = difference(share, share)
    assert apart.probability_above(0.0) == pytest.approx(0.5, abs=1e-12)
    assert apart.median == pytest.approx(0.0, abs=1e-12)


def test_a_difference_keeps_the_step_of_its_shares():
    few, many = clustered_share([(1, 1), (0, 1), (0, 1)]), clustered_share([(1, 1)] * 5 + [(0, 1)])
    apart = difference(many, few)
    assert np.diff(apart.grid) == pytest.approx(1 / 400)
    assert apart.mass.sum() == pytest.approx(1.0)
    means = [float(one.grid @ one.mass) for one in (apart, many, few)]
    assert means[0] == pytest.approx(means[1] - means[2])
