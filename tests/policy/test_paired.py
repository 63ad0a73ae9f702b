import numpy as np
import pytest

from regimelab.policy.middle import middle, middle_error
from regimelab.policy.outcomes import JUDGED, OUTCOMES
from regimelab.policy.paired import Footing, Side, better_in, differences, levels

UNREST, COOPERATION = (
    next(outcome for outcome in OUTCOMES if outcome.name == name) for name in ("unrest", "cooperation")
)
FOOTING = Footing("made", "made", "chance")


def side(values, portfolio="one", basis="estimated"):
    return Side(portfolio, np.tile(np.array(values, dtype=float), (len(JUDGED), 1, 1)), {}, basis)


def test_the_middle_leaves_out_a_twentieth_at_either_end():
    assert middle(np.array([1e9, *range(1, 19), -1e9])) == pytest.approx(9.5)
    assert middle(np.array([1.0, 2.0, 6.0])) == 3.0


def test_the_error_of_the_middle_is_that_of_the_mean_where_nothing_is_left_out():
    values = np.array([1.0, 2.0, 6.0])
    assert middle_error(values) == pytest.approx(values.std(ddof=1) / np.sqrt(3))
    assert middle_error(values[:1]) == np.inf


def test_the_error_of_the_middle_is_what_repeated_samples_show():
    samples = np.random.default_rng(2).standard_t(3, (3000, 100))
    spread = np.std([middle(sample) for sample in samples])
    assert np.mean([middle_error(sample) for sample in samples]) == pytest.approx(spread, rel=0.05)


def test_doing_the_same_counts_half_for_doing_better():
    apart = np.array([-1.0, -1.0, 0.0, 1.0])
    assert better_in(apart, UNREST) == 0.625
    assert better_in(apart, COOPERATION) == 0.375


def test_levels_hold_nine_in_ten_futures():
    cell = next(iter(levels(side(range(101)), [FOOTING])))
    assert (cell.estimate.low, cell.estimate.estimate, cell.estimate.high) == (5.0, 50.0, 95.0)
    assert "chance" in cell.estimate.method


def test_a_difference_is_taken_future_by_future_and_rests_on_the_weaker_side():
    one, other = side(range(10), "one", "assumed"), side(range(10), "other")
    pair = next(iter(differences(one, other, [FOOTING])))
    assert (pair.portfolio, pair.against, pair.difference.basis) == ("one", "other", "assumed")
    assert (pair.difference.low, pair.difference.high) == (0.0, 0.0)
