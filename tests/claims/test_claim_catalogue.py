from dataclasses import asdict, replace

import pytest
from made_evidence import act, evidence_of

from regimelab import claims
from regimelab.codebook import KIND_NAMES
from regimelab.interval import Estimate
from regimelab.region.registers import EFFECT_NAMES

TESTED = {1, 2, 3, 4, 5, 6, 8, 9, 11, 13}


class Fit:
    """A fitted model that is sure of nothing, and remembers what it was asked."""

    def __init__(self):
        self.asked = []

    def effect(self, kind_or_family, effect):
        return Estimate(0.0, -1.0, 1.0, "log rate ratio", "made", "none")

    def probability_positive(self, kind_or_family, effect):
        self.asked.append((kind_or_family, effect))
        return 0.5


@pytest.fixture(scope="module")
def found(evidence, given):
    return claims.test_claims(given(evidence))


def test_there_are_thirteen_claims_in_the_briefs_order(found):
    assert [claim.id for claim in found] == list(range(1, 14))


def test_ten_claims_are_tested_on_the_chronicle_and_the_others_say_what_they_need(found):
    assert {claim.id for claim in found if claim.probability is not None} == TESTED
    assert all(claim.needs for claim in found if claim.id not in TESTED)


def test_what_would_explain_it_there_only_is_not_said_of_other_states(evidence, given, found):
    region = evidence.region.model_copy(update={"registers": "central_asia"})
    elsewhere = claims.test_claims(given(replace(evidence, region=region)))
    for there, here in zip(elsewhere, found, strict=True):
        assert set(there.alternatives) <= set(here.alternatives)
        assert there.verdict == here.verdict
    told = " ".join(" ".join(one.alternatives) for one in elsewhere)
    assert "Uzbek" not in told and "Russia" not in told and "Soviet" not in told and "search:" not in told
    assert len(elsewhere[5].alternatives) == 1 and len(found[5].alternatives) == 5


@pytest.mark.parametrize("number", range(1, 14))
def test_every_claim_has_passage_line_estimand_rivals_and_what_would_change_it(found, number):
    claim = found[number - 1]
    assert claim.passage and claim.line > 0 and claim.estimand and claim.would_change
    assert len(claim.alternatives) >= 2


def test_passages_stand_in_the_brief_on_their_lines(found, shared):
    lines = (shared / "brief" / "policy-brief-86.txt").read_text(encoding="utf-8").split("\n")
    assert [claim.id for claim in found if claim.passage not in lines[claim.line - 1]] == []


@pytest.mark.parametrize("number", sorted(TESTED))
def test_every_verdict_follows_from_its_readings_and_has_an_interval_and_sources(found, number):
    claim = found[number - 1]
    assert claim.probability == claims.claim.headline(claim.readings)
    assert claim.verdict == claims.claim.verdict(claim.readings)
    assert all(one.shuffled == one.method.startswith("share of shuffles below") for one in claim.readings)
    assert claim.effect.low < claim.effect.estimate < claim.effect.high
    assert claim.sources == claim.effect.sources and claim.sources
    assert claim.chronicle_only


def test_sources_are_acts_of_the_chronicle(found, evidence):
    known = set(evidence.acts.column("id").to_pylist())
    assert all(set(claim.sources) <= known for claim in found)


def test_the_published_share_of_copied_law_is_reported_and_not_counted_as_a_test(found):
    claim = found[6]
    assert claim.effect.estimate == 0.79 and claim.effect.low is None and claim.effect.basis == "assumed"
    assert (claim.verdict, claim.needs) == ("not yet tested", "the law texts")


def test_a_region_without_a_published_figure_says_only_what_a_test_needs(evidence, given):
    bare = replace(evidence, region=evidence.region.model_copy(update={"published": ()}))
    claim = claims.test_claims(given(bare))[6]
    assert (claim.effect.estimate, claim.needs) == (None, "the law texts")


def test_a_published_figure_is_the_regions_own(evidence, given):
    own = evidence.region.published[0].model_copy(update={"act": "CH0017", "estimate": 0.4, "what": "made"})
    other = replace(evidence, region=evidence.region.model_copy(update={"published": (own,)}))
    claim = claims.test_claims(given(other))[6]
    assert (claim.effect.estimate, claim.sources) == (0.4, ("CH0017",))
    assert "made" in claim.effect.unit


def test_nulls_made_by_shuffling_are_no_headline_where_there_is_a_posterior(found):
    shuffled = {claim.id for claim in found for one in claim.readings if one.shuffled}
    assert shuffled == {2, 3, 4}
    assert all(claim.probability in [r.value for r in claim.readings if not r.shuffled] for claim in found
               if claim.id in shuffled)  # fmt: skip


def test_claims_ask_a_fit_for_effects_of_the_theory_on_kinds_or_families(evidence, given):
    fit = Fit()
    found = claims.test_claims(given(evidence, fit))
    assert all(effect in EFFECT_NAMES for _, effect in fit.asked)
    assert all(kind in (*KIND_NAMES, "cooperative", "conflictual", "domestic") for kind, _ in fit.asked)
    assert {one.id for one in found if any("fitted" in r.method for r in one.readings)} == {3, 5, 6}


def test_evidence_without_acts_of_the_kinds_asked_for_gives_no_verdict(evidence, given):
    bare = evidence_of(evidence, [act("hedge", "KAZ", "AFG", "2022-01-05")])
    found = claims.test_claims(given(bare))
    assert {claim.verdict for claim in found} == {"not yet tested"}
    assert all(claim.needs and claim.effect.estimate is None for claim in found)


def test_same_seed_gives_the_same_claims(found, evidence, given):
    assert [asdict(claim) for claim in claims.test_claims(given(evidence))] == [asdict(one) for one in found]
