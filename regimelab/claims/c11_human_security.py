"""Claim 11: human security is the ground on which the OSCE is safe and useful."""

from regimelab.claims.claim import Claim, ClaimInputs, Proposition

PROPOSITION = Proposition(
    id=11,
    title="Human security is the OSCE's safe and useful ground",
    passage="Given the proximity to the local civilian population, human security provides an opportunity "
    "to build a credible reputation.",
    line=138,
    estimand="change in the OSCE's standing with the public and in local security where its human-security "
    "projects ran, less where they did not",
    alternatives=(
        "projects go where they are welcome, so standing was better there to begin with",
        "governments allow what does not trouble them: safe because harmless",
    ),
    would_change="districts with such projects in which neither standing nor security differs from like "
    "districts",
)


def judge(inputs: ClaimInputs) -> Claim:
    """Leave the claim open: the chronicle holds programmes, not what came of them."""
    return PROPOSITION.not_yet_tested(
        "places and dates of human-security projects, and surveys of standing and safety before and after "
        "them"
    )
