"""Which words of two passages are the same and which were changed, for a reader who compares them."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple, no_type_check

import numpy as np
from numba import njit
from numpy.typing import NDArray

Keys = NDArray[np.int32]

_WORD = re.compile(r"\S+")
_MEANT = re.compile(r"[\W_]+")
_PHRASE = 4  # words of a phrase that both passages have once: it surely stands in for itself
_LARGEST = 4_000_000  # cells of a table of two stretches; larger ones are shown as changed


class Piece(NamedTuple):
    """A stretch of words, and whether the other passage has the same in its place."""

    text: str
    same: bool


def difference(one: str, other: str) -> tuple[list[Piece], list[Piece]]:
    """Part two passages into what is the same in both, in order, and what is not.

    Case and punctuation make no difference. Phrases that occur once in each are matched first (Bram
    Cohen's patience diff); between them the longest common subsequence decides.
    """
    here, there = list(_WORD.finditer(one)), list(_WORD.finditer(other))
    left, right = _keys([word[0] for word in here], [word[0] for word in there])
    same_left = np.zeros(len(left), bool)
    same_right = np.zeros(len(right), bool)
    for low, high, other_low, other_high in _stretches(left, right):
        if (high - low) * (other_high - other_low) <= _LARGEST:
            matched = _common(left[low:high], right[other_low:other_high])
            same_left[low + matched[:, 0]] = True
            same_right[other_low + matched[:, 1]] = True
    return _pieces(one, here, same_left), _pieces(other, there, same_right)


def _keys(words: Sequence[str], others: Sequence[str]) -> tuple[Keys, Keys]:
    """Number words by what they mean to a reader."""
    numbers: dict[str, int] = {}

    def number(word: str) -> int:
        meant = _MEANT.sub("", word.lower().replace("ё", "е")) or word
        return numbers.setdefault(meant, len(numbers))

    return np.array([*map(number, words)], np.int32), np.array([*map(number, others)], np.int32)


def _stretches(left: Keys, right: Keys) -> Iterator[tuple[int, int, int, int]]:
    """Cut both passages at the phrases that each has once, as far as their order agrees."""
    at, to = 0, 0
    for one, other in _increasing(_single(left, right)):
        if one >= at and other >= to:
            yield at, one, to, other
            yield one, one + _PHRASE, other, other + _PHRASE
            at, to = one + _PHRASE, other + _PHRASE
    yield at, len(left), to, len(right)


def _single(left: Keys, right: Keys) -> list[tuple[int, int]]:
    phrases = [[tuple(keys[at : at + _PHRASE]) for at in range(len(keys) - _PHRASE + 1)]
               for keys in (left.tolist(), right.tolist())]  # fmt: skip
    counts = [Counter(one) for one in phrases]
    places = {phrase: at for at, phrase in enumerate(phrases[1])}
    return [
        (at, places[phrase])
        for at, phrase in enumerate(phrases[0])
        if counts[0][phrase] == 1 and counts[1][phrase] == 1
    ]


def _increasing(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Find a longest subsequence that increases in both (Fredman 1975)."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for at, (_, place) in enumerate(pairs):
        rank = bisect_left(tails, place)
        before.append(ends[rank - 1] if rank else -1)
        tails[rank : rank + 1] = [place]
        ends[rank : rank + 1] = [at]
    chain, at = [], ends[-1] if ends else -1
    while at >= 0:
        chain.append(pairs[at])
        at = before[at]
    return chain[::-1]


@njit(cache=True)
@no_type_check
def _common(left: Keys, right: Keys) -> NDArray[np.int32]:
    """Find a longest common subsequence, as pairs of places."""
    rows, columns = len(left), len(right)
    length = np.zeros((rows + 1, columns + 1), np.int32)
    for row in range(rows - 1, -1, -1):
        for column in range(columns - 1, -1, -1):
            if left[row] == right[column]:
                length[row, column] = length[row + 1, column + 1] + 1
            else:
                length[row, column] = max(length[row + 1, column], length[row, column + 1])
    pairs = np.empty((length[0, 0], 2), np.int32)
    found, row, column = 0, 0, 0
    while found < length[0, 0]:
        if left[row] == right[column]:
            pairs[found, 0], pairs[found, 1] = row, column
            found, row, column = found + 1, row + 1, column + 1
        elif length[row + 1, column] >= length[row, column + 1]:
            row += 1
        else:
            column += 1
    return pairs


def _pieces(text: str, words: Sequence[re.Match[str]], same: NDArray[np.bool_]) -> list[Piece]:
    """Join words of one sort, with the blanks between them."""
    if not words:
        return []
    turns = [0, *(np.flatnonzero(np.diff(same)) + 1).tolist(), len(words)]
    pieces = []
    for low, high in pairwise(turns):
        end = words[high].start() if high < len(words) else words[high - 1].end()
        pieces.append(Piece(text[words[low].start() : end], bool(same[low])))
    return pieces
