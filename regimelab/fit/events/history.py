"""A history of time-stamped events among actors: what happened, and what changed around it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
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
    ``undirected`` networks are changed both ways at once; the weights of those in ``half_lives`` fade.
    """

    actors: tuple[str, ...]
    events: tuple[Event, ...]
    changes: tuple[Change, ...]
    networks: dict[str, ActorSquare | None] = field(default_factory=dict[str, ActorSquare | None])
    attributes: dict[str, PerActor] = field(default_factory=dict[str, PerActor])
    series: dict[str, float] = field(default_factory=dict[str, float])
    absent: frozenset[int] = frozenset()
    undirected: frozenset[str] = frozenset()
    half_lives: dict[str, float] = field(default_factory=dict[str, float])

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

    def going(self) -> Iterator[tuple[State, Moment]]:
        """Go from moment to moment with the state before its changes, which are made afterwards."""
        state, since = self.state(), None
        for moment in self.moments():
            if since is not None:
                self.fade(state, since, moment.time)
            since = moment.time
            yield state, moment
            for change in moment.changes:
                self.apply(state, change)

    def fade(self, state: State, since: float, until: float) -> None:
        r"""Let weights fade for a while: $w \to w\, 2^{-(t - s)/h}$, with half-life $h$."""
        for name, half_life in self.half_lives.items():
            state.fade(name, 0.5 ** ((until - since) / half_life))

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
    more = _added(history, network, name)
    less = [one._replace(time=one.time + window, value=-one.value) for one in more]
    return _with_network(history, network, name, [*more, *less])


def remembered(history: EventHistory, network: str, half_life: float, name: str) -> EventHistory:
    r"""Add a network that remembers what was added to another, and ever less of it as time goes by.

    $w(t) = \sum_k v_k\, 2^{-(t - t_k)/h}$ over all that was added before $t$, with half-life $h$ in the
    history's time.

    Source: Brandes, Lerner & Snijders (2009), Networks evolving step by step, ASONAM 2009, 200.
    """
    found = _with_network(history, network, name, _added(history, network, name))
    return replace(found, half_lives=history.half_lives | {name: half_life})


def _added(history: EventHistory, network: str, name: str) -> list[Change]:
    return [
        one._replace(name=name, add=True)
        for one in history.changes
        if one.what == "network" and one.name == network and one.value > 0
    ]


def _with_network(history: EventHistory, like: str, name: str, changes: Sequence[Change]) -> EventHistory:
    return replace(
        history,
        changes=tuple(sorted((*history.changes, *changes), key=lambda one: one.time)),
        networks=history.networks | {name: None},
        undirected=history.undirected | ({name} if like in history.undirected else set()),
    )


def _by_time(things: Sequence[Timed], times: np.ndarray) -> list[tuple[Timed, ...]]:
    ordered = sorted(things, key=lambda one: one.time)
    edges = np.searchsorted([one.time for one in ordered], times, side="left").tolist() + [len(ordered)]
    return [tuple(ordered[start:stop]) for start, stop in pairwise(edges)]
