"""The one loop over characters: where words begin and end, and which they are."""

import unicodedata
from functools import cache
from typing import NamedTuple, no_type_check

import numpy as np
from numba import njit
from numpy.typing import NDArray

Codes = NDArray[np.uint32]
Places = NDArray[np.int64]
Hashes = NDArray[np.uint64]

OTHER, LETTER, DIGIT, SILENT, HYPHEN, BREAK = range(6)
_PLANE = 0x10000  # characters beyond the basic plane separate words
_SHORT = 2  # letters of a list mark: "a)", "аа)"
_CLOSING = ord(")")


class Words(NamedTuple):
    """Words of a text in order: a hash of each, and the characters it covers."""

    hashes: Hashes
    starts: Places
    ends: Places


def split(text: str) -> Words:
    """Find the words of a text; numbers and the marks of lists are left out.

    Case, ё and soft hyphens make no difference, and a word broken at the end of a line is one word.
    """
    kinds, folds = _tables()
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    return Words(*_split(codes, kinds, folds))


@cache
def _tables() -> tuple[NDArray[np.uint8], Codes]:
    """Say of each character what it is, and as which other it counts."""
    kinds = np.zeros(_PLANE, np.uint8)
    folds = np.arange(_PLANE, dtype=np.uint32)
    for code in range(_PLANE):
        letter = chr(code)
        category = unicodedata.category(letter)
        if category[0] == "L":
            kinds[code] = LETTER
            lower = letter.lower()
            folds[code] = ord("е") if lower == "ё" else ord(lower) if len(lower) == 1 else code
        elif category == "Nd":
            kinds[code] = DIGIT
        elif category in ("Mn", "Cf"):
            kinds[code] = SILENT
    for letter in "-‐":
        kinds[ord(letter)] = HYPHEN
    for letter in "\n\r\u2028\x0b\x0c":
        kinds[ord(letter)] = BREAK
    return kinds, folds


@njit(cache=True)
@no_type_check
def _broken(codes: Codes, at: int, kinds: NDArray[np.uint8], folds: Codes) -> int:
    """Give where a word goes on after a hyphen at the end of a line, or -1."""
    size = len(codes)
    after = at + 1
    while after < size and codes[after] == 32:
        after += 1
    if after >= size or codes[after] >= len(kinds) or kinds[codes[after]] != BREAK:
        return -1
    while after < size and codes[after] < len(kinds) and (kinds[codes[after]] == BREAK or codes[after] == 32):
        after += 1
    if after >= size or codes[after] >= len(kinds) or kinds[codes[after]] != LETTER:
        return -1
    return after if folds[codes[after]] == codes[after] else -1  # a small letter


@njit(cache=True)
@no_type_check
def _word(
    codes: Codes, at: int, kinds: NDArray[np.uint8], folds: Codes
) -> tuple[np.uint64, int, int, int, int]:
    """Read one word: its hash, past its last character, where to go on, its letters and its digits."""
    end, letters, digits = at, 0, 0
    value = np.uint64(14695981039346656037)  # FNV-1a
    while at < len(codes) and codes[at] < len(kinds):
        kind = kinds[codes[at]]
        if kind == LETTER or kind == DIGIT:
            value = (value ^ np.uint64(folds[codes[at]])) * np.uint64(1099511628211)
            letters += kind == LETTER
            digits += kind == DIGIT
            end = at + 1
        elif kind != SILENT:
            on = _broken(codes, at, kinds, folds) if kind == HYPHEN and letters else -1
            if on < 0:
                break
            at = on - 1
        at += 1
    return value, end, at, letters, digits


@njit(cache=True)
@no_type_check
def _split(codes: Codes, kinds: NDArray[np.uint8], folds: Codes) -> tuple[Hashes, Places, Places]:
    size = len(codes)
    hashes = np.empty(size // 2 + 1, np.uint64)
    starts = np.empty(size // 2 + 1, np.int64)
    ends = np.empty(size // 2 + 1, np.int64)
    found, at = 0, 0
    while at < size:
        kind = kinds[codes[at]] if codes[at] < len(kinds) else OTHER
        if kind != LETTER and kind != DIGIT:
            at += 1
            continue
        begin = at
        value, end, at, letters, digits = _word(codes, at, kinds, folds)
        mark = letters <= _SHORT and at < size and codes[at] == _CLOSING
        if letters and not digits and not mark:
            hashes[found], starts[found], ends[found] = value, begin, end
            found += 1
    return hashes[:found].copy(), starts[:found].copy(), ends[:found].copy()
