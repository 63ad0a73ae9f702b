"""Seeds: what two laws have in common word for word, or nearly so, and rarely say."""

from collections.abc import Sequence
from typing import NamedTuple, no_type_check

import numpy as np
from numba import njit
from numpy.typing import NDArray

from regimelab.texts.lexicon import Numbers
from regimelab.texts.split import Places

Keys = NDArray[np.int64]

STEMS = (3, 9)  # in seeds of running text: few find what was changed, many tell repeated phrases apart
REACH = 5  # words within which two stems make a seed of reworded text
RARE = 8  # times a seed of running text may occur in a law: what is frequent tells nothing of where
RARE_PAIR = 16  # the same for two stems


class Index(NamedTuple):
    """Seeds of a law: sorted keys, and the word at which each begins."""

    keys: Keys
    places: Numbers


class Anchors(NamedTuple):
    """Where seeds of two laws agree: word of the one, word of the other, and for how many words."""

    here: Numbers
    there: Numbers
    length: Numbers


def running_index(stems: Numbers, length: int) -> Index:
    """Index a law by so many stems in a row."""
    keys = _rows(stems, length)
    return _sorted(keys, np.arange(len(keys), dtype=np.int32))


def reworded_index(stems: Numbers) -> Index:
    """Index a law by pairs of different stems near each other, in whichever order they stand."""
    return _sorted(*_pairs(stems, REACH))


def _sorted(keys: Keys, places: Numbers) -> Index:
    order = np.argsort(keys, kind="stable")
    return Index(keys[order], places[order])


def running_anchors(here: Sequence[Index], there: Sequence[Index]) -> Anchors:
    """Find where two laws run alike, as runs along one diagonal, in order of the first."""
    met = [
        (*_met(*one, *other, RARE), length)
        for one, other, length in zip(here, there, STEMS, strict=True)
    ]
    return _gathered(met)


def reworded_anchors(here: Index, there: Index) -> Anchors:
    """Find where two laws have the same two stems near each other."""
    return _gathered([(*_met(*here, *there, RARE_PAIR), 1)])


def _gathered(met: list[tuple[Numbers, Numbers, int]]) -> Anchors:
    """Order agreements by diagonal, join those that follow each other, order them by the first law."""
    left, right = np.concatenate([one[0] for one in met]), np.concatenate([one[1] for one in met])
    length = np.repeat([one[2] for one in met], [len(one[0]) for one in met]).astype(np.int32)
    order = np.argsort(((left.astype(np.int64) - right) << 32) + left, kind="stable")
    left, right, length = _runs(left[order], right[order], length[order])
    order = np.argsort((left.astype(np.int64) << 32) + right)
    return Anchors(left[order], right[order], length[order])


@njit(cache=True)
@no_type_check
def _rows(stems: Numbers, length: int) -> Keys:
    """Hash so many stems in a row; FNV-1a by stems instead of bytes."""
    count = max(0, len(stems) - length + 1)
    keys = np.empty(count, np.int64)
    for at in range(count):
        key = np.uint64(14695981039346656037)
        for step in range(length):
            key = (key ^ np.uint64(stems[at + step])) * np.uint64(1099511628211)
            key ^= key >> np.uint64(32)
        keys[at] = np.int64(key)
    return keys


@njit(cache=True)
@no_type_check
def _pairs(stems: Numbers, reach: int) -> tuple[Keys, Numbers]:
    size = len(stems)
    keys = np.empty(size * reach, np.int64)
    places = np.empty(size * reach, np.int32)
    found = 0
    for at in range(size):
        for after in range(at + 1, min(size, at + 1 + reach)):
            low, high = min(stems[at], stems[after]), max(stems[at], stems[after])
            if low < high:
                keys[found] = (np.int64(low) << 32) | np.int64(high)
                places[found] = at
                found += 1
    return keys[:found].copy(), places[:found].copy()


@njit(cache=True)
@no_type_check
def _met(
    keys: Keys, places: Numbers, other_keys: Keys, other_places: Numbers, rare: int
) -> tuple[Numbers, Numbers]:
    """Join two sorted indexes on the keys that neither holds more than so often."""
    left = np.empty(1024, np.int32)
    right = np.empty(1024, np.int32)
    found, at, to = 0, 0, 0
    while at < len(keys) and to < len(other_keys):
        if keys[at] < other_keys[to]:
            at += 1
        elif keys[at] > other_keys[to]:
            to += 1
        else:
            key, end, stop = keys[at], at, to
            while end < len(keys) and keys[end] == key:
                end += 1
            while stop < len(other_keys) and other_keys[stop] == key:
                stop += 1
            if end - at <= rare and stop - to <= rare:
                if found + (end - at) * (stop - to) > len(left):
                    left = np.concatenate((left, np.empty_like(left)))
                    right = np.concatenate((right, np.empty_like(right)))
                for one in range(at, end):
                    for other in range(to, stop):
                        left[found] = places[one]
                        right[found] = other_places[other]
                        found += 1
            at, to = end, stop
    return left[:found].copy(), right[:found].copy()


@njit(cache=True)
@no_type_check
def _runs(left: Numbers, right: Numbers, words: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Join agreements that touch or overlap on one diagonal."""
    here = np.empty_like(left)
    there = np.empty_like(left)
    length = np.empty_like(left)
    found = 0
    for at in range(len(left)):
        if found and right[at] - left[at] == there[found - 1] - here[found - 1]:
            past = left[at] - here[found - 1]
            if past <= length[found - 1]:
                length[found - 1] = max(length[found - 1], past + words[at])
                continue
        here[found], there[found], length[found] = left[at], right[at], words[at]
        found += 1
    return here[:found].copy(), there[:found].copy(), length[:found].copy()
