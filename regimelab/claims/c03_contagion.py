"""Claim 3: unrest in one member raises fear, and the hazard of unrest, in the others."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

import numpy as np

from regimelab.claims.claim import Claim, ClaimInputs, Found, Proposition, Reading, fitted_reading, shuffles
from regimelab.claims.world.neighbours import look
from regimelab.codebook import REPRESSIVE_KINDS
from regimelab.evidence import Evidence
from regimelab.interval import Estimate
from regimelab.measures.crises import WINDOW_DAYS, Episode, episodes
from regimelab.measures.permutation import share_of_null_below
from regimelab.measures.posterior import Posterior
from regimelab.measures.rate import Stratum, clumping, rate_ratio
from regimelab.measures.result import estimated
from regimelab.measures.rows import Act, act_rows, days_of

HERE = (
    "search: rows about other members were looked for around known crises, so more of them are found there",
)
PROPOSITION = Proposition(
    id=3,
    title="Unrest in one member raises fear and hazard in the others",
    passage="any regime's collapse would lead to significant risk for any of the neighbouring states",
    line=41,
    estimand="rate of unrest, repression and border measures in the other members within 30 days after the "
    "onset of unrest in one, over their rate at other times",
    alternatives=(
        *HERE,
        "a common cause, such as prices, a pandemic or an election season, that stirs several members at "
        "once",
        "regimes tighten for reasons at home, and the calendar of unrest elsewhere is chance",
        "the passage speaks of a regime's collapse, which is too rare to be counted; what is counted is "
        "unrest",
    ),
    would_change="daily event counts gathered blind to the brief that do not rise in the other members "
    "after the onsets of unrest in one",
)
SHOCK_KINDS = ("protest", "unrest_violence", "transition")
REACTIONS = ("protest", "unrest_violence", *REPRESSIVE_KINDS, "coercion")
CONTROLS = ("summit", "agreement", "water", "hedge", "engagement")  # not an answer to unrest next door
DRAWS = 2000
METHOD = (
    f"conditional test of two Poisson rates by member, within {WINDOW_DAYS} days of another member's onset "
    "against other days, a member's own crises left out; per day, and per record of kinds that do not "
    "answer unrest; and onsets redrawn within their half-years"
)


class Timeline(NamedTuple):
    """One member: reactions and control acts of its own, its own crises, and the onsets in the others."""

    member: str
    reactions: tuple[Act, ...]
    controls: tuple[Act, ...]
    own: tuple[date, ...]
    others: tuple[date, ...]


def judge(inputs: ClaimInputs) -> Claim:
    """Ask the chronicle about the region's onsets, and the world's record about protest next door."""
    return PROPOSITION.weighed(recorded(inputs), look(inputs.outside))


def recorded(inputs: ClaimInputs) -> Found:
    """Count reactions after the others' onsets, three ways, and ask the fitted model where there is one."""
    lines = timelines(inputs.evidence)
    days = days_of(inputs.evidence.region)
    spread = scatter(lines, days)
    per_day = rate_ratio([stratum(line, days, per_record=False) for line in lines], spread)
    per_record = rate_ratio([stratum(line, days, per_record=True) for line in lines], spread)
    readings = (
        Reading("rate per day above its usual", per_day.probability_above(1.0)),
        Reading("rate per record of control kinds above its usual", per_record.probability_above(1.0)),
        shuffles("more reactions than after redrawn onsets", redrawn_onsets(lines, days, inputs.seed)),
        *fitted_reading(inputs.fit, ("domestic", "crisis_neighbour")),
    )
    return Found(readings, _effect(per_day, lines), METHOD)


def timelines(evidence: Evidence) -> list[Timeline]:
    """Lay each member's reactions beside the onsets of unrest in the others."""
    acts = act_rows(evidence)
    members = [member.code for member in evidence.region.members]
    shocks = episodes([act for act in acts if act.kind in SHOCK_KINDS], members)
    return [_timeline(member, acts, shocks, members) for member in members]


def stratum(line: Timeline, days: Sequence[date], per_record: bool) -> Stratum:
    """Reactions and exposure after the others' onsets and at other times, without the member's own crises."""
    exposed = (windows(line.others) - windows(line.own)) & set(days)
    calm = set(days) - windows(line.others) - windows(line.own)
    inside, outside = _count(line.reactions, exposed), _count(line.reactions, calm)
    if per_record:
        return Stratum(inside, _count(line.controls, exposed), outside, _count(line.controls, calm))
    return Stratum(inside, len(exposed), outside, len(calm))


