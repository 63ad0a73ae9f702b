"""Claim 13: trading principles for access brings no lasting leverage."""

from regimelab.claims.claim import Claim, ClaimInputs, Proposition

PROPOSITION = Proposition(
    id=13,
    title="Trading principles for access brings no lasting leverage",
    passage="In the long run, this would not provide stable leverage against Central Asian "
    "authoritarianism, and it would instead affect the organizations value-based reputation and credibility.",
    line=156,
    estimand="concessions on rights in the years after an outside actor softened its conditions, less those "
    "after it kept them",
    alternatives=(
        "conditions are softened where leverage is already gone",
        "concessions come for reasons of trade or war, whatever was said of principles",
    ),
    would_change="softened conditions that were followed, years later, by lasting concessions on rights",
)


def judge(inputs: ClaimInputs) -> Claim:
    """Leave the claim open: four years hold too few trades of principle for access, and no long run."""
    return PROPOSITION.not_yet_tested(
        "a longer record, across regions, of conditions kept and softened and of the concessions that "
        "followed"
    )
