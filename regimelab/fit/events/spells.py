"""Data compression: equal covariate rows of the risk set, with their exposure and their events.

Between two changes of a pair's covariates its rate stands still, so a history is a set of *spells*:
a row, how long it held, how many events came under it. Rows of different pairs and times that are
equal are one spell, as the likelihood cannot tell them apart.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np

from regimelab.fit.events.history import EventHistory, Moment
from regimelab.fit.events.walk import Walk
from regimelab.theory.networks.term import Term
from regimelab.types import PerRow, Places, RowTerms, TermRows

MIXER: Final = np.uint64(0x9E3779B97F4A7C15)  # 2**64 over the golden ratio, Knuth (1998), section 6.4
CHUNK = 400_000  # rows kept before equal ones are put together: 40 MB at twelve terms


class Spells(NamedTuple):
    """Distinct covariate rows, the time each was at risk, and the events under it."""

    rows: RowTerms
    exposure: PerRow
    events: PerRow


class Gathering:
    """Spells as they come; equal ones are put together chunk by chunk, and chunks when they have doubled."""

    def __init__(self, terms: int) -> None:
        self._values = np.empty((terms, CHUNK))
        self._exposure, self._events = np.empty(CHUNK), np.empty(CHUNK)
        self._filled = 0
        self._parts: list[Spells] = []

    def add(self, values: TermRows, exposure: PerRow, events: float) -> None:
        """Take in rows, one a column, with the time they were at risk and the events under each."""
        done = 0
        while done < len(exposure):
            taken = slice(done, done + CHUNK - self._filled)
            size = len(exposure[taken])
            here = slice(self._filled, self._filled + size)
            self._values[:, here] = values[:, taken]
            self._exposure[here] = exposure[taken]
            self._events[here] = events
            self._filled += size
            done += size
            if self._filled == CHUNK:
                self._close()

    def together(self) -> Spells:
        """Put all equal rows together."""
        self._close()
        self._parts = [_merged(self._parts)]
        return self._parts[0]

    def _close(self) -> None:
        here = slice(0, self._filled)
        self._parts.append(
            _merged([Spells(self._values[:, here].T, self._exposure[here], self._events[here])])
        )
        self._filled = 0
        if sum(len(part.exposure) for part in self._parts[1:]) > max(len(self._parts[0].exposure), 4 * CHUNK):
            self._parts = [_merged(self._parts)]


def _merged(parts: Sequence[Spells]) -> Spells:
    rows, exposure, events = (np.concatenate(each) for each in zip(*parts, strict=True))
    first, group = grouped(rows)
    size = len(first)
    return Spells(rows[first], np.bincount(group, exposure, size), np.bincount(group, events, size))


def grouped(rows: RowTerms) -> tuple[np.ndarray, np.ndarray]:
    """Find equal rows: where each distinct one first stands, and which of them every row is.

    Rows are compared by a number made from their bits; that no two different rows share one is checked.
    """
    columns = np.ascontiguousarray(rows.T + 0.0)  # no negative zeros
    key = np.zeros(len(rows), dtype=np.uint64)
    for column in columns.view(np.uint64):
        key = (key ^ column) * MIXER
        key ^= key >> np.uint64(29)
    _, first, group = np.unique(key, return_index=True, return_inverse=True)
    if all(np.array_equal(column[first][group], column) for column in columns):
        return first, group
    _, first, group = np.unique(columns, axis=1, return_index=True, return_inverse=True)
    return first, group


def spells(
    history: EventHistory, terms: Sequence[Term], start: float, end: float, senders_only: bool = False
) -> Spells:
    """Go through a history and gather the spells of all pairs at risk, or of all senders at risk."""
    walk = _Gatherer(history, terms, start, senders_only)
    walk.go(end)
    return walk.finish(end)


class _Gatherer(Walk):
    """Since when the rows of every pair hold, and the spells that have ended."""

    def __init__(
        self, history: EventHistory, terms: Sequence[Term], start: float, senders_only: bool
    ) -> None:
        super().__init__(history, terms, start, senders_only)
        self.since = np.full(self.actors**2, start)
        self.gathering = Gathering(len(terms))

    def happen(self, moment: Moment) -> None:
        """Count the events of a moment under the rows that held."""
        for event in moment.events:
            place = self.place(event.sender, event.receiver)
            self.gathering.add(self.values[:, [place]], np.zeros(1), 1.0)

    def leave(self, places: Places, time: float) -> None:
        """End the spells of some pairs."""
        exposed = places[self.risk[places]]
        held = time - np.maximum(self.since[exposed], self.start)
        counted = held > 0
        self.gathering.add(self.values[:, exposed[counted]], held[counted], 0.0)
        self.since[places] = time

    def finish(self, end: float) -> Spells:
        """Let every spell that still holds run to the end."""
        self.leave(np.arange(self.actors**2), end)
        return self.gathering.together()
