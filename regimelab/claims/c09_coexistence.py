"""Claim 9: the regime lives beside conflict; members that clash go on cooperating."""

from datetime import timedelta

from regimelab.claims.claim import Claim, ClaimInputs, Found, Proposition, Reading
from regimelab.claims.world.clashes import look
from regimelab.measures.coexistence import after_clashes, dealings
from regimelab.measures.result import estimated
from regimelab.measures.rows import ids, pair_rows

PROPOSITION = Proposition(
    id=9,
    title="The regime coexists with conflict",
    passage="Establishing a regional security regime does not prevent its members from coming into conflict "
    "or competing in other areas; it prevents them from jeopardizing each other's survival.",
    line=41,
    estimand="rate of a pair's cooperation within 180 days after its clashes over its rate at other times, "
    "in pairs that clashed; coexistence means at least half the usual rate (the margin is assumed)",
    alternatives=(
        "mediation: third parties bring the rivals to tables that would not exist without the clash",
        "attention: after a clash, the pair's other dealings are reported too",
        "one pair makes most of the clashes, so the answer may be about it and not about a regime",
        "that rivals spare each other's survival, the second half of the passage, is not tested",
    ),
    would_change="a clash after which the two stopped cooperating for half a year, or aid of one to the "
    "other's opposition",
)
MARGIN = 0.5  # of the usual rate, assumed: less than half of the usual dealings would be a rupture
METHOD = (
    "conditional test of two Poisson rates by pair, against a margin of one half; ceasefires and border "
    "talks not counted as cooperation; per day, per record of other pairs, and in the pair that clashed most"
)


def judge(inputs: ClaimInputs) -> Claim:
    """Ask the chronicle about members that clashed, and the world's record about near autocracies."""
    return PROPOSITION.weighed(recorded(inputs), look(inputs.outside))


def recorded(inputs: ClaimInputs) -> Found:
    """Ask whether cooperation keeps at least half its usual rate after clashes, per day and per record."""
    region = inputs.evidence.region
    start, end = region.period.start, region.period.end + timedelta(days=1)
    pairs = pair_rows(inputs.evidence)
    known = dealings(pairs, [member.code for member in region.members])
    per_day = after_clashes(known, pairs, start, end, "days")
    per_record = after_clashes(known, pairs, start, end, "records")
    clashed = [one for one in known if one.clashes]
    worst = sorted(clashed, key=lambda one: -len(one.clashes))[:1]
    alone = after_clashes(worst, pairs, start, end, "days")
    readings = (
        Reading("at least half the usual rate, per day", per_day.probability_above(MARGIN)),
        Reading("at least half the usual rate, per record of others", per_record.probability_above(MARGIN)),
        Reading("the same in the pair that clashed most, per day", alone.probability_above(MARGIN)),
    )
    sources = ids(pair for one in clashed for pair in (*one.cooperation, *one.clashes))
    effect = estimated(per_day, "rate ratio, per day", METHOD, "chronicle: pairs", sources)
    return Found(readings, effect, METHOD)
