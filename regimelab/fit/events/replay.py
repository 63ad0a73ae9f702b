"""Going through a history at given effects: the rates of all pairs, and their sums, kept up to date."""

from collections.abc import Sequence

import numpy as np

from regimelab.fit.events.history import Event, EventHistory, Moment
from regimelab.fit.events.walk import Walk
from regimelab.theory.networks.term import Term
from regimelab.types import Places, TermDraws

FRESH = 500  # events after which sums are made anew, so that rounding errors do not gather


class Replay(Walk):
    r"""The rates $\lambda = e^{\beta^\top x}$ of all at risk, one column for each set of effects.

    ``total`` is $\sum \lambda$, ``pull`` is $\sum x \lambda$ and ``spread``, if asked for (of one set
    only), $\sum x x^\top \lambda$. ``waited`` holds what they came to, by time, since the last event.
    """

    def __init__(
        self,
        history: EventHistory,
        terms: Sequence[Term],
        start: float,
        senders_only: bool,
        effects: TermDraws,
        spread: bool = False,
    ) -> None:
        super().__init__(history, terms, start, senders_only)
        self.effects, self.with_spread, self.since = effects, spread, 0
        self.rate = np.zeros((self.actors**2, effects.shape[1]))
        self.now = start
        self._anew()
        self.waited = [np.zeros_like(part) for part in self.sums]

    @property
    def sums(self) -> tuple[np.ndarray, ...]:
        """The total of the rates, their pull and, if kept, their spread."""
        return (self.total, self.pull, self.second) if self.with_spread else (self.total, self.pull)

    def pass_by(self, moment: Moment) -> None:
        """Wait until the moment, then see it."""
        self.wait(moment.time)
        super().pass_by(moment)

    def fade(self, time: float) -> None:
        """Wait until what fades is brought up to date."""
        self.wait(time)
        super().fade(time)

    def wait(self, time: float) -> None:
        """Let time go by under the rates that hold."""
        if time > self.now:
            for waited, part in zip(self.waited, self.sums, strict=True):
                waited += (time - self.now) * part
            self.now = time

    def happen(self, moment: Moment) -> None:
        """See each event, after which the wait begins anew."""
        for event in moment.events:
            self.see(event, self.place(event.sender, event.receiver))
            for waited in self.waited:
                waited[...] = 0.0
            self.since += 1
            if self.since % FRESH == 0:
                self._anew()

    def see(self, event: Event, place: int) -> None:
        """See one event."""

    def leave(self, places: Places, time: float) -> None:
        """Take pairs out of the sums."""
        self._count(places, -1.0)

    def enter(self, places: Places) -> None:
        """Put pairs into the sums, at their new rates."""
        self._rates(places)
        self._count(places, 1.0)

    def _rates(self, places: Places) -> None:
        rates = np.exp(self.values[:, places].T @ self.effects)
        self.rate[places] = np.where(self.risk[places, None], rates, 0.0)

    def _count(self, places: Places, sign: float) -> None:
        rows, rates = self.values[:, places], self.rate[places]
        self.total += sign * rates.sum(axis=0)
        self.pull += sign * (rows @ rates)
        if self.with_spread:
            self.second += sign * ((rows * rates[:, 0]) @ rows.T)

    def _anew(self) -> None:
        everywhere = np.flatnonzero(self.risk)
        self.rate[...] = 0.0
        self._rates(everywhere)
        self.total, self.pull = np.zeros(self.effects.shape[1]), np.zeros(self.effects.shape)
        self.second = np.zeros((len(self.terms), len(self.terms)))
        self._count(everywhere, 1.0)
