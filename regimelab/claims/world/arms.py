"""Arms that democracies deliver to autocracies: does repression rise after them, and not before?"""

from collections import defaultdict

import numpy as np

from regimelab.claims.claim import Found, Reading
from regimelab.claims.world.record import Yearly, held, lacking
from regimelab.claims.world.years import SCALE, Years, fitted, summed, years_of
from regimelab.evidence.outside import Outside

SPAN = 3  # years of deliveries that are summed, before and after
NEEDED = ("sipri_tiv", "vdem")
METHOD = (
    f"world: autocracies by year, effects for each state and year, standard errors clustered by state: "
    f"repression of civil society on the log of one more than the arms that democracies delivered in the "
    f"{SPAN} years before, given those of the {SPAN} years after, which are the placebo: what has not "
    "happened yet cannot have done anything. Assumed: arms stand for security engagement, none of it "
    "screened"
)


def look(outside: Outside | None) -> Found:
    """Read repression after deliveries, and against the placebo of deliveries still to come."""
    missing = lacking(outside, *NEEDED)
    years = years_of(outside)
    if outside is None or years is None or not held(outside, "sipri_tiv"):
        return Found(lacking=missing)
    arms, known = delivered(outside, years)
    earlier, later = summed(arms, range(-SPAN, 0), known), summed(arms, range(1, SPAN + 1), known)
    panel = fitted(years.cells, years.at, earlier, later)
    if panel is None:
        return Found(lacking=missing)
    slope, beyond = panel.slope(0), panel.combined(np.array([1.0, -1.0]))
    sources = held(outside, *NEEDED)
    unit = f"{SCALE}, per doubling of arms from democracies, world's autocracies"
    effect = slope.times(float(np.log(2))).estimate(unit, METHOD, ", ".join(sources), sources)
    readings = (
        Reading("world, autocracies: more repression after arms from democracies", slope.probability_above()),
        Reading(
            "world, autocracies: more than before arms still to come (placebo)", beyond.probability_above()
        ),
    )
    return Found(readings, effect, METHOD, missing)


def delivered(outside: Outside, years: Years) -> tuple[Yearly, frozenset[int]]:
    """Arms from democracies by receiving state and year, and the years on record."""
    sums: dict[tuple[str, int], float] = defaultdict(float)
    known: set[int] = set()
    for row in outside.flows(["arms_delivered"]).to_pylist():
        year = row["start"].year
        known.add(year)
        if row["receiver"] and (row["sender"], year) in years.democratic:
            sums[row["receiver"], year] += row["value"]
    return dict(sums), frozenset(known)