def scatter(lines: Sequence[Timeline], days: Sequence[date]) -> float:
    """Clumping of reactions by month over steady rates; a member's own crises are left out."""
    months = np.array([(day.year - days[0].year) * 12 + day.month - days[0].month for day in days])
    counts = [np.bincount(months, weights=_daily(line, days)) for line in lines]
    calm = [np.bincount(months, weights=_is_calm(line, days)) for line in lines]
    return clumping(np.array(counts), np.array(calm))


def windows(onsets: Iterable[date]) -> set[date]:
    """Days that follow an onset closely, the day of the onset not among them."""
    return {onset + timedelta(days=n) for onset in onsets for n in range(1, WINDOW_DAYS + 1)}


def redrawn_onsets(lines: Sequence[Timeline], days: Sequence[date], seed: int) -> float:
    """Share of redrawn calendars of onsets that are followed by fewer reactions than the real one.

    Each onset moves to a random day of its own half-year, so that busy and quiet times keep their number.
    An onset dated to a month whose middle lies outside the period stands on the period's nearest day.
    """
    series = [_daily(line, days) for line in lines]
    places = [(day - days[0]).days for line in lines for day in line.own]
    onsets = np.clip(np.array(places, dtype=int), 0, len(days) - 1)
    owner = np.array([index for index, line in enumerate(lines) for _ in line.own], dtype=int)
    observed = _followed(series, onsets, owner)
    drawn = _redraw(onsets, days, np.random.default_rng(seed))
    return share_of_null_below(observed, np.array([_followed(series, draw, owner) for draw in drawn]))


def _timeline(
    member: str, acts: Sequence[Act], shocks: Sequence[Episode], members: Sequence[str]
) -> Timeline:
    others = tuple(shock.onset for shock in shocks if shock.member != member)
    own = tuple(shock.onset for shock in shocks if shock.member == member)
    reactions = tuple(act for act in acts if _reacts(act, member, members))
    controls = tuple(act for act in acts if act.kind in CONTROLS and member in act.parties)
    return Timeline(member, reactions, controls, own, others)


def _reacts(act: Act, member: str, members: Sequence[str]) -> bool:
    if act.kind not in REACTIONS or member not in act.actors or act.tone == 1:
        return False
    return act.kind != "coercion" or any(target in members for target in act.targets)


def _count(acts: Iterable[Act], days: set[date]) -> float:
    return sum((_share(act, days) for act in acts if act.precision != "year"), 0.0)


def _share(act: Act, days: set[date]) -> float:
    span = [act.start + timedelta(days=n) for n in range((act.end - act.start).days)]
    return sum(day in days for day in span) / len(span)


def _daily(line: Timeline, days: Sequence[date]) -> np.ndarray:
    series = np.zeros(len(days))
    for act in line.reactions:
        first = (act.start - days[0]).days
        length = (act.end - act.start).days
        if act.precision != "year":
            series[first : first + length] += 1 / length
    return series * _is_calm(line, days)


def _is_calm(line: Timeline, days: Sequence[date]) -> np.ndarray:
    own = windows(line.own)
    return np.array([day not in own for day in days], dtype=float)


def _followed(series: Sequence[np.ndarray], onsets: np.ndarray, owner: np.ndarray) -> float:
    total = 0.0
    for index, daily in enumerate(series):
        covered = np.zeros(len(daily), dtype=bool)
        for onset in onsets[owner != index]:
            covered[onset + 1 : onset + 1 + WINDOW_DAYS] = True
        total += float(daily[covered].sum())
    return total


def _redraw(onsets: np.ndarray, days: Sequence[date], rng: np.random.Generator) -> np.ndarray:
    halves = np.array([day.year * 2 + (day.month > 6) for day in days])
    drawn = [rng.choice(np.flatnonzero(halves == halves[onset]), size=DRAWS) for onset in onsets]
    return np.stack(drawn, axis=1) if drawn else np.zeros((DRAWS, 0), dtype=int)


def _effect(ratio: Posterior, lines: Sequence[Timeline]) -> Estimate:
    acts = {act.id for line in lines for act in line.reactions}
    return estimated(ratio, "rate ratio, per day", METHOD, "chronicle: acts", acts)
