"""Do chances mean what they say? How often things happened that were forecast with each chance.

Source: Dimitriadis, Gneiting & Jordan (2021), Proceedings of the National Academy of Sciences 118,
e2016191118 (reliability by isotonic regression; consistency bands by resampling).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import isotonic_regression

from regimelab.fit.verification import HALF_AN_ACT, MODEL, Counted, at_least_one

LEVEL = 0.9
RESAMPLES = 1000


@dataclass(frozen=True)
class Reliability:
    """Forecast chances in rising order, how often it happened at each, and the band if all were right.

    ``often`` is the isotonic regression of what happened on the chances: it never falls, and chooses its
    own bins. ``low`` and ``high`` hold it in 90 % of repetitions in which every chance is right.
    """

    chances: tuple[float, ...]
    often: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    outside: float

    @property
    def told(self) -> str:
        """Say in one clause how many of the forecasts lie outside the band."""
        return f"{self.outside:.0%} of the {len(self.chances)} chances lie outside the 90 % band"


def reliability(found: Sequence[Counted], rng: np.random.Generator) -> Reliability:
    """Set the model's chances of at least one act beside how often there was one."""
    chances = np.concatenate([at_least_one(one.chances[MODEL]).ravel() for one in found])
    happened = np.concatenate([(one.acts >= HALF_AN_ACT).ravel() for one in found])
    order = np.argsort(chances, kind="stable")
    chances, happened = np.clip(chances[order], 0.0, 1.0), happened[order]
    often = _isotonic(chances, happened)
    if_right = [_isotonic(chances, rng.random(len(chances)) < chances) for _ in range(RESAMPLES)]
    low, high = np.quantile(if_right, [(1 - LEVEL) / 2, (1 + LEVEL) / 2], axis=0)
    outside = float(np.mean((often < low - 1e-12) | (often > high + 1e-12)))
    first, second, third, fourth = (tuple(map(float, one)) for one in (chances, often, low, high))
    return Reliability(first, second, third, fourth, outside)


def _isotonic(chances: np.ndarray, happened: np.ndarray) -> np.ndarray:
    """Regress on the rank of the chances; equal chances share one value."""
    distinct, place, number = np.unique(chances, return_inverse=True, return_counts=True)
    share = np.bincount(place, happened, len(distinct)) / number
    return np.asarray(isotonic_regression(share, weights=number).x)[place]
