"""Going through a history with the covariates of all pairs at hand, and who is at risk."""

from collections.abc import Iterator, Sequence
from math import log2
from typing import Final

import numpy as np

from regimelab.fit.events.history import EventHistory, Felt, Moment
from regimelab.theory.networks.effect import touched
from regimelab.theory.networks.term import Term
from regimelab.types import Places

TENTHS: Final = tuple(-log2(1 - tenth / 10) for tenth in range(1, 10)) + (10.0,)  # in half-lives


class Walk:
    """The rows that hold now and who is at risk; pairs are numbered sender by receiver.

    Where weights fade, rows are brought up to date at every moment: before its events are seen if only
    their order counts, after them if times are ``exact``, and then also whenever a tenth has faded.
    Who walks with it is told of events (``happen``), and of pairs before and after their rows change
    (``leave``, ``enter``).
    """

    exact = True

    def __init__(
        self, history: EventHistory, terms: Sequence[Term], start: float, senders_only: bool
    ) -> None:
        self.history, self.terms, self.start = history, terms, start
        self.state = history.state()
        self.actors = len(history.actors)
        self.senders_only = senders_only
        self.sender, self.receiver = np.divmod(np.arange(self.actors**2), self.actors)
        self.values = np.stack([term.values(self.state, self.sender, self.receiver) for term in terms])
        self.risk = self._at_risk()
        self.reach: dict[tuple[str, bool], list[tuple[int, tuple[str, ...]]]] = {}
        self.fading = [
            place
            for place, term in enumerate(terms)
            if any(name in history.half_lives for factor in term.factors for name in factor.names)
        ]
        self.faded: float | None = None
        self.marked = np.zeros(self.actors**2, dtype=bool)

    def go(self, end: float) -> None:
        """Go from the first moment to the last before the end."""
        for moment in self.history.moments():
            if moment.time > end:
                break
            self._fade_until(moment.time)
            self.pass_by(moment)
        self._fade_until(end)

    def pass_by(self, moment: Moment) -> None:
        """See the events of a moment with the rows that held, then make its changes."""
        if not self.exact:
            self.fade(moment.time)
        if moment.events and moment.time >= self.start:
            self.happen(moment)
        self.fade(moment.time)
        if moment.changes:
            self._change(moment)

    def _fade_until(self, time: float) -> None:
        """With exact times, let weights fade step by step since the last moment."""
        if self.faded is None or not self.exact:
            return
        since = self.faded
        steps = (
            since + after * half_life for half_life in self.history.half_lives.values() for after in TENTHS
        )
        for step in sorted(step for step in steps if step < time):
            self.fade(step)

    def fade(self, time: float) -> None:
        """Bring what fades up to date."""
        if self.fading and self.faded is not None and time > self.faded:
            self.history.fade(self.state, self.faded, time)
            now = [self.terms[place].values(self.state, self.sender, self.receiver) for place in self.fading]
            moved = np.flatnonzero((self.values[self.fading] != np.stack(now)).any(axis=0))
            self.leave(moved, time)
            self.values[self.fading] = now
            self.enter(moved)
        self.faded = time

    def happen(self, moment: Moment) -> None:
        """See the events of a moment."""

    def leave(self, places: Places, time: float) -> None:
        """See pairs whose rows, or whose being at risk, are about to change."""

    def enter(self, places: Places) -> None:
        """See the same pairs after it."""

    def place(self, sender: int, receiver: int) -> int:
        """Number the pair of an event."""
        return sender * self.actors + (sender if self.senders_only else receiver)

    def _at_risk(self) -> np.ndarray:
        present = self.state.present
        if self.senders_only:
            return np.diag(present).ravel()
        both = present[:, None] & present[None, :]
        np.fill_diagonal(both, False)
        return both.ravel()

    def _change(self, moment: Moment) -> None:
        felt = [one for change in moment.changes for one in self.history.apply(self.state, change)]
        news = [new for one in felt for new in self._news(one)]
        places = [places for _, places, _ in news]
        risk = self.risk
        if any(change.what == "present" for change in moment.changes):
            risk = self._at_risk()
            places.append(np.flatnonzero(risk != self.risk))
        if not places:
            return
        moved = self._together(places)
        self.leave(moved, moment.time)
        for term, where, values in news:
            self.values[term, where] = values
        self.risk = risk
        self.enter(moved)

    def _together(self, places: list[np.ndarray]) -> np.ndarray:
        """Put places together, each once, in order."""
        if len(places) == 1:
            return places[0]
        for some in places:
            self.marked[some] = True
        together = self.marked.nonzero()[0]
        self.marked[together] = False
        return together

    def _news(self, felt: Felt) -> Iterator[tuple[int, np.ndarray, np.ndarray]]:
        """Find the pairs whose value of a term has moved, and what it is now."""
        for place, reach in self._felt_by(felt):
            for part in reach:
                where = touched(part, self.actors, felt.a, felt.b)
                now = self.terms[place].values(self.state, self.sender[where], self.receiver[where])
                moved = (now != self.values[place, where]).nonzero()[0]
                if len(moved):
                    yield place, _numbers(where, moved), now[moved]

    def _felt_by(self, felt: Felt) -> list[tuple[int, tuple[str, ...]]]:
        """Find, once for each network, the terms that feel its changes and where."""
        key = (felt.name, felt.tie_moved)
        if key not in self.reach:
            each = ((place, term.reach(*key)) for place, term in enumerate(self.terms))
            self.reach[key] = [(place, reach) for place, reach in each if reach]
        return self.reach[key]


def _numbers(where: slice | np.ndarray, moved: np.ndarray) -> np.ndarray:
    if isinstance(where, slice):
        return (where.start or 0) + moved * (where.step or 1)
    return where[moved]
