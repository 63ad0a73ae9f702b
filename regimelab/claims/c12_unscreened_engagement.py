"""Claim 12: unscreened security engagement consolidates autocracy and costs standing."""

from regimelab.claims.claim import Claim, ClaimInputs, Proposition, Reading, both
from regimelab.claims.world.arms import look

PROPOSITION = Proposition(
    id=12,
    title="Unscreened security engagement consolidates autocracy and costs standing",
    passage="the message of alignment with local regimes has both direct and indirect impacts on the "
    "countries' non-democratic development",
    line=144,
    estimand="change in repression by the states that received security assistance without screening, less "
    "the change where it was screened or refused",
    alternatives=(
        "assistance goes to states under threat, which repress more in any case",
        "without outside assistance others would give it on worse terms",
        "arms stand for all security engagement, and all of it for unscreened: both are assumed",
        "assistance may restrain units that are trained in rights; the sign is not known beforehand",
    ),
    would_change="units trained without screening whose conduct afterwards is no worse than that of like "
    "units",
)

UNKNOWN = 0.5  # probability of what no data bear on
STANDING = (
    "that it costs standing is in none of these data and keeps its prior of one half, so the claim can be "
    "contradicted but not supported"
)
NEEDS = (
    "a register of security assistance with recipient units and screening, beside conduct recorded blind to "
    "it; or a world's record of deliveries and of repression"
)


def judge(inputs: ClaimInputs) -> Claim:
    """Ask the world's record of arms; which assistance was screened, and who received it, is not in it."""
    world = look(inputs.outside)
    told = f"{world.method}; {STANDING}"
    return PROPOSITION.abroad(
        world._replace(readings=tuple(map(_with_standing, world.readings)), method=told), NEEDS
    )


def _with_standing(reading: Reading) -> Reading:
    """Ask both halves of the claim: nothing is known of standing, so it is as likely as not."""
    return reading._replace(method=f"{reading.method}; standing too", value=both(reading.value, UNKNOWN))
