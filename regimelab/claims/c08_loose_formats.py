"""Claim 8: members prefer loose formats and unbinding meetings to binding ones."""

from collections.abc import Sequence

from regimelab.claims.claim import Claim, ClaimInputs, Found, Proposition, Reading
from regimelab.claims.world.pacts import look
from regimelab.codebook import DAYS_PER_YEAR
from regimelab.measures.history import dated
from regimelab.measures.procedures import present
from regimelab.measures.rate import Stratum, rate_ratio
from regimelab.measures.result import estimated
from regimelab.measures.rows import Act, act_rows, ids
from regimelab.measures.rules import JOINT_KINDS, joint_acts, unbinding_share
from regimelab.region import Region
from regimelab.region.structure import Membership

HERE = ("treaties of the first years of independence settled other questions than those of today",)
PROPOSITION = Proposition(
    id=8,
    title="Loose formats are preferred to binding ones",
    passage="Herein lies the preference for organizations with a loose institutional formats",
    line=47,
    estimand="share of acts of three or more members among themselves that bind nobody, against one half; "
    "use of blocs outside the patron's organisations per member-year, over use of the patron's; and share of "
    "alliance treaties among members that bind nobody to fight",
    alternatives=(
        "cost: meetings are cheap and treaties rare everywhere, so a high share of meetings is no preference",
        "large groups bind themselves less than pairs because more must agree, whatever they prefer",
        "binding texts take years; the period may be too short to see them",
        "coding: what binds is read from a coded intensity, not from the text; and the patron's "
        "organisations stand for binding ones, though some of them bind little",
        *HERE,
    ),
    would_change="a binding treaty of all members in force, or a comparison region whose members meet as "
    "much and bind themselves as little without anyone's seeing a preference in it",
)
METHOD = (
    "agreements of intensity 6 or more bind; hierarchical beta-binomial by occasion, against one half; and "
    "rate ratio of acts of members with loose blocs to acts with the patron's, per year of full membership"
)


def judge(inputs: ClaimInputs) -> Claim:
    """Ask the chronicle about joint acts and blocs, and the world's record about alliance treaties."""
    members = frozenset(member.code for member in inputs.evidence.region.members)
    return PROPOSITION.weighed(recorded(inputs), look(inputs.outside, members))


def recorded(inputs: ClaimInputs) -> Found:
    """Ask whether most joint acts bind nobody, and whether loose blocs are used more than binding ones."""
    region = inputs.evidence.region
    members = frozenset(member.code for member in region.members)
    acts = act_rows(inputs.evidence)
    joint = joint_acts(acts, members)
    grouped = groups(joint, members)
    share = unbinding_share(grouped)
    ratio = rate_ratio([bloc_use(region, acts)])
    readings = (
        Reading("most acts of three or more members bind nobody", share.probability_above(0.5)),
        Reading("most joint acts of members bind nobody", unbinding_share(joint).probability_above(0.5)),
        Reading("loose blocs are used more than the patron's, per member-year", ratio.probability_above(1.0)),
    )
    effect = estimated(
        share, "share of acts of three or more members", METHOD, "chronicle: acts", ids(grouped)
    )
    low, high = ratio.interval()
    spoken = f"{METHOD}: {ratio.median:.2f} ({low:.2f} to {high:.2f})"
    return Found(readings, effect, spoken)


def groups(joint: Sequence[Act], members: frozenset[str]) -> list[Act]:
    """Joint acts of at least three members."""
    return [act for act in joint if len(present(act, members)) >= 3]


def bloc_use(region: Region, acts: Sequence[Act]) -> Stratum:
    """Acts of members with loose blocs and with the patron's, each over its years of full membership."""
    blocs = [a for a, role in zip(region.actors, region.classes, strict=True) if role == "bloc"]
    loose = [bloc for bloc in blocs if bloc not in region.patron.organisations]
    patrons = [bloc for bloc in blocs if bloc in region.patron.organisations]
    return Stratum(
        _used(loose, acts), member_years(region, loose), _used(patrons, acts), member_years(region, patrons)
    )


def member_years(region: Region, blocs: Sequence[str]) -> float:
    """Years of full membership of the members in some blocs within the period; an unknown start is past."""
    codes = [member.code for member in region.members]
    held = [m for m in region.memberships() if m.full and m.actor in codes and m.organisation in blocs]
    return sum(_overlap(region, m) for m in held) / DAYS_PER_YEAR


def _overlap(region: Region, membership: Membership) -> int:
    first = max(dated(membership.since) or region.period.start, region.period.start)
    last = min(dated(membership.until) or region.period.end, region.period.end)
    return max((last - first).days + 1, 0)


def _used(blocs: Sequence[str], acts: Sequence[Act]) -> int:
    return sum(bloc in act.parties for act in acts if act.kind in JOINT_KINDS for bloc in blocs)
