"""From tables to arrays: the only place where evidence becomes a History."""

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np
import pyarrow as pa

from regimelab.codebook import DAYS_PER_MONTH, KIND_NAMES
from regimelab.evidence import Evidence
from regimelab.history import Events, History, Spells
from regimelab.reading.dates import PartialDate, day_after, first_day
from regimelab.region import Region

LEAST_REPORTED = 0.05  # a year with hardly a report must not make a single act look like twenty


def build_history(evidence: Evidence, reliability: pa.Table | None = None) -> History:
    """Lay out a region's evidence as plain arrays: who acted on whom, when, and in what structure.

    ``reliability`` (actor, year, reliability) says how fully each actor was reported in each year; it
    becomes exposure. An actor or a year that it does not name counts as fully reported.

    Times are months since the region's period starts; the period's last day is included. Pairs
    outside the risk set are left out, so that an act of which one is outside weighs less than one.
    """
    region = evidence.region
    length = _months(region, region.period.end + timedelta(days=1))
    rows, events = _events(evidence, length)
    until, reporting = _reporting(region, reliability)
    organisations, memberships = _memberships(region)
    return History(
        actors=region.actors,
        classes=tuple(str(role) for role in region.classes),
        kinds=KIND_NAMES,
        origin=region.period.start,
        length=length,
        events=events,
        rows=rows,
        contiguous=_contiguous(region),
        memberships=memberships,
        organisations=organisations,
        transitions=_transitions(region),
        patron=region.actors.index(region.patron.actor),
        shock=_months(region, region.patron.shock) if region.patron.shock else np.inf,
        dependence=patron_dependence(region),
        release=evidence.release,
        reporting=reporting,
        reported_until=until,
    )


def patron_dependence(region: Region) -> np.ndarray:
    """Share of the patron's organisations of which each actor is a full member when the period starts.

    A number in [0, 1]. The patron does not depend on itself; an actor that the memberships table does not
    place in any of them is taken to hold none.
    """
    shares = region.dependence(region.period.start)
    return _real([0.0 if a == region.patron.actor else shares.get(a, 0.0) for a in region.actors])


def dated(value: PartialDate | None) -> date | None:
    """Date a statement that may be partial: a month or a year alone stands for its middle day."""
    if value is None:
        return None
    start = first_day(value)
    return start + (day_after(value) - start) // 2


def _months(region: Region, day: date) -> float:
    return (day - region.period.start).days / DAYS_PER_MONTH


def _events(evidence: Evidence, length: float) -> tuple[tuple[str, ...], Events]:
    region = evidence.region
    actor = {code: index for index, code in enumerate(region.actors)}
    kind = {name: index for index, name in enumerate(KIND_NAMES)}
    pairs = [row for row in evidence.pairs.to_pylist() if row["in_risk_set"]]
    pairs.sort(key=lambda row: (row["start"], row["id"], actor[row["sender"]], actor[row["receiver"]]))
    rows = tuple(dict.fromkeys(row["id"] for row in pairs))
    place = {name: index for index, name in enumerate(rows)}
    events = Events(
        kind=_whole([kind[row["kind"]] for row in pairs]),
        sender=_whole([actor[row["sender"]] for row in pairs]),
        receiver=_whole([actor[row["receiver"]] for row in pairs]),
        start=_real([_months(region, row["start"]) for row in pairs]),
        end=_real([min(_months(region, row["end"]), length) for row in pairs]),
        weight=_real([row["weight"] for row in pairs]),
        severity=_real([row["severity"] for row in pairs]),
        row=_whole([place[row["id"]] for row in pairs]),
    )
    return rows, events


def _reporting(region: Region, reliability: pa.Table | None) -> tuple[np.ndarray, np.ndarray]:
    """Exposure of each actor by calendar year, beside its own best year; and where the years end."""
    if reliability is None:
        return np.zeros(0), np.ones((len(region.actors), 0))
    years = range(region.period.start.year, region.period.end.year + 1)
    told = {(row["actor"], row["year"]): row["reliability"] for row in reliability.to_pylist()}
    rated = np.array([[told.get((actor, year), 1.0) for year in years] for actor in region.actors])
    shares = np.maximum(rated, LEAST_REPORTED)
    until = _real([_months(region, date(year + 1, 1, 1)) for year in years])
    return until, shares / shares.max(axis=1, keepdims=True)


def _whole(values: Sequence[int]) -> np.ndarray:
    return np.array(values, dtype=np.int64)


def _real(values: Sequence[float]) -> np.ndarray:
    return np.array(values, dtype=np.float64)


def _contiguous(region: Region) -> np.ndarray:
    place = {code: index for index, code in enumerate(region.actors)}
    matrix = np.zeros((len(place), len(place)))
    for one, other, _ in region.borders():
        if one in place and other in place:
            matrix[place[one], place[other]] = matrix[place[other], place[one]] = 1.0
    return matrix


def _memberships(region: Region) -> tuple[tuple[str, ...], Spells]:
    place = {code: index for index, code in enumerate(region.actors)}
    listed = region.memberships()
    organisations = tuple(sorted({m.organisation for m in listed}))
    full = [m for m in listed if m.full and m.actor in place]
    spells = Spells(
        actor=_whole([place[m.actor] for m in full]),
        group=_whole([organisations.index(m.organisation) for m in full]),
        start=_real([_bound(region, m.since, -np.inf) for m in full]),
        end=_real([_bound(region, m.until, np.inf) for m in full]),
    )
    return organisations, spells


def _bound(region: Region, value: PartialDate | None, when_open: float) -> float:
    day = dated(value)
    return when_open if day is None else _months(region, day)


def _transitions(region: Region) -> Spells:
    """Windows of transition; a window's last day belongs to it."""
    windows = region.transitions
    return Spells(
        actor=_whole([region.actors.index(window.member) for window in windows]),
        group=_whole(list(range(len(windows)))),
        start=_real([_months(region, window.start) for window in windows]),
        end=_real([_months(region, day_after(w.end)) if w.end else np.inf for w in windows]),
    )
