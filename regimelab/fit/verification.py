"""How good forecasts of counts were: ranked probability score, Brier score, coverage, reliability.

``chances`` are probabilities of 0, 1, 2, ... acts of a kind in a stretch of time. An act dated
to a year only is counted in parts, so counts need not be whole.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from scipy.stats import poisson

from regimelab.codebook import KINDS
from regimelab.types import EntryIndex, EntryTime, KindTime, KindTimeChance

BINS = 10
HALF_AN_ACT = 0.5  # from here on, an act that was dated in parts is said to have happened
LEAST = 1e-9  # a probability that is none
LEVELS = (0.5, 0.9)
MODEL = "model"
Score = Callable[[KindTimeChance, KindTime], KindTime]


class Counted(NamedTuple):
    """Acts by kind and time, and the chances that the model and each baseline gave to each count."""

    acts: KindTime
    chances: dict[str, KindTimeChance]


@dataclass(frozen=True)
class Marks:
    """Mean scores by kind and time of the model and of each baseline; lower is better.

    ``crps`` is in acts, ``brier`` is that of "at least one act".
    """

    crps: dict[str, float]
    brier: dict[str, float]

    def skill(self, of: str) -> float:
        """One less the score over that of the best baseline: 1 is perfect, below 0 is worse than it."""
        scores = getattr(self, of)
        best = min(score for name, score in scores.items() if name != MODEL)
        return 1.0 - scores[MODEL] / best if best > 0 else 0.0


@dataclass(frozen=True)
class Bin:
    """Forecasts of about the same chance of at least one act, and how often there was one."""

    low: float
    high: float
    forecast: float
    observed: float
    number: int


@dataclass(frozen=True)
class Calibration:
    """Whether chances mean what they say.

    ``bins`` set chances of at least one act beside how often there was one. ``coverage`` is the
    share of counts inside the central interval of each level; counts are whole, so it is at least
    the level where forecasts are right. ``pit`` is the histogram, in tenths, of the places of the
    counts in their forecast distributions: flat where forecasts are right.

    Source: Czado, Gneiting & Held (2009), Biometrics 65, 1254.
    """

    bins: tuple[Bin, ...]
    coverage: dict[str, float]
    pit: tuple[float, ...]


def by_kind(kind: EntryIndex, values: EntryTime) -> KindTime:
    """Sum over the entries of each kind."""
    total = np.zeros((len(KINDS), values.shape[1]))
    np.add.at(total, kind, values)
    return total


def poisson_chances(expected: KindTime) -> KindTimeChance:
    """Chances of counts with a known mean: those of a Poisson law, as far as they matter."""
    largest = float(np.max(expected, initial=0.0))
    numbers = np.arange(int(largest + 8.0 * np.sqrt(largest) + 12.0))
    return poisson.pmf(numbers, expected[..., None])


def crps(chances: KindTimeChance, acts: KindTime) -> KindTime:
    r"""Continuous ranked probability score of each count, in acts: $\int (F(x) - 1\{x \ge y\})^2\,dx$.

    Source: Gneiting & Raftery (2007), Journal of the American Statistical Association 102, 359.
    """
    below, numbers = np.cumsum(chances, axis=-1), np.arange(chances.shape[-1])
    reached = np.clip(numbers + 1.0 - acts[..., None], 0.0, 1.0)
    inside = np.sum(below**2 * (1.0 - reached) + (1.0 - below) ** 2 * reached, axis=-1)
    return inside + np.maximum(acts - len(numbers), 0.0)


def brier(chances: KindTimeChance, acts: KindTime) -> KindTime:
    """Squared error of the chance that there is at least one act.

    Source: Brier (1950), Monthly Weather Review 78, 1.
    """
    return (at_least_one(chances) - (acts >= HALF_AN_ACT)) ** 2


def at_least_one(chances: KindTimeChance) -> KindTime:
    """Chance of at least one act."""
    return 1.0 - chances[..., 0]


def marks(found: list[Counted]) -> Marks:
    """Mean scores over all kinds and times of one or several forecasts."""
    names = found[0].chances

    def mean(score: Score, name: str) -> float:
        scores = [score(one.chances[name], one.acts).ravel() for one in found]
        return float(np.mean(np.concatenate(scores)))

    return Marks(
        {name: mean(crps, name) for name in names},
        {name: mean(brier, name) for name in names},
    )


def calibration(found: list[Counted]) -> Calibration:
    """Set what the model gave chances to beside what happened."""
    forecast = np.concatenate([at_least_one(one.chances[MODEL]).ravel() for one in found])
    happened = np.concatenate([(one.acts >= HALF_AN_ACT).ravel() for one in found])
    places = np.minimum((forecast * BINS).astype(int), BINS - 1)
    bins = (
        _bin(place, forecast[places == place], happened[places == place])
        for place in np.unique(places).tolist()
    )
    bounds = np.concatenate([_bounds(one).reshape(2, -1) for one in found], axis=1)
    coverage = {f"{level:.0%}": _covered(found, level) for level in LEVELS}
    return Calibration(tuple(bins), coverage, _histogram(*bounds))


def _bin(place: int, forecast: np.ndarray, happened: np.ndarray) -> Bin:
    bounds = place / BINS, (place + 1) / BINS
    return Bin(*bounds, float(forecast.mean()), float(happened.mean()), len(forecast))


def _bounds(one: Counted) -> np.ndarray:
    """Chance of fewer acts than were counted, and of as many or fewer."""
    below = np.cumsum(one.chances[MODEL], axis=-1)
    padded = np.concatenate([np.zeros((*below.shape[:2], 1)), np.minimum(below, 1.0)], axis=-1)
    place = np.minimum(np.round(one.acts).astype(int), below.shape[-1])[..., None]
    fewer, at_most = place, np.minimum(place + 1, below.shape[-1])
    return np.stack([np.take_along_axis(padded, number, -1)[..., 0] for number in (fewer, at_most)])


def _covered(found: list[Counted], level: float) -> float:
    """Share of counts inside the central interval: neither tail from them on is less likely than stated."""
    tail = 0.5 * (1.0 - level)
    inside = [(upper >= tail) & (lower <= 1.0 - tail) for lower, upper in map(_bounds, found)]
    return float(np.mean(np.concatenate([one.ravel() for one in inside])))


def _histogram(lower: np.ndarray, upper: np.ndarray) -> tuple[float, ...]:
    """Spread each count evenly over its place between two probabilities."""
    edges = np.linspace(0.0, 1.0, BINS + 1)[:, None]
    lower = np.minimum(lower, 1.0 - LEAST)
    wide = np.maximum(upper - lower, LEAST)
    reached = np.clip((edges - lower) / wide, 0.0, 1.0).mean(axis=1)
    return tuple(float(share) for share in np.diff(reached))
