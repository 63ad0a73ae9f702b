"""What every event contributes to the likelihood, and how expected it was."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from regimelab.fit.events.choices import Alternatives, laid_out
from regimelab.fit.events.coordination import each_offer, seen
from regimelab.fit.events.history import Event, EventHistory
from regimelab.fit.events.replay import Replay
from regimelab.theory.networks.term import Term
from regimelab.types import EventIndex, EventTerms, PerEvent, PerTerm

NO_EVENT = (float("nan"), float("nan"), 0)
ALIKE = 1e-9  # relative difference below which two probabilities are the same


class Contribution(NamedTuple):
    """One event: its log-likelihood and slope; its probability, rank and number of alternatives.

    The log-likelihood is that of the wait and of the pair where times are exact. ``share`` is the
    probability that, given that an event happened, it was this one; ``rank`` is its place among all
    that could have happened, the most probable first, the mean of places where some are alike.
    ``expected`` is how many events the rates promised since the last one, where times are exact.
    """

    event: Event | None
    log_likelihood: float
    slope: PerTerm
    share: float
    rank: float
    alternatives: int
    expected: float = float("nan")


class Contributions(NamedTuple):
    """The contributions of all events in order; the wait after the last stands at the end, without actors."""

    time: PerEvent
    sender: EventIndex
    receiver: EventIndex
    log_likelihood: PerEvent
    slope: EventTerms
    share: PerEvent
    rank: PerEvent
    alternatives: EventIndex
    expected: PerEvent

    @property
    def is_event(self) -> np.ndarray:
        """Which of them are events."""
        return self.sender >= 0


def gathered(found: Iterable[Contribution], end: float) -> Contributions:
    """Put contributions one under the other."""
    found = list(found)
    events = [one.event or Event(end, -1, -1) for one in found]
    time, sender, receiver = (np.array(side) for side in zip(*events, strict=True))
    numbers = (np.array([one[place] for one in found]) for place in range(1, 7))
    return Contributions(time, sender, receiver, *numbers)


def of_choices(
    history: EventHistory, terms: Sequence[Term], alternatives: Alternatives, beta: PerTerm
) -> Iterator[Contribution]:
    """Go through choices: each contributes the log of the probability of what was chosen."""
    for event, rows, taken in laid_out(history, terms, alternatives):
        utility = rows @ beta
        weight = np.exp(utility - utility.max())
        share = weight / weight.sum()
        slope = rows[taken] - share @ rows
        yield Contribution(event, float(np.log(share[taken])), slope, *_standing(share, taken))


def of_agreements(history: EventHistory, terms: Sequence[Term], beta: PerTerm) -> Iterator[Contribution]:
    """Go through agreements: each contributes the log of the probability of the two who agreed."""
    for event, offer in zip(history.events, each_offer(history, terms), strict=True):
        told = seen(offer, beta)
        yield Contribution(event, told.value, told.gradient, *_standing(told.share, told.taken))


class UnderDraws(Replay):
    """The log-likelihood of each event and its wait, where times are exact, under draws of the effects."""

    def log_likelihoods(self, end: float) -> np.ndarray:
        """Give them with draws in rows and events in columns."""
        self.found: list[np.ndarray] = []
        self.go(end)
        return np.stack(self.found, axis=1)

    def see(self, event: Event, place: int) -> None:
        """Keep the event's."""
        self.found.append(np.log(self.rate[place]) - self.waited[0])


class Contributing(Replay):
    """All who could have acted: each event contributes, and with exact times the wait before it as well."""

    def contributions(self, end: float, exact: bool) -> list[Contribution]:
        """Go through all events; with exact times, the wait after the last stands at the end."""
        self.found: list[Contribution] = []
        self.exact = exact
        self.go(end)
        if exact:
            self.wait(end)
            waited, pull = self.waited
            self.found.append(Contribution(None, -float(waited[0]), -pull[:, 0], *NO_EVENT, float(waited[0])))
        return self.found

    def see(self, event: Event, place: int) -> None:
        """Keep what the event contributes."""
        rate, row = self.rate[:, 0], self.values[:, place].copy()
        share, rank, alternatives = _standing(rate / self.total[0], place, int(self.risk.sum()))
        waited, pull = self.waited
        value = np.log(rate[place]) - waited[0] if self.exact else np.log(share)
        slope = row - pull[:, 0] if self.exact else row - self.pull[:, 0] / self.total[0]
        expected = float(waited[0]) if self.exact else float("nan")
        self.found.append(Contribution(event, float(value), slope, share, rank, alternatives, expected))


def _standing(share: np.ndarray, taken: int, alternatives: int | None = None) -> tuple[float, float, int]:
    """Tell the probability of what happened, its rank, and among how many."""
    own = share[taken]
    above = np.count_nonzero(share > own * (1 + ALIKE))
    alike = np.count_nonzero(share >= own * (1 - ALIKE)) - above
    return float(own), above + (alike + 1) / 2, len(share) if alternatives is None else alternatives
