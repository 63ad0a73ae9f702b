from datetime import date

import numpy as np
import pytest

from regimelab.policy.draws import granted, normal, uniform
from regimelab.policy.paths import bent, months_after, strength
from regimelab.policy.scenario import PatronPoint


def point(day, level):
    return PatronPoint(day=day, level=level, basis="assumed", reason="a test")


def test_a_step_is_full_from_the_first_month_whose_middle_it_reaches():
    assert strength(4, 1.5, None, 0.0).tolist() == [0, 1, 1, 1]


def test_a_ramp_grows_evenly_and_fades_as_it_grew():
    assert strength(6, 0.5, 3.5, 2.0).tolist() == [0, 0.5, 1, 1, 0.5, 0]


def test_what_ends_before_it_begins_never_acts():
    assert not strength(6, 3.0, 3.0, 2.0).any()


def test_months_are_counted_from_the_first_day():
    assert months_after(date(2023, 7, 1), date(2023, 7, 1)) == 0.0
    assert months_after(date(2023, 7, 1), date(2024, 7, 1)) == pytest.approx(12.0, abs=0.05)


def test_a_path_without_points_stays_as_usual():
    usual = np.array([1.0, 1.0, 0.0])
    assert bent(usual, (), date(2023, 7, 1)) is usual


def test_a_path_is_usual_before_its_first_point_and_held_after_its_last():
    first_day = date(2023, 1, 1)
    path = bent(np.full(6, 7.0), (point("2023-02-01", 0.0), point("2023-04-01", 2.0)), first_day)
    assert path[0] == 7.0
    assert path[1] == pytest.approx(0.5, abs=0.05)
    assert path[-1] == 2.0


def test_draws_are_the_same_for_the_same_label_and_seed_only():
    one, same, other, reseeded = (
        uniform(label, 100, seed) for label, seed in (("a", 1), ("a", 1), ("b", 1), ("a", 2))
    )
    assert np.array_equal(one, same)
    assert not np.array_equal(one, other)
    assert not np.array_equal(one, reseeded)


def test_draws_fill_the_prior_evenly():
    drawn = normal(uniform("a", 400, 0), 0.3, 0.2)
    assert drawn.mean() == pytest.approx(0.3, abs=0.005)
    assert drawn.std() == pytest.approx(0.2, abs=0.01)
    assert granted(uniform("a", 400, 0), 0.7).mean() == pytest.approx(0.7, abs=0.0026)


def test_a_prior_without_spread_is_its_mean():
    assert np.all(normal(uniform("a", 10, 0), 0.3, 0.0) == 0.3)
