"""A published forecast and what came after it, laid side by side as arrays."""

from collections.abc import Sequence
from datetime import timedelta

import numpy as np

from regimelab.codebook import KIND_NAMES
from regimelab.evidence.after import After
from regimelab.fit.scores import Scored, expected_score
from regimelab.fit.verification import MODEL, Counted, by_kind, poisson_chances
from regimelab.study.sealed import EntryForecast, Month, Published


def side_by_side(forecast: Published, after: After, months: Sequence[Month]) -> tuple[Scored, int]:
    """Log scores by month of all entries, counts of kinds, and how many acts are of no entry."""
    counts, unknown = _counts(forecast.entries, after, months)
    size = len(months)
    kind = np.array([KIND_NAMES.index(entry.kind) for entry in forecast.entries])
    rates = {MODEL: np.array([entry.expected[:size] for entry in forecast.entries])}
    for name in forecast.entries[0].baselines:
        rates[name] = np.array([entry.baselines[name][:size] for entry in forecast.entries])
    scores = {name: expected_score(counts, rate) for name, rate in rates.items()}
    chances = {MODEL: _kind_chances(forecast, size)}
    listed = [KIND_NAMES.index(one.kind) for one in forecast.kinds]
    chances |= {name: poisson_chances(by_kind(kind, rates[name])[listed]) for name in scores if name != MODEL}
    counted = Counted(by_kind(kind, counts)[listed], chances)
    return Scored(counts.sum(axis=0), scores.pop(MODEL), scores, counted), unknown


def _counts(
    entries: Sequence[EntryForecast], after: After, months: Sequence[Month]
) -> tuple[np.ndarray, int]:
    """Spread each act evenly over the days that its date covers."""
    place = {(one.kind, one.sender, one.receiver): number for number, one in enumerate(entries)}
    counts, unknown = np.zeros((len(entries), len(months))), set[str]()
    for pair in after.pairs:
        entry = place.get((pair["kind"], pair["sender"], pair["receiver"]))
        if entry is None:
            unknown.add(pair["id"])
            continue
        days = (pair["end"] - pair["start"]).days
        for number, month in enumerate(months):
            shared = min(pair["end"], month.last + timedelta(days=1)) - max(pair["start"], month.first)
            counts[entry, number] += pair["weight"] * max(shared.days, 0) / days
    return counts, len(unknown)


def _kind_chances(forecast: Published, months: int) -> np.ndarray:
    """Lay out the chances of counts, filled up with zeros where no future went."""
    most = max(len(row) for kind in forecast.kinds for row in kind.chances)
    rows = ([np.pad(row, (0, most - len(row))) for row in kind.chances[:months]] for kind in forecast.kinds)
    return np.array(list(rows))
