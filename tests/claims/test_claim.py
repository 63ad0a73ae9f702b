import pytest

from regimelab.claims.claim import Proposition, Reading, cautious, fitted_reading, verdict
from regimelab.estimate import Estimate, unknown

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
    assert verdict(probability) == said


@pytest.mark.parametrize(
    ("readings", "decides"),
    [((0.95, 0.99), 0.95), ((0.05, 0.02), 0.05), ((0.4, 0.99), 0.695), ((0.7,), 0.7), ((0.5, 0.99), 0.5)],
)
def test_the_most_cautious_reading_decides(readings, decides):
    assert cautious(readings) == pytest.approx(decides)


@pytest.mark.parametrize("readings", [(0.49, 1.0, 1.0), (0.0, 0.51), (0.0, 1.0)])
def test_readings_that_point_both_ways_decide_nothing(readings):
    assert verdict(cautious(readings)) == "undetermined"


def test_a_tested_claim_carries_the_sources_of_its_effect():
    claim = PROPOSITION.judged([Reading("one way", 0.97)], EFFECT, "method")
    assert (claim.verdict, claim.probability, claim.sources) == ("supported", 0.97, ("CH0001",))
    assert claim.chronicle_only and not claim.needs


def test_a_claim_that_is_not_tested_says_what_it_needs_and_has_no_probability():
    claim = PROPOSITION.not_yet_tested("the law texts")
    assert (claim.verdict, claim.probability) == ("not yet tested", None)
    assert claim.method == "not yet tested: needs the law texts" and claim.effect.estimate is None


def test_without_a_fit_or_its_effects_there_is_no_fitted_reading():
    assert fitted_reading(None, ("hedge", "patron_pair")) == []
    assert fitted_reading(Fit(0.9, known=False), ("hedge", "patron_pair")) == []


def test_fitted_effects_must_all_be_positive():
    found = fitted_reading(Fit(0.8), ("hedge", "patron_pair"), ("cooperative", "patron_members"))
    assert [reading.probability for reading in found] == [pytest.approx(0.64)]
