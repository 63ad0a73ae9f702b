"""From tables of pairs by month to arrays: what occurred between which states, and what they share."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Any, Final

import numpy as np
import pyarrow as pa

from regimelab.codebook import KIND
from regimelab.errors import InvalidInput, Problem
from regimelab.evidence.outside import Outside
from regimelab.history import PairMonths

OUTCOMES: Final = {"cooperation": "cooperative", "conflict": "conflictual"}
MONTHS: Final = 12


def of_table(
    rows: pa.Table, outcomes: Sequence[str], least: float, directed: bool, outside: Outside | None
) -> PairMonths:
    """Lay out pairs by month: an outcome occurs in a month in which its number is ``least`` or more.

    Without directions, what either of a pair did to the other is added first.
    Of several stretches of months with rows the longest is taken: a month without any is not covered.
    """
    listed = _covered(rows.to_pylist())
    actors = sorted({row[end] for row in listed for end in ("sender", "receiver")})
    place = {code: number for number, code in enumerate(actors)}
    first = min(row["month"] for row in listed)
    sums: dict[tuple[int, int, int, int], float] = defaultdict(float)
    for row in listed:
        one, other = place[row["sender"]], place[row["receiver"]]
        pair = (one, other) if directed else (min(one, other), max(one, other))
        for number, name in enumerate(outcomes):
            sums[number, _since(first, row["month"]), *pair] += row[name]
    seen = sorted(cell for cell, total in sums.items() if total >= least)
    outcome, month, sender, receiver = np.array(seen, dtype=np.int64).reshape(-1, 4).T
    months = max(_since(first, row["month"]) for row in listed) + 1
    structure = _structure(actors, first, outside)
    when = (first, months, directed)
    return PairMonths(
        tuple(actors), tuple(outcomes), *when, outcome, month, sender, receiver, structure=structure
    )


def _covered(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows of the longest stretch of months that all have some; of equals, the latest."""
    first = min(row["month"] for row in rows)
    months = sorted({_since(first, row["month"]) for row in rows})
    cuts = [at for at, (a, b) in enumerate(pairwise(months), start=1) if b - a > 1]
    runs = [months[a:b] for a, b in pairwise((0, *cuts, len(months)))]
    best = set(max(runs, key=lambda run: (len(run), run[0])))
    return [row for row in rows if _since(first, row["month"]) in best]


def of_kinds(counted: pa.Table, states: frozenset[str]) -> tuple[pa.Table, tuple[str, ...]]:
    """Add the events of kinds up to the outcomes cooperation and conflict, between states."""
    family = {name: KIND[name].family for name in KIND}
    sums: dict[tuple[str, str, date], dict[str, float]] = {}
    for row in counted.to_pylist():
        pair = (row["sender"], row["receiver"])
        if pair[0] == pair[1] or not states.issuperset(pair):
            continue
        for name, wanted in OUTCOMES.items():
            if family[row["kind"]] == wanted:
                cell = sums.setdefault((*pair, row["month"]), dict.fromkeys(OUTCOMES, 0.0))
                cell[name] += row["events"]
    rows = [
        {"sender": a, "receiver": b, "month": month, **cell} for (a, b, month), cell in sorted(sums.items())
    ]
    if not rows:
        what = "the store holds no events between states of a kind that is known."
        raise InvalidInput(Problem("world", what, "Add event data, or name a FILE of pairs by month."))
    return pa.Table.from_pylist(rows), tuple(OUTCOMES)


def _since(first: date, month: date) -> int:
    return (month.year - first.year) * MONTHS + month.month - first.month


def _structure(actors: Sequence[str], first: date, outside: Outside | None) -> dict[str, np.ndarray]:
    """Borders and defence pacts in the last year held before the first month; none where none are held."""
    found: dict[str, np.ndarray] = {}
    if outside and "cow_contiguity" in outside.sources:
        flows = outside.flows(["contiguity"]).to_pylist()
        found["contiguity"] = _matrix(actors, [row for row in flows if row["value"] == 1], first)
    if outside and "atop" in outside.sources:
        flows = outside.flows(["atop_defense"]).to_pylist()
        found["alliance"] = _matrix(actors, [row for row in flows if row["value"] == 1], first)
    return found


def _matrix(actors: Sequence[str], rows: Sequence[dict[str, object]], first: date) -> np.ndarray:
    place = {code: number for number, code in enumerate(actors)}
    days = [row["start"] for row in rows if isinstance(row["start"], date) and row["start"] <= first]
    last = max(days, default=None)
    table = np.zeros((len(actors), len(actors)))
    for row in rows:
        one, other = place.get(str(row["sender"])), place.get(str(row["receiver"]))
        if row["start"] == last and one is not None and other is not None:
            table[one, other] = table[other, one] = 1.0
    return table
