"""Alliance treaties made by hand: whether members bind each other to fight, and less than others do."""

from datetime import date

import pytest

from regimelab.claims.world import pacts
from tests.claims.made_outside import outside, regimes

MEMBERS = ("M1", "M2", "M3")


def treaty(name, parties, duties, year=2000):
    return [
        {
            "actor": party,
            "start": date(year, 3, 1),
            "end": None,
            "variable": "atop_alliance",
            "text": duties,
            "group": name,
            "source": "atop_members",
        }
        for party in parties
    ]


def record(ours, theirs, number=12):
    rows = [row for one in range(number) for row in treaty(f"own{one}", MEMBERS[one % 2 : one % 2 + 2], ours)]
    pairs = [(f"S{one:02d}", f"S{one + 1:02d}") for one in range(number)]
    rows += [row for one, pair in enumerate(pairs) for row in treaty(f"their{one}", pair, theirs)]
    return outside(spells=rows, figures=regimes(range(1999, 2002)))


@pytest.mark.parametrize(
    ("ours", "theirs", "high"), [("nonagg", "defense;consul", True), ("defense", "consul", False)]
)
def test_pacts_that_bind_nobody_are_told_from_those_that_do(ours, theirs, high):
    found = pacts.look(record(ours, theirs), MEMBERS)
    assert len(found.readings) == 2
    assert all((one.value > 0.9) if high else (one.value < 0.1) for one in found.readings)
    assert (found.effect.low > 0.5) if high else (found.effect.high < 0.5)


def test_pacts_alike_leave_the_comparison_open():
    found = pacts.look(record("nonagg", "nonagg"), MEMBERS)
    assert 0.2 < found.readings[1].value < 0.8


def test_a_treaty_counts_once_with_those_who_began_it():
    rows = treaty("A", ("M1", "M2"), "nonagg") + treaty("A", ("M3",), "defense", 2005)
    assert pacts.pacts(outside(spells=rows)) == [
        pacts.Pact(2000, frozenset({"M1", "M2"}), frozenset({"nonagg"}))
    ]
    assert pacts.pacts(outside(spells=treaty("B", ("M1", "M2"), "nonagg", 1980))) == []


def test_without_treaties_of_members_or_without_the_source_nothing_is_said():
    alone = outside(spells=treaty("A", ("M1", "S01"), "nonagg"))
    assert not pacts.look(alone, MEMBERS).readings
    assert "atop_members" in pacts.look(None, MEMBERS).lacking


def test_without_regimes_only_the_first_reading_is_made():
    found = pacts.look(outside(spells=treaty("A", ("M1", "M2"), "nonagg")), MEMBERS)
    assert len(found.readings) == 1 and "vdem" in found.lacking
