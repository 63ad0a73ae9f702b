"""Clashes between near autocracies: do the two go on cooperating in the half-year after?"""

from collections import Counter
from collections.abc import Iterator

import numpy as np

from regimelab.claims.claim import Found, Reading
from regimelab.claims.world.neighbours import near_states
from regimelab.claims.world.record import REGIME, autocracies, held, lacking, month_of, yearly
from regimelab.claims.world.words import CLASH, COOPERATION, EVENTS
from regimelab.evidence.outside import Outside
from regimelab.measures.posterior import Posterior
from regimelab.measures.rate import Stratum, clumping, rate_ratio
from regimelab.measures.result import estimated

WINDOW = 6  # months after a clash that count as after it
MARGIN = 0.5  # of the usual rate, as in the chronicle's reading; assumed
NEEDED = ("cow_contiguity", "icews", "vdem")
METHOD = (
    f"world: acts of cooperation per month between two near autocracies in the {WINDOW} months after a "
    "violent clash between them, over their rate in other months, in event data: conditional test of two "
    "Poisson rates by pair, against a margin of one half; and per act of any other kind between the two"
)

Pair = frozenset[str]
Counts = Counter[tuple[Pair, int]]


def look(outside: Outside | None) -> Found:
    """Ask whether near autocracies keep at least half their usual cooperation after clashes."""
    missing = lacking(outside, *NEEDED)
    if outside is None or len(held(outside, "cow_contiguity", "vdem")) < 2 or not held(outside, *EVENTS):
        return Found(lacking=missing)
    clashes, together, rest, months = _counts(outside)
    pairs = sorted({pair for pair, _ in clashes}, key=sorted)
    lines = [_line(pair, months, clashes, together, rest) for pair in pairs]
    if not lines:
        return Found(lacking=missing)
    per_month, per_act = _ratio(lines, per_act=False), _ratio(lines, per_act=True)
    readings = (
        Reading("world, near autocracies: at least half the usual rate", per_month.probability_above(MARGIN)),
        Reading("world, the same per act of other kinds", per_act.probability_above(MARGIN)),
    )
    sources = held(outside, "cow_contiguity", "vdem", *EVENTS)
    unit = "rate ratio, per month (cooperation after clashes, near autocracies of the world)"
    return Found(
        readings, estimated(per_month, unit, METHOD, ", ".join(sources), sources), METHOD, missing
    )  # fmt: skip


Line = tuple[np.ndarray, np.ndarray, np.ndarray]  # by month: after a clash or not, cooperation, other acts


def _counts(outside: Outside) -> tuple[Counts, Counts, Counts, list[int]]:
    """Clashes, cooperation and other acts of near autocracies by pair and month, and the months on record."""
    autocratic, near = autocracies(yearly(outside, REGIME)), near_states(outside)
    clashes, together, rest = Counter(), Counter(), Counter()
    months: set[int] = set()
    for row in outside.events(*EVENTS).to_pylist():
        year, month = row["start"].year, month_of(row["start"])
        months.add(month)
        both = (row["sender"], row["receiver"])
        if both[1] in near.get((both[0], year), ()) and all((one, year) in autocratic for one in both):
            code = row["code"] or ""
            kind = clashes if code.startswith(CLASH) else together if code.startswith(COOPERATION) else rest
            kind[frozenset(both), month] += 1
    return clashes, together, rest, sorted(months)


def _line(pair: Pair, months: list[int], clashes: Counts, together: Counts, rest: Counts) -> Line:
    after = [any((pair, month - n) in clashes for n in range(1, WINDOW + 1)) for month in months]
    series = ([kind[pair, month] for month in months] for kind in (together, rest))
    first, second = (np.array(one, dtype=float) for one in series)
    return np.array(after), first, second


def _ratio(lines: list[Line], per_act: bool) -> Posterior:
    strata = list(_strata(lines, per_act))
    counts = np.array([together for _, together, _ in lines])
    exposures = np.array([rest if per_act else np.ones(len(rest)) for _, _, rest in lines])
    return rate_ratio(strata, clumping(counts, exposures))


def _strata(lines: list[Line], per_act: bool) -> Iterator[Stratum]:
    for after, together, rest in lines:
        exposure = rest if per_act else np.ones(len(after))
        inside = float(together[after].sum()), float(exposure[after].sum())
        yield Stratum(*inside, float(together[~after].sum()), float(exposure[~after].sum()))
