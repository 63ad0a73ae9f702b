import numpy as np
import pytest
from scipy.stats import beta

from regimelab.measures.hierarchy import hierarchical_logit


def cases(*levels):
    return [{"group": level} for level in levels]


def test_without_a_grouping_the_share_is_that_of_the_counts():
    levels = hierarchical_logit([True] * 30 + [False] * 70, [{}] * 100)
    drawn = levels.shares([{}], 4000, 0)
    assert drawn.mean() == pytest.approx(0.3, abs=0.01)
    assert np.quantile(drawn, [0.05, 0.95]) == pytest.approx(beta(30.5, 70.5).ppf([0.05, 0.95]), abs=0.015)


def test_a_level_with_few_cases_is_pulled_toward_the_others():
    outcome = [True] * 40 + [False] * 60 + [True] * 2
    levels = hierarchical_logit(outcome, cases(*["many"] * 100, *["few"] * 2))
    few, many = (levels.shares([{"group": name}], 4000, 0) for name in ("few", "many"))
    assert 0.42 < few.mean() < 0.95
    assert many.mean() == pytest.approx(0.4, abs=0.03)
    assert np.ptp(np.quantile(few, [0.05, 0.95])) > 2 * np.ptp(np.quantile(many, [0.05, 0.95]))


def test_levels_that_differ_are_told_apart_and_known_odds_come_back():
    rng = np.random.default_rng(0)
    names = [f"g{number}" for number in range(12)]
    truth = dict(zip(names, rng.normal(0, 1.2, 12), strict=True))
    drawn = [
        (name, bool(rng.random() < 1 / (1 + np.exp(-truth[name])))) for name in names for _ in range(150)
    ]
    levels = hierarchical_logit([hit for _, hit in drawn], cases(*(name for name, _ in drawn)))
    assert levels.spreads["group"] == pytest.approx(1.2, abs=0.5)
    inside = 0
    for name in names:
        low, high = np.quantile(levels.shares([{"group": name}], 4000, 1), [0.05, 0.95])
        inside += low <= 1 / (1 + np.exp(-truth[name])) <= high
    assert inside >= 9


def test_a_level_never_seen_is_as_uncertain_as_the_levels_differ():
    outcome = [True] * 20 + [False] * 20
    levels = hierarchical_logit(outcome, cases(*["a"] * 20, *["b"] * 20))
    new, old = (levels.shares([{"group": name}], 4000, 0) for name in ("c", "a"))
    assert new.std() > 1.5 * old.std()


def test_one_outcome_only_gives_numbers_inside_the_unit_interval():
    levels = hierarchical_logit([False] * 8, cases(*"aaaabbbb"))
    drawn = levels.shares(cases("a"), 2000, 0)
    assert 0 < drawn.mean() < 0.3 and np.all((drawn > 0) & (drawn < 1))
