"""The parts laid out by quarter, and those that cannot be told, by name and reason."""

from datetime import date, timedelta
from typing import NamedTuple

import numpy as np

from regimelab.measures.strength.factor import Seen, seen
from regimelab.measures.strength.parts import PARTS, Part, View, by_period, cases_of
from regimelab.measures.strength.record import Record, quarters

LEAST_QUARTERS = 6  # with fewer, a course in time cannot be told from noise
LEAST_SEEN = 3  # quarters in which a part must have had cases
LEAST_PARTS = 2  # one part alone is that part, not what parts have in common


class Series(NamedTuple):
    """Parts by quarter: how many cases there were and how many showed it; ``left_out`` says why not.

    ``edges`` are the days, since the start of the period, at which the quarters begin, and the last end.
    """

    record: Record
    parts: tuple[Part, ...]
    shown: np.ndarray
    cases: np.ndarray
    edges: np.ndarray
    left_out: tuple[tuple[Part, str], ...]

    @property
    def data(self) -> Seen:
        """Log odds with their sampling variance."""
        return seen(self.shown, self.cases)

    @property
    def enough(self) -> bool:
        """Whether strength can be told at all."""
        return len(self.parts) >= LEAST_PARTS and len(self.edges) > LEAST_QUARTERS

    def begins(self, quarter: int) -> date:
        """First day of a quarter."""
        return self.record.start + timedelta(days=int(self.edges[quarter]))

    def ends(self, quarter: int) -> date:
        """Last day of a quarter."""
        return self.record.start + timedelta(days=int(self.edges[quarter + 1]) - 1)

    def sources(self, quarter: int | None = None) -> tuple[str, ...]:
        """Dealings among members, of a quarter or of all."""
        record = self.record
        chosen = record.dealing & ((record.parties & record.members).sum(axis=1) >= 2)
        if quarter is not None:
            chosen &= (record.day >= self.edges[quarter]) & (record.day < self.edges[quarter + 1])
        return _ids(record, chosen)

    def behind(self, part: Part) -> tuple[str, ...]:
        """Acts of members of the kinds that a part is read from; roll calls where it is read from votes."""
        record = self.record
        if not part.kinds:
            return record.votes.calls
        return _ids(record, record.of_kind(*part.kinds) & (record.parties & record.members).any(axis=1))


def _ids(record: Record, chosen: np.ndarray) -> tuple[str, ...]:
    return tuple(sorted(record.acts[place].id for place in np.flatnonzero(chosen)))


def series_of(record: Record) -> Series:
    """Lay out the parts of a region by quarter."""
    edges = quarters(record.start, record.days)
    view = View(record, record.members, record.episodes(record.members))
    kept, left_out = [], []
    for part, found in zip(PARTS, cases_of(view), strict=True):
        shown, cases = by_period(found, edges)
        why = _lacking(shown, cases)
        if why:
            left_out.append((part, why))
        else:
            kept.append((part, shown, cases))
    table = [np.array([one[place] for one in kept]).reshape(len(kept), len(edges) - 1) for place in (1, 2)]
    return Series(record, tuple(one[0] for one in kept), table[0], table[1], edges, tuple(left_out))


def _lacking(shown: np.ndarray, cases: np.ndarray) -> str:
    quarters_seen = int((cases > 0).sum())
    if not quarters_seen:
        return "there was no case in which it could have shown"
    if not shown.sum():
        return f"nothing is on record of it in {cases.sum():.0f} case{'s' * (round(cases.sum()) != 1)}"
    if quarters_seen < LEAST_SEEN:
        return f"there were cases in {quarters_seen} quarters only"
    return ""
