from itertools import product

import pytest

from regimelab.admissible import ADMITTED, NEEDS_BORDER, admitted
from regimelab.codebook import KIND, KINDS, ActorClass

CLASSES = [str(role) for role in ActorClass]


def test_nothing_happens_between_two_outside_actors():
    outside = [role for role in CLASSES if role != "member"]
    for kind, one, other in product(KINDS, outside, outside):
        assert not admitted(kind, one, other, touching=True)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.form == "symmetric"], ids=lambda k: k.name)
def test_the_ends_of_a_symmetric_kind_have_no_order(kind, monkeypatch):
    monkeypatch.setitem(ADMITTED, kind.name, (frozenset({"member"}), frozenset({"bloc"})))
    for one, other, touching in product(CLASSES, CLASSES, (True, False)):
        assert admitted(kind, one, other, touching) == admitted(kind, other, one, touching)


def test_only_members_hedge():
    assert admitted(KIND["hedge"], "member", "neighbour", touching=False)
    assert not admitted(KIND["hedge"], "neighbour", "member", touching=False)


@pytest.mark.parametrize("kind", sorted(NEEDS_BORDER))
def test_some_kinds_need_a_border(kind):
    assert admitted(KIND[kind], "member", "member", touching=True)
    assert not admitted(KIND[kind], "member", "member", touching=False)


def test_what_happens_at_home_happens_at_a_members():
    assert admitted(KIND["protest"], "member", "member", touching=False)
    assert not admitted(KIND["protest"], "patron", "patron", touching=False)
