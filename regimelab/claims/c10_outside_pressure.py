"""Claim 10: the regime blunts outside pressure."""

from regimelab.claims.claim import Claim, ClaimInputs, Proposition
from regimelab.claims.world.pressure import look

PROPOSITION = Proposition(
    id=10,
    title="The regime blunts outside pressure",
    passage="The existence of such a mutually supporting security regime would make the members more "
    "resilient against external pressure in areas such as freedom of the press, protection for human rights",
    line=124,
    estimand="change in repression after outside pressure, where fellow autocracies back a state less where "
    "they do not",
    alternatives=(
        "pressure goes where repression is already rising, so little follows it with or without a regime",
        "the patron, not the fellow members, makes pressure bearable",
        "pressure works slowly and out of sight",
        "pacts among autocracies stand for a regime of mutual support, and need not hold one",
    ),
    would_change="cases of like pressure, with and without the members' backing, in which the outcomes are "
    "the same",
)


NEEDS = (
    "what each statement of pressure asked for and whether it was met; or a record of pressure, allies and "
    "repression the world over, made blind to the brief"
)


def judge(inputs: ClaimInputs) -> Claim:
    """Ask the world's record of autocracies; what pressure on the members asked for is not recorded."""
    return PROPOSITION.abroad(look(inputs.outside), NEEDS)
