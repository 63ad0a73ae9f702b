"""Scenario discovery against the libraries themselves, on a data set whose box is known."""

import warnings

import numpy as np
import pyarrow as pa
import pytest

from regimelab.policy.explore.facts import Fact
from regimelab.study.discovery import CONDITIONS, SMALLEST, Failing, _said, cart, prim

WORLDS = 1000


@pytest.fixture(scope="module")
def known():
    """Failing is where the first fact is high and the third not its first category; seldom elsewhere."""
    rng = np.random.default_rng(0)
    one, other, kind = rng.random(WORLDS), rng.random(WORLDS), rng.integers(0, 3, WORLDS)
    facts = (
        Fact("one", "the price", "euros", one),
        Fact("other", "the weather", "degrees", other),
        Fact("kind", "which scenario comes", "", kind.astype(float), ("calm", "storm", "flood")),
    )
    failed = ((one > 0.6) & (kind != 0)) | (rng.random(WORLDS) < 0.02)
    return facts, failed


@pytest.fixture(scope="module")
def theirs(known):
    facts, failed = known
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return _library(facts, failed)


def _library(facts, failed):
    from ema_workbench.analysis import prim as library

    names = [facts[2].categories[int(value)] for value in facts[2].values]
    frame = pa.table(
        {
            "the price": facts[0].values,
            "the weather": facts[1].values,
            "which scenario comes": pa.array(names).dictionary_encode(),
        }
    ).to_pandas()
    return library.Prim(frame, failed, threshold=0.5, mass_min=SMALLEST).find_box().peeling_trajectory


def test_prim_finds_the_box_in_words(known):
    (found,) = prim(*known)
    assert found.method == "PRIM"
    assert found.conditions[0].startswith("“the price” is above 0.") and found.conditions[0].endswith("euros")
    assert found.conditions[1] == "“which scenario comes” is “storm” or “flood”"
    assert len(found.conditions) == 2
    assert found.coverage > 0.85 and found.density > 0.9


def test_the_box_is_one_of_the_librarys_own_trajectory(known, theirs):
    (found,) = prim(*known)
    same = theirs[(theirs["mass"] == found.mass) & (theirs["density"] == found.density)]
    assert len(same) == 1 and float(same["coverage"].iloc[0]) == found.coverage
    assert int(same["res_dim"].iloc[0]) <= CONDITIONS


def test_a_tree_finds_the_same_corner(known):
    facts, failed = known
    leaves = cart(facts, failed, 0)
    assert sum(leaf.coverage for leaf in leaves) > 0.85
    for leaf in leaves:
        assert any(one.startswith("“the price” is above 0.") for one in leaf.conditions)
        assert leaf.density > 0.9


def test_a_tree_classifies_as_scikit_learn_does(known):
    from sklearn.tree import DecisionTreeClassifier

    facts, failed = known
    table = np.column_stack(
        [facts[0].values, facts[1].values, *((facts[2].values == kind).astype(float) for kind in range(3))]
    )
    tree = DecisionTreeClassifier(max_depth=CONDITIONS, min_samples_leaf=SMALLEST, random_state=0)
    leaf = tree.fit(table, failed).apply(table)
    shares = sorted(float(failed[leaf == name].mean()) for name in np.unique(leaf))
    assert max(one.density for one in cart(facts, failed, 0)) == pytest.approx(shares[-1])


def test_where_nothing_tells_failures_apart_no_box_is_made_up(known):
    facts, _ = known
    failed = np.random.default_rng(3).random(WORLDS) < 0.3
    assert all(one.density < 0.6 for one in prim(facts, failed))


def test_the_words_tell_neither_a_large_box_nor_a_pure_one_alone():
    large, apt, pure = (
        Failing("PRIM", ("a",), 0.97, 0.10, 0.68),
        Failing("CART", ("b",), 0.46, 0.41, 0.08),
        Failing("CART", ("c",), 0.05, 0.90, 0.01),
    )
    said = _said("It", "repression", 0.07, (large, apt, pure))
    assert said.endswith("46 % of these are where b, and there 41 % are so.")
