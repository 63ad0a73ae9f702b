"""Many claims at once: what chance would decide."""

import pytest

from regimelab.claims.claim import Found, Proposition, Reading
from regimelab.claims.many import holm, not_beyond_chance
from regimelab.interval import Estimate
from regimelab.study.claims import changed
from regimelab.study.robust import LeftOut, falls

EFFECT = Estimate(1.0, 0.5, 2.0, "ratio", "method", "data", sources=("CH0001",))
BLIND = Estimate(2.0, 1.5, 2.5, "ratio", "method", "vdem", sources=("vdem",))


def proposition(number):
    return Proposition(number, "title", "passage", 1, "estimand", ("rival",), "change")


def claim(number, probability):
    return proposition(number).judged([Reading("one way", probability)], EFFECT, "method")


def test_the_surest_claim_counts_as_often_as_there_are_claims():
    found = [claim(1, 0.995), claim(2, 0.05), claim(3, 0.5)]
    assert holm(found) == pytest.approx({1: 0.03, 2: 0.2, 3: 1.0})


def test_a_less_sure_claim_is_never_beyond_chance_before_a_surer_one():
    found = holm([claim(1, 0.99), claim(2, 0.98), claim(3, 0.03)])
    assert found[1] <= found[2] <= found[3]


def test_bounds_are_those_of_a_well_kept_library():
    many = pytest.importorskip("statsmodels.stats.multitest")
    chances = (0.97, 0.02, 0.999, 0.6, 0.91)
    ours = holm([claim(number, chance) for number, chance in enumerate(chances)])
    theirs = many.multipletests([2 * min(p, 1 - p) for p in chances], method="holm")[1]
    assert list(ours[number] for number in range(len(chances))) == pytest.approx(list(theirs))


def test_what_chance_would_decide_is_said_and_what_does_not_outlast_it():
    (said,) = not_beyond_chance([claim(1, 0.91), claim(2, 0.5), claim(3, 0.999)])
    assert "3 claims" in said and "0.6 of them" in said and "2 are decided; 1 would not be" in said
    assert not_beyond_chance([proposition(1).not_yet_tested("texts")]) == ()


def test_the_blind_datas_effect_is_reported_and_every_reading_counts():
    own = Found((Reading("here", 0.95),), EFFECT, "counted")
    world = Found((Reading("world", 0.4),), BLIND, "regressed", "WDI ('add')")
    found = proposition(5).weighed(own, world)
    assert (found.verdict, found.probability, found.effect) == ("undetermined", 0.4, BLIND)
    assert not found.chronicle_only and found.lacking == "WDI ('add')"
    alone = proposition(5).weighed(own, Found(lacking="V-Dem"))
    assert (alone.verdict, alone.effect) == ("supported", EFFECT) and alone.chronicle_only
    assert proposition(5).weighed(Found(), Found(lacking="V-Dem")).verdict == "not yet tested"


def test_a_verdict_that_hangs_on_one_family_says_which():
    left = (
        LeftOut("media", {1: "undetermined"}),
        LeftOut("rights", {1: "supported"}),
        LeftOut("official", {}),
    )
    assert falls(claim(1, 0.95), left) == "media (undetermined), official (no act left)"


def test_what_outside_data_changed_is_said():
    found = [claim(1, 0.95), claim(2, 0.5)]
    (said,) = changed(found, {1: "undetermined", 2: "undetermined"})
    assert "claims 1 (undetermined, now supported)." in said and "2 (" not in said
    assert changed(found, {}) == ()
    assert "none" in changed(found, {1: "supported", 2: "undetermined"})[0]
