"""Draws of what is assumed: one a future, the same wherever the same assumption is met again."""

from zlib import crc32

import numpy as np
from scipy.special import ndtri

from regimelab.types import FutureFlags, PerFuture


def uniform(label: str, futures: int, seed: int) -> PerFuture:
    """Stratified uniform draws: one in each of ``futures`` equal parts, in an order of the label's own.

    Source: McKay, Beckman & Conover (1979), Technometrics 21, 239.
    """
    rng = np.random.default_rng([seed, crc32(label.encode())])
    return (rng.permutation(futures) + rng.random(futures)) / futures


def normal(even: PerFuture, mean: float, sd: float) -> PerFuture:
    """Draws from a normal prior, from even ones."""
    return mean + sd * ndtri(even)


def granted(even: PerFuture, chance: float | PerFuture) -> FutureFlags:
    """Whether something of a given chance happens, from even draws."""
    return even < chance
