"""The observation laid out on intervals: the gaps between distinct event times, a week at most."""

from typing import NamedTuple

import numpy as np

from regimelab.codebook import CRISIS_KINDS, DAYS_PER_MONTH, KIND_NAMES
from regimelab.history import Events, History
from regimelab.theory.covariates import Covariates, covariates
from regimelab.theory.risk_set import RiskSet
from regimelab.types import ActorTime, Edges, EntryTime, EventTime, PerTime

WEEK = 7 / DAYS_PER_MONTH
INSTANT = 1e-5  # months; times closer than this are the same


class Grid(NamedTuple):
    """Intervals (start, start + exposure], what happened in each, and what held at its start.

    ``counts`` are acts by entry and interval; an act dated to a month or a year is spread evenly
    over the intervals that its source supports. ``recalled`` are the same acts where they enter
    memory, and ``crises`` the severities left at actors: at the end of their date, never within
    it, or an act would foretell itself.
    """

    start: PerTime
    exposure: PerTime
    counts: EntryTime
    recalled: EntryTime
    crises: ActorTime
    covariates: Covariates

    @property
    def end(self) -> float:
        """Month at which the observation ends."""
        return float(self.start[-1] + self.exposure[-1])


def grid(history: History, risk: RiskSet, step: float | None = None) -> Grid:
    """Lay a history out; a fixed ``step`` in months replaces the event times."""
    edges = _edges(history.events, history.length, step)
    acts = _acts(history.events, edges, risk, len(history.actors))
    return Grid(edges[:-1], np.diff(edges), *acts, covariates(history, risk, edges[:-1]))


class Known(NamedTuple):
    """What a forecaster standing at an origin can fit to: acts, crises, and the intervals before it."""

    counts: EntryTime
    recalled: EntryTime
    crises: ActorTime
    observed: PerTime


def known_at(whole: Grid, history: History, risk: RiskSet, month: float) -> Known:
    """Keep the acts whose whole date lies before a month, on the intervals of the whole grid."""
    events = known_events(history.events, month)
    observed = (whole.start + whole.exposure <= month + INSTANT).astype(float)
    return Known(*_acts(events, np.append(whole.start, whole.end), risk, len(history.actors)), observed)


def known_events(events: Events, month: float) -> Events:
    """Keep the acts whose whole date lies before a month."""
    keep = events.end <= month + INSTANT
    return Events(**{name: values[keep] for name, values in vars(events).items()})


def as_known(whole: Grid, known: Known) -> Grid:
    """The grid with only the acts that were known."""
    return whole._replace(counts=known.counts, recalled=known.recalled, crises=known.crises)


def beginning(whole: Grid, number: int) -> Grid:
    """The first so many intervals of a grid."""
    return Grid(
        whole.start[:number],
        whole.exposure[:number],
        whole.counts[:, :number],
        whole.recalled[:, :number],
        whole.crises[:, :number],
        Covariates(*(path[:, :number] for path in whole.covariates)),
    )


def _acts(
    events: Events, edges: Edges, risk: RiskSet, actors: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    spread, end = spread_over(events, edges), ended_in(events, edges)
    return _by_entry(events, spread, risk), _by_entry(events, end, risk), _by_actor(events, end, actors)


def spread_over(events: Events, edges: Edges) -> EventTime:
    """Share of each act's time that falls in each interval."""
    low = np.maximum(events.start[:, None], edges[None, :-1])
    high = np.minimum(events.end[:, None], edges[None, 1:])
    return np.maximum(high - low, 0.0) / (events.end - events.start)[:, None]


def ended_in(events: Events, edges: Edges) -> EventTime:
    """One for the interval in which each act's date ends."""
    return (
        (events.end[:, None] > edges[:-1] + INSTANT) & (events.end[:, None] <= edges[1:] + INSTANT)
    ).astype(float)


def _edges(events: Events, horizon: float, step: float | None) -> Edges:
    regular = np.arange(0.0, horizon, WEEK if step is None else step)
    exact = (events.end - events.start) * DAYS_PER_MONTH < 1.5
    days = events.end[exact] if step is None else np.empty(0)
    inside = np.concatenate([regular, days[days < horizon], [horizon]])
    return np.unique(np.round(inside, 6))


def _by_entry(events: Events, share: EventTime, risk: RiskSet) -> EntryTime:
    place = {entry: index for index, entry in enumerate(zip(*risk[:3], strict=True))}
    counts = np.zeros((risk.size, share.shape[1]))
    for event, entry in enumerate(zip(events.kind, events.sender, events.receiver, strict=True)):
        if entry in place:
            counts[place[entry]] += events.weight[event] * share[event]
    return counts


def _by_actor(events: Events, share: EventTime, actors: int) -> ActorTime:
    crisis = np.isin(events.kind, [KIND_NAMES.index(kind) for kind in CRISIS_KINDS])
    crises = np.zeros((actors, share.shape[1]))
    for event in np.flatnonzero(crisis):
        left = events.weight[event] * events.severity[event] * share[event]
        for actor in {int(events.sender[event]), int(events.receiver[event])}:
            crises[actor] += left
    return crises
