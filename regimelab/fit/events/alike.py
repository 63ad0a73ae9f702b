"""Finding equal rows of covariates, by a number made from their bits."""

from typing import Final, NamedTuple

import numpy as np

from regimelab.types import TermRows

MIXER: Final = np.uint64(0x9E3779B97F4A7C15)  # 2**64 over the golden ratio, Knuth (1998), section 6.4
OTHER: Final = np.uint64(0xC2B2AE3D27D4EB4F)  # a prime of Collet's xxHash, for a second number
SHIFT: Final = np.uint64(29)


class Alike(NamedTuple):
    """An order in which equal rows stand together, and where in it each kind of row begins."""

    key: np.ndarray
    order: np.ndarray
    starts: np.ndarray

    def group(self) -> np.ndarray:
        """Number the kind of every row."""
        lengths = np.diff(self.starts, append=len(self.order))
        group = np.empty(len(self.order), dtype=np.intp)
        group[self.order] = np.repeat(np.arange(len(self.starts)), lengths)
        return group


def alike(columns: TermRows, key: np.ndarray | None = None) -> Alike:
    """Find equal rows, one a column; kinds stand in the order of their keys.

    Rows of one key are told apart by a second one: of a thousand million different rows, the chance that
    any two share both is below 1e-20.
    """
    key = keys(columns) if key is None else key
    order = np.argsort(key)
    again = _same_as_before(key[order])
    second = keys(columns[::-1], OTHER)
    repeated = np.flatnonzero(again)
    if not np.array_equal(second[order[repeated]], second[order[repeated - 1]]):
        order = np.lexsort((second, key))
        again = _same_as_before(key[order]) & _same_as_before(second[order])
    return Alike(key, order, np.flatnonzero(~again))


def keys(columns: TermRows, mixer: np.uint64 = MIXER) -> np.ndarray:
    """Make a number of each row, from its bits; rows hold no negative zeros."""
    key = np.zeros(columns.shape[1], dtype=np.uint64)
    for column in columns:
        key = (key ^ np.ascontiguousarray(column).view(np.uint64)) * mixer
        key ^= key >> SHIFT
    return key


def _same_as_before(sorted_values: np.ndarray) -> np.ndarray:
    same = np.zeros(len(sorted_values), dtype=bool)
    same[1:] = sorted_values[1:] == sorted_values[:-1]
    return same
