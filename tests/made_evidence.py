"""Small evidence made by hand: a few acts in place of a region's own."""

from dataclasses import replace
from datetime import date, timedelta

from regimelab.evidence.pairs import event_pairs
from regimelab.evidence.schemas import ACTS, PAIRS, table_of

PLAIN = {
    "precision": "day",
    "location": "",
    "intensity": 3,
    "tone": 1,
    "mechanism": "mutual_support",
    "confidence": "high",
    "source": "chronicle",
}


def act(kind, actor, target, start, days=1, **changes):
    """One act as the store keeps it; a date as text, its length in days."""
    first = start if isinstance(start, date) else date.fromisoformat(start)
    named = {"kind": kind, "actor": actor, "target": target, "start": first}
    return PLAIN | named | {"end": first + timedelta(days=days)} | changes


def evidence_of(evidence, acts):
    """The same region with these acts alone, numbered in order of date."""
    dated = sorted(acts, key=lambda one: one["start"])
    rows = [one | {"id": f"CH{number:04d}"} for number, one in enumerate(dated, start=1)]
    pairs = event_pairs(table_of(rows, ACTS).to_pylist(), evidence.region)
    return replace(evidence, acts=table_of(rows, ACTS), pairs=table_of(pairs, PAIRS))


def every(days, first="2019-02-01", last="2023-06-20"):
    """Dates at an even distance."""
    day, end = date.fromisoformat(first), date.fromisoformat(last)
    while day <= end:
        yield day
        day += timedelta(days=days)
