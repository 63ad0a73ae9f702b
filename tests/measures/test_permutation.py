import numpy as np
import pytest

from regimelab.measures.permutation import share_of_null_below, shuffled_order


def test_ties_with_the_null_count_half():
    assert share_of_null_below(1.0, np.array([0.0, 1.0, 1.0, 2.0])) == pytest.approx(2.5 / 5)


def test_no_null_is_so_low_that_the_observed_is_certain():
    assert share_of_null_below(9.0, np.zeros(99)) < 1.0


def test_shuffles_stay_within_their_group_and_repeat_with_the_seed():
    groups = ["a", "b", "a", "b", "a"]
    first, again = (shuffled_order(groups, 50, np.random.default_rng(3)) for _ in range(2))
    assert np.array_equal(first, again)
    assert set(first[:, [0, 2, 4]].ravel()) == {0, 2, 4}
    assert all(sorted(order) == [0, 1, 2, 3, 4] for order in first)
