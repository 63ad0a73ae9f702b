"""Data compression: equal covariate rows of the risk set, with their exposure and their events.

Between two changes of a pair's covariates its rate stands still, so a history is a set of *spells*:
a row, how long it held, how many events came under it. Rows of different pairs and times that are
equal are one spell, as the likelihood cannot tell them apart.
"""

from collections.abc import Sequence

import numpy as np

from regimelab.fit.events.gathering import Gathering, Spells
from regimelab.fit.events.history import EventHistory, Moment
from regimelab.fit.events.walk import Walk
from regimelab.theory.networks.term import Term
from regimelab.types import Places


def spells(
    history: EventHistory,
    terms: Sequence[Term],
    start: float,
    end: float,
    senders_only: bool = False,
    room: float = np.inf,
) -> Spells:
    """Go through a history and gather the spells of all pairs at risk, or of all senders at risk."""
    walk = _Gatherer(history, terms, start, senders_only)
    walk.gathering = Gathering(len(terms), room)
    walk.go(end)
    return walk.finish(end)


class _Gatherer(Walk):
    """Since when the rows of every pair hold, and the spells that have ended."""

    def __init__(
        self, history: EventHistory, terms: Sequence[Term], start: float, senders_only: bool
    ) -> None:
        super().__init__(history, terms, start, senders_only)
        self.since = np.full(self.actors**2, start)

    gathering: Gathering

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
        self.gathering.add(self.values.take(exposed[counted], axis=1), held[counted], 0.0)
        self.since[places] = time

    def finish(self, end: float) -> Spells:
        """Let every spell that still holds run to the end."""
        self.leave(np.arange(self.actors**2), end)
        return self.gathering.together()
