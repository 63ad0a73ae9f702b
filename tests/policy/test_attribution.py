import numpy as np
import pytest

from regimelab.policy.attribution import assumed_shares


@pytest.fixture
def noise():
    return np.random.default_rng(4).standard_normal((3, 4000))


def test_the_share_is_the_part_of_the_variance_that_the_drivers_make(noise):
    driver, other, rest = noise
    differences = np.array([2.0 * driver + rest, driver, rest])
    assert assumed_shares(differences, [driver, other]) == pytest.approx([0.8, 1.0, 0.0], abs=0.03)


def test_the_share_does_not_grow_with_drivers_that_do_nothing(noise):
    idle = np.random.default_rng(5).standard_normal((200, 4000))
    assert assumed_shares(noise[:1], list(idle))[0] < 0.03


def test_a_driver_that_does_not_vary_explains_nothing(noise):
    assert assumed_shares(noise[:1], [np.full(4000, 0.3)])[0] == 0.0


def test_the_share_of_what_does_not_vary_is_unknown():
    assert np.isnan(assumed_shares(np.zeros((1, 50)), [np.arange(50.0)])[0])


def test_one_future_that_runs_away_hides_no_share(noise):
    driver, _, rest = noise
    difference = 2.0 * driver + rest
    difference[7] = 1e6
    assert assumed_shares(difference[None, :], [driver])[0] == pytest.approx(0.8, abs=0.03)
