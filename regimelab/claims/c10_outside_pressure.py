"""Claim 10: the regime blunts outside pressure."""

from regimelab.claims.claim import Claim, ClaimInputs, Proposition

PROPOSITION = Proposition(
    id=10,
    title="The regime blunts outside pressure",
    passage="The existence of such a mutually supporting security regime would make the members more "
    "resilient against external pressure in areas such as freedom of the press, protection for human rights",
    line=124,
    estimand="change in repression and in rights after outside pressure, where fellow members had just "
    "given support less where they had not",
    alternatives=(
        "pressure goes where repression is already rising, so little follows it with or without a regime",
        "the patron, not the fellow members, makes pressure bearable",
        "pressure works slowly and out of sight",
    ),
    would_change="cases of like pressure, with and without the members' backing, in which the outcomes are "
    "the same",
)


def judge(inputs: ClaimInputs) -> Claim:
    """Leave the claim open: what pressure asked for and got is not recorded."""
    return PROPOSITION.not_yet_tested(
        "what each statement of pressure asked for and whether it was met, and yearly scores of rights and "
        "press freedom that were made blind to the brief"
    )
