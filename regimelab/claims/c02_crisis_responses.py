"""Claim 2: crises draw support and restraint from the other members, not blame."""

from regimelab.claims.claim import Claim, ClaimInputs, Found, Proposition, Reading, shuffles
from regimelab.claims.world.answers import look
from regimelab.measures.norms import (
    METHOD,
    Responses,
    blame_contrast,
    blame_more,
    blame_share,
    crisis_responses,
    shuffled_contrast,
)
from regimelab.measures.result import estimated

HERE = (
    "coding: outside statements of principle are what the chronicle looked for from outside actors, and "
    "friendly calls what it looked for from members",
)
PROPOSITION = Proposition(
    id=2,
    title="Crises draw support and silence, not blame",
    passage="In each of these cases, the governments provided each other mutual verbal support (or at least "
    "avoided harsh direct criticism).",
    line=43,
    estimand="share of recorded answers to a member's crisis that blame: others' share less the members' "
    "share, and whether the members' share is below one half",
    alternatives=(
        "diplomatic habit: most governments rarely blame any neighbour in a crisis, regime or not",
        *HERE,
        "dependence: members spare each other because they trade and share borders, not because they fear "
        "falling",
        "blame between members that no page reported would not be on record",
    ),
    would_change="a crisis of a member that others answered with open blame; or event data gathered blind "
    "to the brief in which members blame as often as outside governments do",
)
OUTSIDERS = "western governments and institutions"


def judge(inputs: ClaimInputs) -> Claim:
    """Ask the chronicle who blamed the region's members, and the world's record who blames autocracies."""
    return PROPOSITION.weighed(recorded(inputs), look(inputs.outside))


def recorded(inputs: ClaimInputs) -> Found:
    """Compare blame by members with blame from outside, by episode; the hardest comparison decides."""
    found = crisis_responses(inputs.evidence)
    general = crisis_responses(inputs.evidence, general=True)
    domestic = found.domestic()
    members, others = domestic.of("members"), domestic.of(OUTSIDERS)
    acts = [act for answer in (*members, *others) for act in answer.acts]
    unit = "difference of shares, domestic crises (western governments and institutions less members)"
    gap = blame_contrast(members, others)
    effect = estimated(gap, unit, METHOD, "chronicle: acts and pairs", acts)
    readings = (
        *contrast_readings(domestic, "domestic crises", inputs.seed),
        *contrast_readings(found, "all crises, clashes among them", inputs.seed),
        *contrast_readings(general, "all crises, statements to many members too", inputs.seed),
    )
    return Found(readings, effect, METHOD)


def contrast_readings(found: Responses, which: str, seed: int) -> list[Reading]:
    """Set members' answers against one half, against answers from outside, and against shuffles."""
    members, others = found.of("members"), found.of(OUTSIDERS)
    rarely = 1 - blame_share(members).probability_above(0.5)
    return [
        Reading(f"members blame in less than half of their answers, {which}", rarely),
        Reading(f"{OUTSIDERS} blame more, {which}", blame_more(members, others)),
        shuffles(
            f"{OUTSIDERS} blame more than with answers dealt out at random, {which}",
            shuffled_contrast(members, others, seed),
        ),
    ]
