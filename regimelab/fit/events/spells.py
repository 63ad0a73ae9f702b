"""Data compression: equal covariate rows of the risk set, with their exposure and their events.

Between two changes of a pair's covariates its rate stands still, so a history is a set of *spells*:
a row, how long it held, how many events came under it. Rows of different pairs and times that are
equal are one spell, as the likelihood cannot tell them apart.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from regimelab.fit.events.history import EventHistory, Moment
from regimelab.theory.networks.state import State
from regimelab.theory.networks.term import Term
from regimelab.types import PerRow, RowTerms

CHUNK = 2_000_000  # rows kept before equal ones are put together: about 200 MB at twelve terms


class Spells(NamedTuple):
    """Distinct covariate rows, the time each was at risk, and the events under it."""

    rows: RowTerms
    exposure: PerRow
    events: PerRow


class Gathering:
    """Spells as they come, put together whenever they grow past a chunk."""

    def __init__(self, terms: int) -> None:
        self._terms = terms
        self._parts: list[Spells] = []
        self._waiting = 0

    def add(self, rows: RowTerms, exposure: PerRow, events: PerRow) -> None:
        """Take in rows; those without exposure and events say nothing."""
        keep = (exposure > 0) | (events > 0)
        if keep.any():
            self._parts.append(Spells(rows[keep], exposure[keep], events[keep]))
            self._waiting += int(keep.sum())
        if self._waiting > CHUNK:
            self._parts = [self.together()]
            self._waiting = 0

    def together(self) -> Spells:
        """Put equal rows together."""
        if not self._parts:
            none = np.empty(0)
            return Spells(np.empty((0, self._terms)), none, none)
        rows, exposure, events = (np.concatenate(parts) for parts in zip(*self._parts, strict=True))
        first, group = grouped(rows)
        count = len(first)
        return Spells(rows[first], np.bincount(group, exposure, count), np.bincount(group, events, count))


def grouped(rows: RowTerms) -> tuple[np.ndarray, np.ndarray]:
    """Find equal rows: where each distinct one first stands, and which of them every row is."""
    keys = np.ascontiguousarray(rows + 0.0)  # no negative zeros
    as_bytes = keys.view(np.dtype((np.void, keys.dtype.itemsize * keys.shape[1]))).ravel()
    _, first, group = np.unique(as_bytes, return_index=True, return_inverse=True)
    return first, group


def spells(
    history: EventHistory, terms: Sequence[Term], start: float, end: float, senders_only: bool = False
) -> Spells:
    """Go through a history and gather the spells of all pairs at risk, or of all senders at risk."""
    walk = _Walk(history, terms, start, senders_only)
    for moment in history.moments():
        if moment.time > end:
            break
        walk.pass_by(moment)
    return walk.finish(end)


class _Walk:
    def __init__(
        self, history: EventHistory, terms: Sequence[Term], start: float, senders_only: bool
    ) -> None:
        self.history, self.terms, self.start = history, terms, start
        self.state = history.state()
        self.actors = len(history.actors)
        self.own = np.arange(self.actors) * (self.actors + 1)
        self.senders_only = senders_only
        self.rows = _all_rows(self.state, terms)
        self.since = np.full(self.actors**2, start)
        self.risk = self._at_risk()
        self.gathering = Gathering(len(terms))

    def _at_risk(self) -> np.ndarray:
        present = self.state.present
        if self.senders_only:
            return np.diag(present).ravel()
        both = present[:, None] & present[None, :]
        np.fill_diagonal(both, False)
        return both.ravel()

    def pass_by(self, moment: Moment) -> None:
        """Count the events of a moment under the rows that held, then make its changes."""
        if moment.time >= self.start:
            for event in moment.events:
                place = event.sender * self.actors + (event.sender if self.senders_only else event.receiver)
                self.gathering.add(self.rows[[place]], np.zeros(1), np.ones(1))
        if moment.changes:
            self._change(moment)

    def _change(self, moment: Moment) -> None:
        felt: list[tuple[str, int, int]] = []
        presence = False
        for change in moment.changes:
            ends = self.history.apply(self.state, change)
            presence |= change.what == "present"
            felt += [(change.name, a, b) for a, b in ends if change.what != "present"]
        news = [self._news(place, term, felt) for place, term in enumerate(self.terms)]
        places = np.unique(np.concatenate([places for places, _ in news])) if news else np.empty(0, int)
        risk = self._at_risk() if presence else self.risk
        if presence:
            places = np.union1d(places, np.flatnonzero(risk != self.risk))
        self._flush(places, moment.time)
        for term, (where, values) in enumerate(news):
            self.rows[where, term] = values
        self.risk = risk

    def _news(
        self, place: int, term: Term, felt: list[tuple[str, int, int]]
    ) -> tuple[np.ndarray, np.ndarray]:
        """Find the pairs whose value of a term has moved, and what it is now."""
        touched = [term.touched(name, self.actors, a, b) for name, a, b in felt if term.reach(name)]
        if not touched:
            return np.empty(0, int), np.empty(0)
        i, j = (np.concatenate(parts) for parts in zip(*touched, strict=True))
        where = i * self.actors + j
        values = term.values(self.state, i, j)
        moved = self.rows[where, place] != values
        return where[moved], values[moved]

    def _flush(self, places: np.ndarray, time: float) -> None:
        exposed = places[self.risk[places]]
        held = np.maximum(time - np.maximum(self.since[exposed], self.start), 0.0)
        self.gathering.add(self.rows[exposed], held, np.zeros(len(exposed)))
        self.since[places] = time

    def finish(self, end: float) -> Spells:
        """Let every spell that still holds run to the end."""
        self._flush(np.arange(self.actors**2), end)
        return self.gathering.together()


def _all_rows(state: State, terms: Sequence[Term]) -> np.ndarray:
    i, j = np.divmod(np.arange(state.actors**2), state.actors)
    return np.stack([term.values(state, i, j) for term in terms], axis=1)
