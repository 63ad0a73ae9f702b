"""Gathering spells as they come, equal ones put together, within a stated room."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from regimelab.fit.events.alike import alike
from regimelab.types import PerRow, RowTerms, TermRows

CHUNK = 200_000  # rows kept before equal ones are put together: 20 MB at twelve terms
BUCKETS = 64  # by the first bits of a row's key: what is put together at once is small


class TooLarge(Exception):  # noqa: N818 (no error of the user's: who catches it goes another way)
    """More distinct rows than there is room for."""


class Spells(NamedTuple):
    """Distinct covariate rows, the time each was at risk, and the events under it."""

    rows: RowTerms
    exposure: PerRow
    events: PerRow


class _Part(NamedTuple):
    """Distinct rows in the order of their keys, one a column; with them their exposure and events."""

    key: np.ndarray
    values: np.ndarray
    sums: np.ndarray

    def __len__(self) -> int:
        return len(self.key)


class Gathering:
    """Spells as they come; equal ones are put together chunk by chunk, and chunks when they have doubled."""

    def __init__(self, terms: int, room: float = np.inf) -> None:
        self._values, self._sums = np.empty((terms, CHUNK)), np.empty((2, CHUNK))
        self._filled = 0
        self._buckets: list[list[_Part]] = [[] for _ in range(BUCKETS)]
        self._most = room / (8 * (terms + 3))

    def add(self, values: TermRows, exposure: PerRow, events: float) -> None:
        """Take in rows, one a column, with the time they were at risk and the events under each."""
        done = 0
        while done < len(exposure):
            taken = slice(done, done + CHUNK - self._filled)
            size = len(exposure[taken])
            here = slice(self._filled, self._filled + size)
            self._values[:, here] = values[:, taken]
            self._sums[0, here] = exposure[taken]
            self._sums[1, here] = events
            self._filled += size
            done += size
            if self._filled == CHUNK:
                self._close()

    def together(self) -> Spells:
        """Put all equal rows together; each bucket is let go as soon as its rows have moved."""
        self._close()
        for bucket in self._buckets:
            bucket[:] = [_merged(bucket)] if len(bucket) > 1 else bucket
        size = self._size()
        values, sums = np.empty((len(self._values), size)), np.empty((2, size))
        begin = 0
        for bucket in self._buckets:
            for part in bucket:
                here = slice(begin, begin + len(part))
                values[:, here], sums[:, here] = part.values, part.sums
                begin += len(part)
            bucket.clear()
        return Spells(values.T, *sums)

    def _size(self) -> int:
        return sum(len(part) for bucket in self._buckets for part in bucket)

    def _close(self) -> None:
        here = slice(0, self._filled)
        self._filled = 0
        values = self._values[:, here]
        values += 0.0  # no negative zeros
        whole = _together(values, self._sums[:, here])
        width = np.uint64(2**64 // BUCKETS)
        cuts = np.searchsorted(whole.key, np.arange(1, BUCKETS, dtype=np.uint64) * width)
        edges = [0, *cuts.tolist(), len(whole)]
        for bucket, a, b in zip(self._buckets, edges[:-1], edges[1:], strict=True):
            if b > a:
                bucket.append(
                    _Part(whole.key[a:b].copy(), whole.values[:, a:b].copy(), whole.sums[:, a:b].copy())
                )
            if sum(map(len, bucket[1:])) > max(len(bucket[0]) if bucket else 0, 4 * CHUNK // BUCKETS):
                bucket[:] = [_merged(bucket)]
        if self._size() > self._most:
            raise TooLarge


def _merged(parts: Sequence[_Part]) -> _Part:
    key, values, sums = (np.concatenate(each, axis=-1) for each in zip(*parts, strict=True))
    return _together(values, sums, key)


def _together(values: TermRows, sums: np.ndarray, key: np.ndarray | None = None) -> _Part:
    found = alike(values, key)
    first = found.order[found.starts]
    added = np.add.reduceat(sums[:, found.order], found.starts, axis=1) if len(first) else sums[:, first]
    return _Part(found.key[first], np.take(values, first, axis=1), added)
