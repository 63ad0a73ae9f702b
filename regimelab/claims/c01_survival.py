"""Claim 1: survival, then prosperity, then autonomy order what the regimes do."""

from regimelab.claims.claim import Claim, ClaimInputs, Proposition

PROPOSITION = Proposition(
    id=1,
    title="Survival comes first, then prosperity, then autonomy",
    passage="the main imperatives of each autocratic regime are its own survival and prosperity, followed "
    "by a desire for maximal possible decision-making autonomy",
    line=11,
    estimand="of acts in which two of the three aims conflict, the share in which the earlier one wins",
    alternatives=(
        "leaders say survival and mean enrichment: acts alone do not show motives",
        "aims that never conflict in the record cannot be ordered by it",
    ),
    would_change="a set of decisions in which survival was risked for revenue, or revenue given up for "
    "autonomy",
)


def judge(inputs: ClaimInputs) -> Claim:
    """Leave the claim open: acts are coded by kind, not by the aims that conflict in them."""
    return PROPOSITION.not_yet_tested(
        "decisions in which the aims conflict, coded by two people blind to the brief, with agreement "
        "reported"
    )
