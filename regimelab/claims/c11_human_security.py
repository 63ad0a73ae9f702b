"""Claim 11: human security is the ground on which the OSCE is safe and useful."""

from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple

from regimelab.claims.claim import Claim, ClaimInputs, Proposition, Reading
from regimelab.evidence import Evidence
from regimelab.measures.posterior import difference, probability_greater
from regimelab.measures.result import estimated
from regimelab.measures.rows import Act, act_rows, middle
from regimelab.measures.share import clustered_share, tally

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
        "a government's answer is not the public's: what is counted is not what the claim is about",
    ),
    would_change="districts with such projects in which neither standing nor security differs from like "
    "districts",
)


KINDS = ("engagement", "summit")
OTHER = ("engagement_security", "principle")
REBUFFS = ("criticise", "coercion", "hedge")
WINDOW_DAYS = 90  # how long after it an engagement is answered (assumed)
METHOD = (
    f"western and institutional engagements with members by what they are about: share that members answered "
    f"within {WINDOW_DAYS} days with a cooperative act towards the same actor, and share rebuffed, human "
    "security against other engagement. Assumed: how governments answer stands for standing with the public, "
    "of which the chronicle holds nothing, nor of safety in districts; so little of the claim is tested"
)


class Engagement(NamedTuple):
    """One engagement: what it is about, and how a member answered the same actor afterwards."""

    act: str
    half: object
    about: str
    welcomed: bool
    rebuffed: bool


def judge(inputs: ClaimInputs) -> Claim:
    """Compare how members answer human security with how they answer other engagement."""
    found = engagements(inputs.evidence)
    human = [one for one in found if one.about == "human_security"]
    other = [one for one in found if one.about in OTHER]
    if not human or not other:
        return PROPOSITION.not_yet_tested(
            "engagements about human security and about other things; and surveys of standing and safety "
            "before and after projects"
        )
    welcome = [clustered_share(tally((one.half, one.welcomed) for one in some)) for some in (human, other)]
    rebuff = [clustered_share(tally((one.half, one.rebuffed) for one in some)) for some in (human, other)]
    readings = [
        Reading("useful: welcomed more often than other engagement", probability_greater(*welcome)),
        Reading("safe: rebuffed less often than other engagement", probability_greater(rebuff[1], rebuff[0])),
    ]
    unit = "difference of shares welcomed (human security less other engagement)"
    effect = estimated(
        difference(*welcome), unit, METHOD, "chronicle: acts", [one.act for one in human + other]
    )
    told = f"{METHOD} ({len(human)} of human security, {len(other)} other)"
    return PROPOSITION.judged(readings, effect, told)


def engagements(evidence: Evidence) -> list[Engagement]:
    """Engagements of western states and institutions with members, and the answers that they got."""
    region, acts = evidence.region, act_rows(evidence)
    members = {member.code for member in region.members}
    found = [act for act in acts if act.kind in KINDS and act.precision != "year"]
    outsiders = {actor for act in found for actor in act.actors} - members
    kept = [act for act in found if set(act.actors) & outsiders and act.parties & members]
    return [_answered(act, acts, members) for act in kept if act.mechanism in ("human_security", *OTHER)]


def _answered(act: Act, acts: Sequence[Act], members: set[str]) -> Engagement:
    day, actors, concerned = middle(act), set(act.actors) - members, act.parties & members
    after = [
        other
        for other in acts
        if day < middle(other) <= day + timedelta(days=WINDOW_DAYS)
        and set(other.actors) & concerned
        and other.parties & actors
    ]
    return Engagement(
        act.id,
        (day.year, day.month > 6),
        act.mechanism,
        any(other.tone == 1 and other.kind not in REBUFFS for other in after),
        any(other.kind in REBUFFS and other.tone != 1 for other in after),
    )
