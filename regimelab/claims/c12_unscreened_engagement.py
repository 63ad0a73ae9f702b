"""Claim 12: unscreened security engagement consolidates autocracy and costs standing."""

from regimelab.claims.claim import Claim, ClaimInputs, Proposition

PROPOSITION = Proposition(
    id=12,
    title="Unscreened security engagement consolidates autocracy and costs standing",
    passage="the message of alignment with local regimes has both direct and indirect impacts on the "
    "countries' non-democratic development",
    line=144,
    estimand="change in repression by the units and states that received security assistance without "
    "screening, less the change where it was screened or refused",
    alternatives=(
        "assistance goes to states under threat, which repress more in any case",
        "without outside assistance others would give it on worse terms",
        "assistance may restrain units that are trained in rights; the sign is not known beforehand",
    ),
    would_change="units trained without screening whose conduct afterwards is no worse than that of like "
    "units",
)


def judge(inputs: ClaimInputs) -> Claim:
    """Leave the claim open: which assistance was screened, and who received it, is not recorded."""
    return PROPOSITION.not_yet_tested(
        "a register of security assistance with recipient units and screening, beside conduct recorded "
        "blind to it"
    )
