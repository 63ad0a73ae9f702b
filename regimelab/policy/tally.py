"""Outcomes of any number of futures, kept as how many futures have each value; futures come in batches."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from regimelab.types import OutcomePlaceTime, OutcomePlaceTimeFuture, OutcomePlaceTimeValue, QuantileOutcomes


class Tally(NamedTuple):
    """Number of futures by outcome, place, time and value; a value is a whole number above its base.

    Acts to come are whole; what was recorded before may hold parts of acts, the same in every future.
    """

    base: OutcomePlaceTime
    futures: OutcomePlaceTimeValue


def tally(values: OutcomePlaceTimeFuture) -> Tally:
    """Count the futures of one batch by their values."""
    base = values[..., 0] % 1.0
    whole = np.rint(values - base[..., None]).astype(np.int64)
    assert np.allclose(values, base[..., None] + whole, atol=1e-5), "a base that differs between futures"
    cells, width = base.size, int(whole.max()) + 1
    places = np.arange(cells)[:, None] * width + whole.reshape(cells, -1)
    counted = np.bincount(places.ravel(), minlength=cells * width)
    return Tally(base, counted.reshape(*base.shape, width))


def added(one: Tally, other: Tally) -> Tally:
    """Add the futures of two batches up."""
    width = max(one.futures.shape[-1], other.futures.shape[-1])
    return Tally(one.base, _widened(one.futures, width) + _widened(other.futures, width))


def _widened(futures: np.ndarray, width: int) -> np.ndarray:
    more = [(0, 0)] * (futures.ndim - 1) + [(0, width - futures.shape[-1])]
    return np.pad(futures, more)


def quantiles(counted: Tally, levels: Sequence[float]) -> QuantileOutcomes:
    """Quantiles as of the single values: between neighbours in order, straight."""
    ladder = np.cumsum(counted.futures, axis=-1)
    last = int(ladder[..., -1].flat[0]) - 1
    return np.stack([_at(counted, ladder, level * last) for level in levels])


def _at(counted: Tally, ladder: np.ndarray, rank: float) -> OutcomePlaceTime:
    """Value at a rank from 0 on; between two ranks, straight."""
    below, above = (np.sum(ladder <= place, axis=-1) for place in (np.floor(rank), np.ceil(rank)))
    return counted.base + below + (rank - np.floor(rank)) * (above - below)
