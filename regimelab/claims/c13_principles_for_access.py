"""Claim 13: trading principles for access brings no lasting leverage."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from regimelab.claims.claim import Claim, ClaimInputs, Found, Proposition, Reading
from regimelab.claims.world.access import look
from regimelab.evidence import Evidence
from regimelab.measures.posterior import probability_greater
from regimelab.measures.result import estimated
from regimelab.measures.rows import Act, act_rows, middle
from regimelab.measures.share import clustered_share, tally

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
        "what is not seen to fall in a short record may fall later, and what no page reported fell unseen",
        "concessions come for reasons of trade or war, whatever was said of principles",
        "that it costs reputation and credibility, the second half of the passage, is not tested",
    ),
    would_change="softened conditions that were followed, years later, by lasting concessions on rights",
)


WINDOW_DAYS = 180  # how long before and after access acts of repression are counted, and principle looked for
METHOD = (
    f"security engagements of outside actors with a member, with or without a statement of principle by the "
    f"same actor to it within {WINDOW_DAYS} days: share after which recorded acts of repression did not "
    f"fall, {WINDOW_DAYS} days after against before. Assumed: engagement without a statement is principle "
    "traded for access; half a year is not the long run, and standing is not recorded"
)


class Access(NamedTuple):
    """A security engagement with one member: whether principle was spoken of, and repression did not fall."""

    act: str
    member: str
    kept: bool
    stayed: bool


def judge(inputs: ClaimInputs) -> Claim:
    """Ask the chronicle what followed access, and the world's record what follows arms and silence."""
    return PROPOSITION.weighed(recorded(inputs.evidence), look(inputs.outside))


def recorded(evidence: Evidence) -> Found:
    """Count repression after access without principle, against one half and against access with it."""
    found = accesses(evidence)
    traded = [one for one in found if not one.kept]
    if not traded:
        return Found()
    share = clustered_share(tally((one.member, one.stayed) for one in traded))
    kept = clustered_share(tally((one.member, one.stayed) for one in found if one.kept))
    readings = (
        Reading("repression rarely fell after access without principle", share.probability_above(0.5)),
        Reading("it fell no more often than after access with principle", probability_greater(share, kept)),
    )
    unit = "share of security engagements without principle after which repression did not fall"
    effect = estimated(share, unit, METHOD, "chronicle: acts", [one.act for one in traded])
    return Found(readings, effect, f"{METHOD} ({len(traded)} without, {len(found) - len(traded)} with)")


def accesses(evidence: Evidence) -> list[Access]:
    """Security engagements by member; those whose half-years lie outside the period are left out."""
    region, acts = evidence.region, [act for act in act_rows(evidence) if act.precision != "year"]
    members = [member.code for member in region.members]
    span, found = timedelta(days=WINDOW_DAYS), []
    first, last = region.period.start + span, region.period.end - span
    for act in (one for one in acts if one.mechanism == "engagement_security"):
        outsiders = set(act.actors) - set(members)
        for member in sorted(act.parties & set(members)) if first <= middle(act) <= last else ():
            kept = any(
                outsiders & set(other.actors) and member in other.targets
                for other in acts
                if other.mechanism == "principle" and abs(middle(other) - middle(act)) <= span
            )
            found.append(Access(act.id, member, kept, _stayed(member, middle(act), acts)))
    return found


def _stayed(member: str, day: date, acts: Sequence[Act]) -> bool:
    """Whether a member's recorded repression did not fall; where there was none to fall, it did not."""
    own = [act for act in acts if act.represses and member in act.actors]
    days = [(middle(act) - day).days for act in own]
    return sum(0 < n <= WINDOW_DAYS for n in days) >= sum(-WINDOW_DAYS <= n < 0 for n in days)
