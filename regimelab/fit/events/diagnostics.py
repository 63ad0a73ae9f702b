"""How well an estimated model tells each event: ranks, the least expected ones, and where fit changes."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from regimelab.fit.events.contributions import Contributions
from regimelab.fit.events.partition import SHORTEST, change_points
from regimelab.types import PerEvent

TOP = (0.01, 0.05, 0.1, 0.2)  # shares of the alternatives within which events are counted
FAR = 3.0  # robust standard deviations from the median beyond which an event is outlying (Hampel's rule)
MAD = 1.4826  # standard deviations of a normal variable in one median absolute deviation
PRICE = 3.0  # of a change point, in logs of the number of events: its place and two levels


class EventFit(NamedTuple):
    """One event: the probability that, of all that could have happened, it was this one; its rank.

    ``deviance`` is -2 log of that probability; ``log_likelihood`` is that of the wait as well where
    times are exact; ``recall`` is the share of alternatives that were as probable or more.
    """

    time: float
    sender: str
    receiver: str
    probability: float
    rank: float
    alternatives: int
    recall: float
    deviance: float
    log_likelihood: float


class Stretch(NamedTuple):
    """Events between two change points of the fit, and their mean log-likelihood."""

    begin: float
    end: float
    events: int
    log_likelihood: float


class Waits(NamedTuple):
    """Whether waits are as the rates say: expected events in each, which should be exponential of mean one.

    Source: Ogata (1988), Journal of the American Statistical Association 83, 9.
    """

    mean: float
    distance: float  # Kolmogorov and Smirnov's
    p: float  # for large samples, and a little too large, as the rates were estimated from the same events


@dataclass(frozen=True)
class Diagnostics:
    """How an estimated model fits, event by event.

    ``within`` is the share of events among the most probable 1 %, 5 %, ... of their alternatives;
    ``outlying`` events are far less probable than the others, ``stretches`` lie between changes of fit.
    """

    within: dict[str, float]
    median_recall: float
    outlying: tuple[EventFit, ...]
    stretches: tuple[Stretch, ...]
    waits: Waits | None
    events: tuple[EventFit, ...]


def diagnose(found: Contributions, actors: Sequence[str]) -> Diagnostics:
    """Look at the fit event by event."""
    keep = found.is_event
    rank, alternatives = found.rank[keep], found.alternatives[keep]
    events = tuple(_event(found, place, actors) for place in np.flatnonzero(keep).tolist())
    deviance = np.array([one.deviance for one in events])
    outlying = sorted((events[place] for place in _outlying(deviance)), key=lambda one: one.probability)
    return Diagnostics(
        {f"{top:g}": float(np.mean(rank <= np.ceil(top * alternatives))) for top in TOP},
        float(np.median(rank / alternatives)),
        tuple(outlying),
        _stretches(found.time[keep], found.log_likelihood[keep]),
        _waits(found.expected[keep]),
        events,
    )


def _event(found: Contributions, place: int, actors: Sequence[str]) -> EventFit:
    rank, alternatives = float(found.rank[place]), int(found.alternatives[place])
    share = float(found.share[place])
    return EventFit(
        float(found.time[place]),
        actors[int(found.sender[place])],
        actors[int(found.receiver[place])],
        share,
        rank,
        alternatives,
        rank / alternatives,
        -2 * float(np.log(share)),
        float(found.log_likelihood[place]),
    )


def _outlying(deviance: PerEvent) -> np.ndarray:
    """Find deviances beyond the median by more than three robust standard deviations (Hampel's rule).

    Source: Davies & Gather (1993), Journal of the American Statistical Association 88, 782.
    """
    middle = np.median(deviance)
    return np.flatnonzero(deviance - middle > FAR * MAD * np.median(np.abs(deviance - middle)))


def _stretches(time: PerEvent, log_likelihood: PerEvent) -> tuple[Stretch, ...]:
    """Cut the series of log-likelihoods where its level changes.

    Levels are compared by normal scores of ranks, so that a few improbable events make no change.
    """
    from scipy.special import ndtri  # here, as it takes long to import and few need it

    size = len(time)
    _, place, alike = np.unique(log_likelihood, return_inverse=True, return_counts=True)
    scores = ndtri((np.cumsum(alike) - alike / 2)[place] / size)
    cuts = change_points(scores, PRICE * float(np.log(size)), SHORTEST)
    edges = [0, *cuts, size]
    return tuple(
        Stretch(float(time[a]), float(time[b - 1]), b - a, float(log_likelihood[a:b].mean()))
        for a, b in pairwise(edges)
    )


def _waits(expected: PerEvent) -> Waits | None:
    if np.isnan(expected).any():
        return None
    from scipy.special import kolmogorov  # here, as it takes long to import and few need it

    size, below = len(expected), -np.expm1(-np.sort(expected))
    steps = np.arange(size + 1) / size
    distance = max((steps[1:] - below).max(), (below - steps[:-1]).max())
    return Waits(float(expected.mean()), float(distance), float(kolmogorov(np.sqrt(size) * distance)))
