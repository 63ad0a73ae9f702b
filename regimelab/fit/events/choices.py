"""Choice sets: who could have been chosen when an event happened, and how they stood."""

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from regimelab.fit.events.alike import alike
from regimelab.fit.events.history import Event, EventHistory
from regimelab.fit.events.likelihood import Choices
from regimelab.theory.networks.state import State
from regimelab.theory.networks.term import Term
from regimelab.types import Places, RowTerms

Alternatives = Callable[[State, Event], tuple[Places, Places, int]]


def receivers(state: State, event: Event) -> tuple[Places, Places, int]:
    """Everybody present but the sender, who chooses one of them."""
    others = np.flatnonzero(state.present)
    others = others[others != event.sender]
    return np.full(len(others), event.sender), others, int(np.searchsorted(others, event.receiver))


def senders(state: State, event: Event) -> tuple[Places, Places, int]:
    """Everybody present; one of them acts."""
    everyone = np.flatnonzero(state.present)
    return everyone, everyone, int(np.searchsorted(everyone, event.sender))


def pairs(state: State, event: Event) -> tuple[Places, Places, int]:
    """Every ordered pair of two who are present; one of them acts on the other."""
    present = np.flatnonzero(state.present)
    i, j = (side.ravel() for side in np.meshgrid(present, present, indexing="ij"))
    apart = i != j
    i, j = i[apart], j[apart]
    return i, j, int(np.flatnonzero((i == event.sender) & (j == event.receiver))[0])


def laid_out(
    history: EventHistory, terms: Sequence[Term], alternatives: Alternatives
) -> Iterator[tuple[Event, RowTerms, int]]:
    """Go through a history: every event with the rows of its alternatives, and which was taken."""
    for state, moment in history.going():
        for event in moment.events:
            i, j, taken = alternatives(state, event)
            yield event, values(state, terms, i, j), taken


def choices(history: EventHistory, terms: Sequence[Term], alternatives: Alternatives) -> Choices:
    """Lay out the alternatives of every event one under the other, equal ones put together."""
    found = [_together(rows, taken) for _, rows, taken in laid_out(history, terms, alternatives)]
    rows, alike, chosen = (np.concatenate(parts) for parts in zip(*found, strict=True))
    lengths = [len(one[1]) for one in found]
    return Choices(rows, alike, chosen, np.repeat(np.arange(len(found)), lengths))


def values(state: State, terms: Sequence[Term], i: Places, j: Places) -> RowTerms:
    """Give the terms of the pairs (i, j)."""
    return np.stack([term.values(state, i, j) for term in terms], axis=1)


def _together(rows: RowTerms, taken: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    found = alike(rows.T + 0.0)  # no negative zeros
    chosen = np.zeros(len(found.starts))
    chosen[found.group()[taken]] = 1.0
    lengths = np.diff(found.starts, append=len(rows)).astype(float)
    return rows[found.order[found.starts]], lengths, chosen
