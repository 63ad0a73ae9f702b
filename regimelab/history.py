"""The one seam between tables and arrays: events, structure and windows as plain arrays."""

from dataclasses import dataclass
from datetime import date

import numpy as np
from jaxtyping import Float, Int

from regimelab.codebook import DAYS_PER_MONTH


@dataclass(frozen=True)
class Events:
    """Acts between pairs, one element a pair of an act; times in months since the origin.

    An act of *n* pairs gives each the weight 1/n, so that weights add up to acts. ``start``
    and ``end`` bound the time that the source supports: a day, a month or a year. ``severity``
    is the act's intensity over ten, in [0, 1]; ``row`` indexes ``History.rows``.
    """

    kind: Int[np.ndarray, " event"]
    sender: Int[np.ndarray, " event"]
    receiver: Int[np.ndarray, " event"]
    start: Float[np.ndarray, " event"]
    end: Float[np.ndarray, " event"]
    weight: Float[np.ndarray, " event"]
    severity: Float[np.ndarray, " event"]
    row: Int[np.ndarray, " event"]


@dataclass(frozen=True)
class Spells:
    """Dated intervals per actor, in months since the origin: memberships or windows.

    ``group`` numbers the organisation or the window; ``-inf`` and ``inf`` are open ends.
    """

    actor: Int[np.ndarray, " spell"]
    group: Int[np.ndarray, " spell"]
    start: Float[np.ndarray, " spell"]
    end: Float[np.ndarray, " spell"]


@dataclass(frozen=True)
class PairMonths:
    """What happened between pairs of the world's states, month by month; the sparse twin of a history.

    Element by element, ``outcome``, ``month``, ``sender`` and ``receiver`` say that such an outcome occurred
    in that month, counted from ``origin``; all other pairs of ``risk`` had the chance and did not. Undirected
    pairs stand once, the first actor in order as sender. ``structure`` holds what does not change, by name.
    """

    actors: tuple[str, ...]
    outcomes: tuple[str, ...]
    origin: date
    months: int
    directed: bool
    outcome: Int[np.ndarray, " occurrence"]
    month: Int[np.ndarray, " occurrence"]
    sender: Int[np.ndarray, " occurrence"]
    receiver: Int[np.ndarray, " occurrence"]
    structure: dict[str, Float[np.ndarray, "actor actor"]]

    @property
    def risk(self) -> tuple[Int[np.ndarray, " pair"], Int[np.ndarray, " pair"]]:
        """Every pair that can act: all of two different actors, once each where pairs have no direction."""
        size = len(self.actors)
        one, other = np.triu_indices(size, 1)
        return (np.r_[one, other], np.r_[other, one]) if self.directed else (one, other)


@dataclass(frozen=True)
class History:
    """All that the array half knows of a region: who, what, when, next to whom, in what organisations.

    ``patron`` indexes the actor whose unpredictability is the shock, dated ``shock`` in months
    since ``origin``; ``dependence`` is each actor's dependence on that patron in [0, 1].
    ``reporting`` is how fully each actor was reported, in (0, 1], in stretches of time that end at
    ``reported_until``, in months since the origin; no stretch means that nothing is known of it.
    """

    actors: tuple[str, ...]
    classes: tuple[str, ...]
    kinds: tuple[str, ...]
    origin: date
    length: float  # months of observation since the origin
    events: Events
    rows: tuple[str, ...]
    contiguous: Float[np.ndarray, "actor actor"]
    memberships: Spells
    organisations: tuple[str, ...]
    transitions: Spells
    patron: int
    shock: float
    dependence: Float[np.ndarray, " actor"]
    release: str
    reporting: Float[np.ndarray, "actor stretch"]
    reported_until: Float[np.ndarray, " stretch"]

    @property
    def members(self) -> Int[np.ndarray, " member"]:
        """Indices of the members of the regime, in order."""
        return np.array([i for i, role in enumerate(self.classes) if role == "member"])

    def month_of(self, day: date) -> float:
        """Months from the origin to a date; a month is 30.4375 days."""
        return (day - self.origin).days / DAYS_PER_MONTH
