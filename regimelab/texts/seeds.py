"""Seeds: what two laws have in common word for word, or nearly so, and rarely say."""

from collections.abc import Sequence
from typing import NamedTuple, no_type_check

import numpy as np
from numba import njit
from numpy.typing import NDArray

from regimelab.texts.lexicon import Numbers

Keys = NDArray[np.int64]

STEMS = (3, 9)  # in seeds of running text: few find what was changed, many tell repeated phrases apart
REACH = 5  # words within which two stems make a seed of reworded text
RARE = 8  # times a seed of running text may occur in a law: what is frequent tells nothing of where
RARE_PAIR = 16  # the same for two stems; in neither case may both laws have it so often


class Index(NamedTuple):
    """Seeds of a law: sorted keys, and the word at which each begins."""

    keys: Keys
    places: Numbers


class Anchors(NamedTuple):
    """Where two laws agree: word of the one, in order, word of the other, and for how many words."""

    here: Numbers
    there: Numbers
    length: Numbers


def running_index(stems: Numbers, length: int) -> Index:
    """Index a law by so many stems in a row."""
    keys = rows(stems, length)
    return _sorted(keys, np.arange(len(keys), dtype=np.int32), RARE)


def reworded_index(stems: Numbers) -> Index:
    """Index a law by pairs of different stems near each other, in whichever order they stand."""
    return _sorted(*_pairs(stems, REACH), RARE_PAIR)


def running_anchors(here: Sequence[Index], there: Sequence[Index]) -> Anchors:
    """Find where two laws have the same stems in a row, by their indexes of the first lengths or all."""
    met = [_met(*one, *other, RARE * RARE) for one, other in zip(here, there, strict=True)]
    length = np.repeat(np.array(STEMS[: len(met)], np.int32), [len(left) for left, _ in met])
    left, right = (np.concatenate(columns) for columns in zip(*met, strict=True))
    return Anchors(*_in_order(left, right, length))


def reworded_anchors(here: Index, there: Index, free: NDArray[np.bool_]) -> Anchors:
    """Find where two laws have the same two stems near each other, in words that are free."""
    left, right = _met(*here, *there, RARE * RARE)
    unexplained = free[left]
    left, right = left[unexplained], right[unexplained]
    return Anchors(*_in_order(left, right, np.ones(len(left), np.int32)))


def _sorted(keys: Keys, places: Numbers, rare: int) -> Index:
    """Sort seeds by key; those that a law has too often are left out."""
    order = np.argsort(keys)
    return Index(*_without_frequent(keys[order], places[order], rare))


@njit(cache=True)
@no_type_check
def past(keys: Keys, at: int) -> int:
    """Give where sorted keys go on after all that equal the one at a place."""
    end = at + 1
    while end < len(keys) and keys[end] == keys[at]:
        end += 1
    return end


@njit(cache=True)
@no_type_check
def _without_frequent(keys: Keys, places: Numbers, rare: int) -> tuple[Keys, Numbers]:
    size, kept, at = len(keys), 0, 0
    while at < size:
        end = past(keys, at)
        if end - at <= rare:
            for one in range(at, end):
                keys[kept], places[kept] = keys[one], places[one]
                kept += 1
        at = end
    return keys[:kept].copy(), places[:kept].copy()


@njit(cache=True)
@no_type_check
def rows(stems: Numbers, length: int) -> Keys:
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
    keys: Keys, places: Numbers, other_keys: Keys, other_places: Numbers, most: int
) -> tuple[Numbers, Numbers]:
    """Join two sorted indexes on the keys that make no more than so many agreements."""
    left = np.empty(1024, np.int32)
    right = np.empty(1024, np.int32)
    found, at, to = 0, 0, 0
    while at < len(keys) and to < len(other_keys):
        key, other = keys[at], other_keys[to]
        if key != other:
            at += key < other
            to += other < key
            continue
        end, stop = past(keys, at), past(other_keys, to)
        if (end - at) * (stop - to) <= most:
            if found + (end - at) * (stop - to) > len(left):
                left = np.concatenate((left, np.empty_like(left)))
                right = np.concatenate((right, np.empty_like(right)))
            for one in range(at, end):
                for another in range(to, stop):
                    left[found], right[found] = places[one], other_places[another]
                    found += 1
        at, to = end, stop
    return left[:found].copy(), right[:found].copy()


@njit(cache=True)
@no_type_check
def _in_order(left: Numbers, right: Numbers, length: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Order agreements by the word of the first law: a counting sort."""
    size = len(left)
    last = left.max() if size else -1
    begins = np.zeros(last + 2, np.int32)
    for at in range(size):
        begins[left[at] + 1] += 1
    for word in range(1, last + 2):
        begins[word] += begins[word - 1]
    here = np.empty(size, np.int32)
    there = np.empty(size, np.int32)
    words = np.empty(size, np.int32)
    for at in range(size):
        place = begins[left[at]]
        here[place], there[place], words[place] = left[at], right[at], length[at]
        begins[left[at]] += 1
    return here, there, words
