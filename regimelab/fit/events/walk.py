"""Going through a history with the covariates of all pairs at hand, and who is at risk."""

from collections.abc import Iterator, Sequence

import numpy as np

from regimelab.fit.events.history import EventHistory, Felt, Moment
from regimelab.theory.networks.effect import touched
from regimelab.theory.networks.term import Term
from regimelab.types import Places


class Walk:
    """The rows that hold now and who is at risk; pairs are numbered sender by receiver.

    Who walks with it is told of events (``happen``), and of pairs before and after their rows change
    (``leave``, ``enter``).
    """

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

    def go(self, end: float) -> None:
        """Go from the first moment to the last before the end."""
        for moment in self.history.moments():
            if moment.time > end:
                break
            self.pass_by(moment)

    def pass_by(self, moment: Moment) -> None:
        """See the events of a moment with the rows that held, then make its changes."""
        if moment.events and moment.time >= self.start:
            self.happen(moment)
        if moment.changes:
            self._change(moment)

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
        moved = np.unique(np.concatenate(places)) if len(places) > 1 else places[0]
        self.leave(moved, moment.time)
        for term, where, values in news:
            self.values[term, where] = values
        self.risk = risk
        self.enter(moved)

    def _news(self, felt: Felt) -> Iterator[tuple[int, np.ndarray, np.ndarray]]:
        """Find the pairs whose value of a term has moved, and what it is now."""
        for place, reach in self._felt_by(felt):
            for part in reach:
                where = touched(part, self.actors, felt.a, felt.b)
                now = self.terms[place].values(self.state, self.sender[where], self.receiver[where])
                moved = np.flatnonzero(now != self.values[place, where])
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
