"""The evidence's tables as typed rows: what the measures read."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, NamedTuple

from regimelab.codebook import REPRESSIVE_KINDS
from regimelab.evidence import Evidence
from regimelab.region import Region


class Act(NamedTuple):
    """One recorded act; ``actors`` and ``targets`` are the region's own codes, in the source's order."""

    id: str
    kind: str
    actors: tuple[str, ...]
    targets: tuple[str, ...]
    start: date
    end: date
    precision: str
    intensity: int | None
    tone: int | None
    deaths: int | None
    location: str
    mechanism: str
    model: str | None  # the state whose law is said to be the model

    @property
    def parties(self) -> frozenset[str]:
        """All who act or are acted on."""
        return frozenset(self.actors + self.targets)

    @property
    def represses(self) -> bool:
        """Whether it coerces a state's own society, or moves towards a law against it."""
        return self.kind in REPRESSIVE_KINDS and self.tone == -1


class Pair(NamedTuple):
    """One event pair of an act; the weights of an act's pairs add up to one."""

    id: str
    kind: str
    sender: str
    receiver: str
    weight: float
    start: date
    end: date
    precision: str
    tone: int | None
    intensity: int | None
    mechanism: str


def act_rows(evidence: Evidence) -> tuple[Act, ...]:
    """Acts within the region's period, by date."""
    region = evidence.region
    rows = (_act(row, region) for row in evidence.acts.to_pylist())
    return tuple(sorted((act for act in rows if within(act, region)), key=lambda act: (act.start, act.id)))


def pair_rows(evidence: Evidence) -> tuple[Pair, ...]:
    """Event pairs within the region's period, by date."""
    rows = (Pair(**{name: row[name] for name in Pair._fields}) for row in evidence.pairs.to_pylist())
    return tuple(sorted(rows, key=lambda pair: (pair.start, pair.id, pair.sender, pair.receiver)))


def days_of(region: Region) -> list[date]:
    """Every day that the region is observed, the last included."""
    first, last = region.period.start, region.period.end
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def within(act: Act, region: Region) -> bool:
    """Whether an act begins within the period that the region is observed."""
    return region.period.start <= act.start <= region.period.end


def resolved(codes: str | None, region: Region) -> tuple[str, ...]:
    """Read the actors of a chronicle field, each once; what the region does not know is left out."""
    found = (region.resolve(code) for code in (codes or "").split(";") if code)
    return tuple(dict.fromkeys(code for code in found if code is not None))


def middle(row: Act | Pair) -> date:
    """Give the middle day of the time that the source supports."""
    return row.start + timedelta(days=(row.end - row.start).days // 2)


def share_within(row: Act | Pair, start: date, end: date) -> float:
    """Share of the time that the source supports that lies in [start, end)."""
    shared = (min(row.end, end) - max(row.start, start)).days
    return max(shared, 0) / (row.end - row.start).days


def falls_within(row: Act | Pair, start: date, end: date) -> bool:
    """Whether at least half of the time that the source supports lies in [start, end)."""
    return share_within(row, start, end) >= 0.5


def reaches(intensity: int | None, level: int) -> bool:
    """Whether an act is known to be at least this intense."""
    return intensity is not None and intensity >= level


def ids(rows: Iterable[Act | Pair]) -> tuple[str, ...]:
    """Ids of the acts behind some rows, each once, sorted."""
    return tuple(sorted({row.id for row in rows}))


def _act(row: dict[str, Any], region: Region) -> Act:
    return Act(
        id=row["id"],
        kind=row["kind"],
        actors=resolved(row["actor"], region),
        targets=resolved(row["target"], region),
        start=row["start"],
        end=row["end"],
        precision=row["precision"],
        intensity=row["intensity"],
        tone=row["tone"],
        deaths=row["deaths_low"],
        location=row["location"] or "",
        mechanism=row["mechanism"] or "",
        model=row["source_state"] or None,
    )
