"""Claim 7: counter-terrorism and extremism law is copied, most of it from one model."""

from regimelab.claims.claim import Claim, ClaimInputs, Proposition
from regimelab.evidence import Evidence
from regimelab.interval import Estimate

HERE = (
    "a common ancestor: Soviet codes and the model laws of the CIS give the same words to both",
    "common obligations: UN and SCO texts are transposed by all in like words",
)
PROPOSITION = Proposition(
    id=7,
    title="Law is copied, primarily from Russia",
    passage='In some prominent cases, such as those involving terrorism or extremism, "harmonization" means '
    "literally copy-pasting pieces of foreign legislation, primarily from Russia.",
    line=99,
    estimand="share of the text of a member's law on terrorism and extremism that also stands in an earlier "
    "law of another state, by state",
    alternatives=(
        *HERE,
        "a share of shared words depends on the length of match that counts",
    ),
    would_change="an alignment of the dated law texts in which the shared passages are older than the "
    "Russian ones",
)


def judge(inputs: ClaimInputs) -> Claim:
    """Report the figure that the region's file says was published, if the evidence has it; no test."""
    return PROPOSITION.not_yet_tested("the law texts", published(inputs.evidence))


def published(evidence: Evidence) -> Estimate | None:
    """Give the published figure on this claim, which nobody measured here."""
    held = evidence.acts.column("id").to_pylist()
    found = [one for one in evidence.region.published if one.claim == PROPOSITION.id and one.act in held]
    if not found:
        return None
    one = found[0]
    unit = f"{one.unit} ({one.what}; published, not measured here)"
    data, sources = f"chronicle: {one.act}", (one.act,)
    return Estimate(one.estimate, None, None, unit, one.source, data, basis="assumed", sources=sources)
