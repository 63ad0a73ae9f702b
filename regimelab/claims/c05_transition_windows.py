"""Claim 5: while power changes hands, a member's regime is in more danger than at other times."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from regimelab.claims.claim import Claim, ClaimInputs, Found, Proposition, Reading, fitted_reading
from regimelab.claims.world.handovers import look
from regimelab.evidence import Evidence
from regimelab.measures.crises import MERGE_DAYS, Episode, episodes
from regimelab.measures.rate import Stratum, rate_ratio
from regimelab.measures.result import estimated
from regimelab.measures.rows import Act, act_rows, days_of, middle

PROPOSITION = Proposition(
    id=5,
    title="Transition windows are dangerous",
    passage="In the eyes of the leaders, transition periods put regimes in a position even more vulnerable "
    "to the canonical threats of radicalism, separatism, and terrorism.",
    line=33,
    estimand="rate of domestic crisis onsets in a member inside its transition windows, over the rate "
    "outside them",
    alternatives=(
        "reversal: some windows were opened by the crisis that is then counted in them",
        "elections bring rallies and arrests whether or not power is at stake",
        "windows are drawn with hindsight, and a handover that stayed calm may not have been listed",
        "leaders fear windows more than windows are dangerous: the passage speaks of their eyes, the count "
        "of events",
    ),
    would_change="windows dated in advance, from constitutions and calendars, in which crises are no more "
    "frequent",
)
DANGERS = (
    "protest",
    "unrest_violence",
    "terror",
    "repress",
)  # a forced handover is the window, not its danger
METHOD = (
    "conditional test of two Poisson rates by member, crisis onsets per day inside against outside windows; "
    "again without windows that opened within 30 days after a crisis; again per other record of the member"
)


class Window(NamedTuple):
    """One transition window of a member, its last day included."""

    member: str
    start: date
    end: date


class Member(NamedTuple):
    """One member's windows, crisis onsets, and the days of its other records."""

    code: str
    windows: tuple[Window, ...]
    onsets: tuple[date, ...]
    records: tuple[date, ...]


def judge(inputs: ClaimInputs) -> Claim:
    """Ask the chronicle about the region's windows, and the world's record about windows everywhere."""
    return PROPOSITION.weighed(recorded(inputs), look(inputs.outside))


def recorded(inputs: ClaimInputs) -> Found:
    """Count onsets inside and outside windows, then drop windows that crises opened, then normalise."""
    lines, found = member_lines(inputs.evidence)
    days = days_of(inputs.evidence.region)
    every = rate_ratio([stratum(line, days) for line in lines])
    foreseen = rate_ratio([stratum(without_opened(line), days) for line in lines])
    recorded = rate_ratio([stratum(line, days, per_record=True) for line in lines])
    readings = (
        Reading("all windows, per day", every.probability_above(1.0)),
        Reading("windows that no crisis opened, per day", foreseen.probability_above(1.0)),
        Reading("all windows, per other record", recorded.probability_above(1.0)),
        *fitted_reading(inputs.fit, ("domestic", "transition_window")),
    )
    acts = [act for episode in found for act in episode.acts]
    effect = estimated(every, "rate ratio, per day", METHOD, "chronicle: acts; region: transitions", acts)
    return Found(readings, effect, METHOD)


def member_lines(evidence: Evidence) -> tuple[list[Member], tuple[Episode, ...]]:
    """Lay each member's crisis onsets beside its windows; a window without an end lasts to the period's."""
    region, acts = evidence.region, act_rows(evidence)
    codes = [member.code for member in region.members]
    found = episodes([act for act in acts if act.kind in DANGERS], codes)
    windows = [Window(t.member, t.start, t.end or region.period.end) for t in region.transitions]
    return [_line(code, windows, found, acts) for code in codes], found


def without_opened(line: Member) -> Member:
    """Drop the windows that a crisis of the member opened, and with them their days and onsets."""
    opened = [window for window in line.windows if _opened_by_crisis(window, line.onsets)]
    kept = tuple(onset for onset in line.onsets if not any(w.start <= onset <= w.end for w in opened))
    records = tuple(day for day in line.records if not any(w.start <= day <= w.end for w in opened))
    return line._replace(
        windows=tuple(w._replace(member="") if w in opened else w for w in line.windows),
        onsets=kept,
        records=records,
    )


def stratum(line: Member, days: Sequence[date], per_record: bool = False) -> Stratum:
    """Onsets and exposure inside and outside a member's windows; days of dropped windows are neither."""
    dropped = {day for day in days if any(not w.member and w.start <= day <= w.end for w in line.windows)}
    inside = {
        day for day in days if any(w.member and w.start <= day <= w.end for w in line.windows)
    } - dropped
    outside = set(days) - inside - dropped
    counts = sum(onset in inside for onset in line.onsets), sum(onset in outside for onset in line.onsets)
    if per_record:
        exposure = sum(day in inside for day in line.records), sum(day in outside for day in line.records)
    else:
        exposure = len(inside), len(outside)
    return Stratum(counts[0], exposure[0], counts[1], exposure[1])


def _line(code: str, windows: Sequence[Window], found: Sequence[Episode], acts: Sequence[Act]) -> Member:
    others = [act for act in acts if code in act.parties and act.kind not in (*DANGERS, "transition")]
    return Member(
        code,
        tuple(window for window in windows if window.member == code),
        tuple(episode.onset for episode in found if episode.member == code),
        tuple(middle(act) for act in others),
    )


def _opened_by_crisis(window: Window, onsets: Sequence[date]) -> bool:
    before = timedelta(days=MERGE_DAYS)
    return any(onset <= window.start <= onset + before for onset in onsets)
