import pytest

from regimelab.texts.plagdet import Pair, score

CASE = Pair(100, 200, 1100, 1200)


@pytest.mark.parametrize(
    ("found", "precision", "recall", "granularity"),
    [
        ([CASE], 1, 1, 1),
        ([], 0, 0, 1),
        ([Pair(100, 150, 1100, 1150), Pair(150, 200, 1150, 1200)], 1, 1, 2),
        ([Pair(100, 150, 1100, 1150)], 1, 0.5, 1),
        ([Pair(100, 300, 1100, 1300)], 0.5, 1, 1),
        ([Pair(100, 200, 5000, 5100)], 0, 0, 1),  # the right words, from the wrong place
        ([CASE, Pair(900, 1000, 900, 1000)], 0.5, 1, 1),
    ],
)
def test_scores_of_cases_made_by_hand(found, precision, recall, granularity):
    reached = score([[CASE]], [found])
    assert reached == (precision, recall, granularity)


def test_score_of_two_halves_is_f1_over_log2_of_three():
    halves = [Pair(100, 150, 1100, 1150), Pair(150, 200, 1150, 1200)]
    assert score([[CASE]], [halves]).plagdet == pytest.approx(1 / 1.584962500721156)


def test_overlapping_detections_are_counted_once():
    twice = [Pair(100, 180, 1100, 1180), Pair(120, 200, 1120, 1200)]
    assert score([[CASE]], [twice]).recall == 1


def test_long_and_short_passages_weigh_the_same():
    cases = [[Pair(0, 1000, 0, 1000), Pair(2000, 2010, 2000, 2010)]]
    assert score(cases, [[Pair(0, 1000, 0, 1000)]]).recall == 0.5
