"""Protest next door the world over: does it raise a state's own hazard of protest in the month after?"""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from regimelab.claims.claim import Found, Reading
from regimelab.claims.world.record import (
    REGIME,
    Months,
    autocracies,
    event_months,
    held,
    lacking,
    reach,
    yearly,
)
from regimelab.claims.world.regression import Rows, Spell, hazard, two_way
from regimelab.claims.world.slope import Slope
from regimelab.evidence.outside import Outside

NEEDED = ("cow_contiguity", "mass_mobilization", "vdem")
WATER = 4  # how far across water still counts as near: 150 miles
MANY = 3  # near states in protest that are told apart, and that many or more
METHOD = (
    f"world: a state's protest in a month on how many near states (by land, or across up to 150 miles of "
    f"water; {MANY} or more as {MANY}) had protest in the month before, its own protest then held equal: as "
    "a hazard (complementary log-log with a level for each state and year), and by least squares with an "
    "effect for each state and each month, which takes out what stirred the whole world at once; standard "
    "errors clustered by state"
)


class Month(NamedTuple):
    """One state's month: near states and itself in protest the month before, and whether it came."""

    state: str
    month: int
    near: int
    before: bool
    protest: bool


def look(outside: Outside | None) -> Found:
    """Read the hazard of protest, by state and year and by state and month; of autocracies where known."""
    missing = lacking(outside, *NEEDED)
    if outside is None or len(held(outside, "cow_contiguity", "mass_mobilization")) < 2:
        return Found(lacking=missing)
    protests = event_months(outside, "mass_mobilization", starting="protest")
    autocratic = autocracies(yearly(outside, REGIME))
    where = "autocracies" if autocratic else "all states"
    months = list(_months(protests, near_states(outside), autocratic))
    spells = [Spell(m.state, m.month // 12, (float(m.near), float(m.before)), m.protest) for m in months]
    ratio, timed = (hazard(spells) or (None,))[0], _common(months)
    if ratio is None or timed is None:
        return Found(lacking=missing)
    sources = held(outside, *NEEDED)
    data = ", ".join(sources)
    unit = f"times as likely in a month (protest, per near state in protest the month before; world, {where})"
    effect = ratio.estimate(unit, METHOD, data, sources, ratio=True)
    unit = "share of months with protest, per near state in protest the month before"
    common = timed.estimate(unit, METHOD, data, sources)
    first = f"world, {where}: protest after protest in near states"
    readings = (
        Reading(first, ratio.probability_above(), effect=effect),
        Reading(f"{first}, each month's own level held equal", timed.probability_above(), effect=common),
    )
    return Found(readings, effect, METHOD, missing)


def near_states(outside: Outside) -> dict[tuple[str, int], frozenset[str]]:
    """States near a state in a year; years after the record ends are as its last."""
    rows = [row for row in outside.flows(["contiguity"]).to_pylist() if row["value"] <= WATER]
    near: dict[tuple[str, int], set[str]] = defaultdict(set)
    for row in rows:
        if row["sender"] and row["receiver"]:
            near[row["sender"], row["start"].year].add(row["receiver"])
    last = max((year for _, year in near), default=0)
    return {cell: frozenset(states) for cell, states in near.items()} | {
        (state, year): frozenset(states)
        for (state, then), states in near.items()
        if then == last
        for year in range(last + 1, last + 11)
    }


def _months(
    protests: Months, near: dict[tuple[str, int], frozenset[str]], autocratic: frozenset[tuple[str, int]]
) -> Iterator[Month]:
    """Lay out the months of states that the record of protests knows at all, from its second month on."""
    first, last = reach(protests)
    for state in sorted({state for state, _ in protests}):
        for month in range(first + 1, last + 1):
            beside = near.get((state, month // 12))
            if beside is None or (autocratic and (state, month // 12 - 1) not in autocratic):
                continue
            stirred = sum((other, month - 1) in protests for other in beside)
            before, now = (state, month - 1) in protests, (state, month) in protests
            yield Month(state, month, min(stirred, MANY), before, now)


def _common(months: list[Month]) -> Slope | None:
    rows = Rows(
        tuple(one.state for one in months),
        tuple(one.month for one in months),
        np.array([one.protest for one in months], dtype=float),
        np.array([[one.near, one.before] for one in months], dtype=float),
    )
    found = two_way(rows) if months else None
    return found.slope(0) if found else None
