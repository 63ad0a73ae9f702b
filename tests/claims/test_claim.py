from dataclasses import replace

import pytest

from regimelab.claims import c12_unscreened_engagement
from regimelab.claims.claim import (
    Found,
    Proposition,
    Reading,
    cautious,
    fitted_reading,
    headline,
    shuffles,
    verdict,
)
from regimelab.interval import Estimate, unknown

PROPOSITION = Proposition(1, "title", "passage", 1, "estimand", ("rival",), "change")
EFFECT = Estimate(1.0, 0.5, 2.0, "rate ratio", "method", "data", sources=("CH0001",))


class Fit:
    def __init__(self, probability, known=True):
        self.probability, self.known = probability, known

    def effect(self, kind_or_family, effect):
        return EFFECT if self.known else unknown("log rate ratio", "none", "none")

    def probability_positive(self, kind_or_family, effect):
        return self.probability


@pytest.mark.parametrize(
    ("probability", "said"),
    [(1.0, "supported"), (0.9, "supported"), (0.89, "undetermined"), (0.11, "undetermined")]
    + [(0.1, "contradicted"), (0.0, "contradicted")],
)
def test_verdict_follows_one_rule(probability, said):
    assert verdict([Reading("one way", probability)]) == said


@pytest.mark.parametrize(
    ("values", "decides"),
    [((0.95, 0.99), 0.95), ((0.05, 0.02), 0.05), ((0.4, 0.99), 0.4), ((0.7,), 0.7), ((0.3, 0.6), 0.6)],
)
def test_the_reading_nearest_one_half_is_the_most_cautious(values, decides):
    assert cautious(values) == decides


@pytest.mark.parametrize("values", [(0.49, 1.0, 1.0), (0.0, 0.51), (0.0, 1.0), (0.05, 0.99)])
def test_readings_that_point_both_ways_decide_nothing(values):
    assert verdict([Reading("one of several", value) for value in values]) == "undetermined"


def test_a_null_made_by_shuffling_keeps_a_verdict_open_and_is_no_probability():
    readings = [Reading("one way", 0.97), shuffles("labels", 0.7)]
    claim = PROPOSITION.judged(readings, EFFECT, "method")
    assert (claim.verdict, claim.probability) == ("undetermined", 0.97)
    assert "do not agree" in claim.method
    assert claim.readings[1].method == "share of shuffles below: labels"


def test_a_null_made_by_shuffling_makes_nothing_surer():
    assert headline([Reading("one way", 0.93), shuffles("labels", 0.91)]) == 0.93
    assert verdict([Reading("one way", 0.8), shuffles("labels", 1.0)]) == "undetermined"


def test_a_claim_with_nothing_but_shuffles_says_that_its_number_is_no_probability():
    claim = PROPOSITION.judged([shuffles("labels", 0.97)], EFFECT, "method")
    assert (claim.verdict, claim.probability) == ("supported", 0.97)
    assert "not a probability of the claim" in claim.method
    assert "not a probability" not in PROPOSITION.judged([Reading("one way", 0.97)], EFFECT, "method").method


def test_a_tested_claim_carries_the_sources_of_its_effect():
    claim = PROPOSITION.judged([Reading("one way", 0.97)], EFFECT, "method")
    assert (claim.verdict, claim.probability, claim.sources) == ("supported", 0.97, ("CH0001",))
    assert claim.chronicle_only and not claim.needs


def test_a_claim_names_the_data_and_sources_of_every_reading_and_not_of_its_effect_alone():
    own = Found((Reading("here", 0.97),), EFFECT, "counted")
    abroad = replace(EFFECT, data="vdem, atop", sources=("atop", "vdem"))
    other = replace(EFFECT, data="vdem, unhcr_decisions", sources=("unhcr_decisions", "vdem"))
    world = Found((Reading("world", 0.97), Reading("world, again", 0.9, effect=other)), abroad, "fitted")
    claim = PROPOSITION.weighed(own, world)
    assert claim.effect == abroad
    assert claim.data == f"{EFFECT.data}, vdem, atop, unhcr_decisions"
    assert claim.sources == ("CH0001", "atop", "unhcr_decisions", "vdem")


def test_what_the_chronicle_cannot_speak_to_is_judged_on_the_world_or_not_at_all():
    world = Found((Reading("world", 0.97),), EFFECT, "fitted")
    found = PROPOSITION.abroad(world, "a register")
    assert (found.verdict, found.probability) == (
        "undetermined",
        0.97,
    ) and "need not hold here" in found.method
    assert (
        PROPOSITION.weighed(Found((Reading("here", 0.95),), EFFECT, "counted"), world).verdict == "supported"
    )
    news = Found((Reading("pacts among members", 0.97),), EFFECT, "counted", of_members=True)
    assert PROPOSITION.weighed(Found(), news).verdict == "supported"
    untold = PROPOSITION.abroad(Found(lacking="vdem"), "a register")
    assert (untold.verdict, untold.needs, untold.lacking) == ("not yet tested", "a register", "vdem")


def test_a_claim_of_two_parts_of_which_one_is_in_no_data_cannot_be_supported(evidence, given, monkeypatch):
    world = Found((Reading("world", 0.99), Reading("world, again", 0.98)), EFFECT, "fitted")
    monkeypatch.setattr(c12_unscreened_engagement, "look", lambda _: world)
    claim = c12_unscreened_engagement.judge(given(evidence))
    assert (claim.verdict, claim.probability) == ("undetermined", 0.5)
    assert "standing is in none of these data" in claim.method and "standing too" in claim.readings[0].method


def test_a_claim_that_is_not_tested_says_what_it_needs_and_has_no_probability():
    claim = PROPOSITION.not_yet_tested("the law texts")
    assert (claim.verdict, claim.probability) == ("not yet tested", None)
    assert claim.method == "not yet tested: needs the law texts" and claim.effect.estimate is None


def test_without_a_fit_or_its_effects_there_is_no_fitted_reading():
    assert fitted_reading(None, ("hedge", "patron_pair")) == []
    assert fitted_reading(Fit(0.9, known=False), ("hedge", "patron_pair")) == []


@pytest.mark.parametrize("probability", [0.5, 0.8])
def test_fitted_effects_are_as_probable_together_as_the_less_probable_alone(probability):
    (found,) = fitted_reading(Fit(probability), ("hedge", "patron_pair"), ("cooperative", "patron_members"))
    assert found.value == probability and "needs no independence" in found.method
