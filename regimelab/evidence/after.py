"""Acts that came after a forecast: those that can be held against it, and how many cannot, and why."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from regimelab.evidence.pairs import event_pairs
from regimelab.region import Region

BEFORE = "begin before the origin"
BEYOND = "reach past the last day scored"
UNPAIRED = "have no pair of actors of which one is a member"
IMPOSSIBLE = "are between pairs outside the model"


class After(NamedTuple):
    """Event pairs of the acts between two days, how many acts were set aside, and the last act's day."""

    pairs: tuple[dict[str, Any], ...]
    set_aside: dict[str, int]
    latest: date | None


def acts_after(acts: Sequence[dict[str, Any]], region: Region, first: date, last: date) -> After:
    """Pick the acts whose whole date lies between two days, both included, and pair their actors."""
    span = region.period.model_copy(update={"start": first, "end": last})
    within = region.model_copy(update={"period": span})
    aside, pairs = Counter[str](), list[dict[str, Any]]()
    for act in acts:
        found = event_pairs([act], within) if first <= act["start"] <= last else []
        possible = [pair for pair in found if pair["in_risk_set"]]
        reason = _why_aside(act, (first, last), found, possible)
        aside.update([reason] if reason else [])
        pairs += [] if reason else possible
    latest = max((act["start"] for act in acts if act["start"] <= last), default=None)
    return After(tuple(pairs), dict(aside), latest)


def _why_aside(
    act: dict[str, Any], days: tuple[date, date], found: Sequence[object], possible: Sequence[object]
) -> str:
    if act["start"] < days[0]:
        return BEFORE
    if act["end"] > days[1] + timedelta(days=1):
        return BEYOND
    if not found:
        return UNPAIRED
    return "" if possible else IMPOSSIBLE
