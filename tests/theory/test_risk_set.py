import numpy as np
import pytest

from regimelab.codebook import KIND, KIND_NAMES
from regimelab.theory.risk_set import admitted, risk_set
from tests.made_history import ACTORS, CLASSES, events, history


@pytest.fixture(scope="module")
def risk():
    return risk_set(ACTORS, CLASSES, KIND_NAMES, history(events()).contiguous)


def entries(risk, kind):
    place = KIND_NAMES.index(kind)
    picked = risk.kind == place
    return [(ACTORS[i], ACTORS[j]) for i, j in zip(risk.sender[picked], risk.receiver[picked], strict=True)]


def test_border_clashes_need_a_border_and_a_member(risk):
    assert entries(risk, "border_clash") == [("AAA", "BBB"), ("AAA", "PAT"), ("BBB", "CCC")]


def test_a_symmetric_kind_has_one_entry_a_pair(risk):
    pairs = entries(risk, "summit")
    assert len(pairs) == len({frozenset(pair) for pair in pairs}) == 9


def test_domestic_kinds_happen_within_members_only(risk):
    assert entries(risk, "repress") == [("AAA", "AAA"), ("BBB", "BBB"), ("CCC", "CCC")]


def test_engagement_runs_from_the_west_to_members(risk):
    assert entries(risk, "engagement") == [("WST", "AAA"), ("WST", "BBB"), ("WST", "CCC")]


def test_sanctions_run_from_the_west_to_members_or_from_members_to_the_patron(risk):
    assert set(entries(risk, "sanctions")) == {
        ("WST", "AAA"), ("WST", "BBB"), ("WST", "CCC"), ("AAA", "PAT"), ("BBB", "PAT"), ("CCC", "PAT"),
    }  # fmt: skip


def test_nothing_happens_between_two_outside_actors():
    for kind in KIND.values():
        assert not admitted(kind, "patron", "western", touching=True)


def test_the_reverse_of_the_reverse_is_the_entry_itself(risk):
    there = risk.reverse < risk.size
    assert np.all(risk.reverse[risk.reverse[there]] == np.flatnonzero(there))


def test_entries_are_sorted_by_kind(risk):
    assert np.all(np.diff(risk.kind) >= 0)
