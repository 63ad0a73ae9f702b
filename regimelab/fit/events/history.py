"""A history of time-stamped events among actors: what happened, and what changed around it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, TypeVar

import numpy as np

from regimelab.theory.networks.state import State
from regimelab.types import ActorSquare, PerActor

What = Literal["network", "attribute", "series", "present"]


class Change(NamedTuple):
    """One change of a network (from ``a`` to ``b``), an attribute or the presence (of ``a``), or a series.

    ``add`` adds the value to what was there; otherwise it takes its place.
    """

    time: float
    what: What
    name: str
    a: int
    b: int
    value: float
    add: bool = False


class Felt(NamedTuple):
    """From where a change was felt: from a to b; and whether a tie came or went, or but its weight moved."""

    name: str
    a: int
    b: int
    tie_moved: bool


class Event(NamedTuple):
    """A dependent event: who did it to whom, and when."""

    time: float
    sender: int
    receiver: int


Timed = TypeVar("Timed", Event, Change)


class Moment(NamedTuple):
    """A time at which something happened: its events first, then its changes."""

    time: float
    events: tuple[Event, ...]
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class EventHistory:
    """What is known of a set of actors: their start, and every event and change after it.

    An event at a time sees what the changes before that time have set, and none of that time.
    ``undirected`` networks are changed both ways at once.
    """

    actors: tuple[str, ...]
    events: tuple[Event, ...]
    changes: tuple[Change, ...]
    networks: dict[str, ActorSquare | None] = field(default_factory=dict[str, ActorSquare | None])
    attributes: dict[str, PerActor] = field(default_factory=dict[str, PerActor])
    series: dict[str, float] = field(default_factory=dict[str, float])
    absent: frozenset[int] = frozenset()
    undirected: frozenset[str] = frozenset()

    def state(self) -> State:
        """Build the state before the first change."""
        state = State.empty(len(self.actors))
        for name, weight in self.networks.items():
            state.add_network(name, weight)
        state.attribute = {name: values.copy() for name, values in self.attributes.items()}
        state.series = dict(self.series)
        state.present[list(self.absent)] = False
        return state

    def moments(self) -> Iterator[Moment]:
        """Go through the history, one distinct time after the other."""
        times = np.unique([one.time for one in (*self.events, *self.changes)])
        events, changes = _by_time(self.events, times), _by_time(self.changes, times)
        for place, time in enumerate(times):
            yield Moment(float(time), events[place], changes[place])

    def apply(self, state: State, change: Change) -> tuple[Felt, ...]:
        """Make one change; tell from where it was felt."""
        if change.what == "network":
            return tuple(self._weigh(state, change, a, b) for a, b in self._ends(change))
        if change.what == "attribute":
            before = state.attribute[change.name][change.a] if change.add else 0.0
            state.attribute[change.name][change.a] = before + change.value
        elif change.what == "present":
            state.present[change.a] = bool(change.value)
            return ()
        else:
            state.series[change.name] = change.value + (state.series[change.name] if change.add else 0.0)
        return (Felt(change.name, change.a, change.a, True),)

    def _ends(self, change: Change) -> tuple[tuple[int, int], ...]:
        one_way = ((change.a, change.b),)
        return (*one_way, (change.b, change.a)) if change.name in self.undirected else one_way

    def _weigh(self, state: State, change: Change, a: int, b: int) -> Felt:
        before = float(state.weight[change.name][a, b]) if change.add else 0.0
        return Felt(change.name, a, b, state.set_weight(change.name, a, b, before + change.value))


def windowed(history: EventHistory, network: str, window: float, name: str) -> EventHistory:
    """Add a network that holds only what was added to another within the last ``window`` of time."""
    added = [
        one for one in history.changes if one.what == "network" and one.name == network and one.value > 0
    ]
    more = [one._replace(name=name, add=True) for one in added]
    less = [one._replace(name=name, time=one.time + window, value=-one.value, add=True) for one in added]
    changes = tuple(sorted((*history.changes, *more, *less), key=lambda one: one.time))
    undirected = history.undirected | ({name} if network in history.undirected else set())
    return EventHistory(
        history.actors,
        history.events,
        changes,
        history.networks | {name: None},
        history.attributes,
        history.series,
        history.absent,
        frozenset(undirected),
    )


def _by_time(things: Sequence[Timed], times: np.ndarray) -> list[tuple[Timed, ...]]:
    ordered = sorted(things, key=lambda one: one.time)
    edges = np.searchsorted([one.time for one in ordered], times, side="left").tolist() + [len(ordered)]
    return [tuple(ordered[start:stop]) for start, stop in zip(edges[:-1], edges[1:], strict=True)]
