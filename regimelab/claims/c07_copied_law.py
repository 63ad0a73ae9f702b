"""Claim 7: counter-terrorism and extremism law is copied, most of it from one model."""

from regimelab.claims.claim import Claim, ClaimInputs, Proposition
from regimelab.estimate import Estimate

PROPOSITION = Proposition(
    id=7,
    title="Law is copied, primarily from Russia",
    passage='In some prominent cases, such as those involving terrorism or extremism, "harmonization" means '
    "literally copy-pasting pieces of foreign legislation, primarily from Russia.",
    line=99,
    estimand="share of the text of a member's law on terrorism and extremism that also stands in an earlier "
    "law of another state, by state",
    alternatives=(
        "a common ancestor: Soviet codes and the model laws of the CIS give the same words to both",
        "common obligations: UN and SCO texts are transposed by all in like words",
        "a share of shared words depends on the length of match that counts",
    ),
    would_change="an alignment of the dated law texts in which the shared passages are older than the "
    "Russian ones",
)
PUBLISHED_ROW = "CH0016"
PUBLISHED = Estimate(
    estimate=0.79,
    low=None,
    high=None,
    unit="share of text (Kyrgyz law on terrorism and extremism shared with Russian law; published, not "
    "measured here)",
    method="published text analysis of 2019, reported by 24.kg; 56 % of Tajik, 4-5 % of Kazakh and Uzbek law",
    data="chronicle: CH0016",
    basis="assumed",
    sources=(PUBLISHED_ROW,),
)


def judge(inputs: ClaimInputs) -> Claim:
    """Report the published figure where the chronicle holds it; it is not a test."""
    held = PUBLISHED_ROW in inputs.evidence.acts.column("id").to_pylist()
    return PROPOSITION.not_yet_tested("the law texts", PUBLISHED if held else None)
