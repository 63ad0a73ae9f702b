"""Every word met, numbered once and stemmed once."""

from typing import Any, no_type_check

import numpy as np
from numba import njit
from numpy.typing import NDArray

from regimelab.errors import on_request
from regimelab.texts.split import Hashes, Words

Numbers = NDArray[np.int32]

SNOWBALL = {
    "ar": "arabic", "ca": "catalan", "da": "danish", "de": "german", "el": "greek", "en": "english",
    "es": "spanish", "eu": "basque", "fi": "finnish", "fr": "french", "ga": "irish", "hi": "hindi",
    "hu": "hungarian", "hy": "armenian", "id": "indonesian", "it": "italian", "lt": "lithuanian",
    "ne": "nepali", "nl": "dutch", "no": "norwegian", "pt": "portuguese", "ro": "romanian",
    "ru": "russian", "sr": "serbian", "sv": "swedish", "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip
_FULL = 0.5  # a table that is fuller makes searches long


class Lexicon:
    """The vocabulary of a language: number of each word's stem, and each stem's spelling.

    A language without a Snowball stemmer is matched by its words as they are.
    """

    def __init__(self, language: str) -> None:
        self.language = language
        self.stems: list[str] = []
        self._numbers: dict[str, int] = {}
        self._keys = np.zeros(1 << 16, np.uint64)
        self._values = np.full(1 << 16, -1, np.int32)
        self._stem_of = np.empty(0, np.int32)
        self._stemmer = _stemmer(language)

    def __len__(self) -> int:
        """Count the stems."""
        return len(self.stems)

    def number(self, text: str, words: Words) -> Numbers:
        """Number the stem of each word of a text."""
        self._make_room(len(words.hashes))
        known = len(self._stem_of)
        numbers, first = _number(words.hashes, self._keys, self._values, known)
        if len(first):
            spelled = [_plain(text[words.starts[at] : words.ends[at]]) for at in first]
            fresh = np.array([self.stem_number(stem) for stem in self._stemmed(spelled)], np.int32)
            self._stem_of = np.concatenate([self._stem_of, fresh])
        return self._stem_of[numbers]

    def phrase(self, text: str) -> tuple[int, ...]:
        """Number the stems of a phrase, whether or not a law has used them."""
        return tuple(self.stem_number(stem) for stem in self._stemmed(_plain(text).split()))

    def stem_number(self, stem: str) -> int:
        """Number a stem, as the next if it is new."""
        number = self._numbers.setdefault(stem, len(self.stems))
        if number == len(self.stems):
            self.stems.append(stem)
        return number

    def _stemmed(self, words: list[str]) -> list[str]:
        return self._stemmer.stemWords(words) if self._stemmer else words

    def _make_room(self, more: int) -> None:
        """Keep the table of words sparse enough for whatever a text may bring."""
        size = len(self._keys)
        while len(self._stem_of) + min(more, 1 << 22) > size * _FULL:
            size *= 2
        if size > len(self._keys):
            self._keys, self._values = _rehashed(self._keys, self._values, size)


def _stemmer(language: str) -> Any:  # noqa: ANN401 - PyStemmer brings no types
    if language not in SNOWBALL:
        return None
    return on_request("Stemmer", "laws", "laws").Stemmer(SNOWBALL[language], 0)


def _plain(word: str) -> str:
    """Spell a word as it is matched: small letters, no ё, nothing but letters."""
    lowered = word.lower().replace("ё", "е")
    return lowered if lowered.isalpha() else _joined(lowered)


def _joined(word: str) -> str:
    return "".join(letter for letter in word if letter.isalpha() or letter == " ")


@njit(cache=True)
@no_type_check
def _number(hashes: Hashes, keys: Hashes, values: Numbers, known: int) -> tuple[Numbers, NDArray[np.int64]]:
    """Look words up in an open table; a new one gets the next number and leaves its first place."""
    mask = np.uint64(len(keys) - 1)
    numbers = np.empty(len(hashes), np.int32)
    first = np.empty(len(hashes), np.int64)
    fresh = 0
    for at in range(len(hashes)):
        key = hashes[at]
        slot = (key ^ (key >> np.uint64(29))) & mask
        while values[slot] >= 0 and keys[slot] != key:
            slot = (slot + np.uint64(1)) & mask
        if values[slot] < 0:
            keys[slot] = key
            values[slot] = known + fresh
            first[fresh] = at
            fresh += 1
        numbers[at] = values[slot]
    return numbers, first[:fresh].copy()


@njit(cache=True)
@no_type_check
def _rehashed(keys: Hashes, values: Numbers, size: int) -> tuple[Hashes, Numbers]:
    mask = np.uint64(size - 1)
    wider = np.zeros(size, np.uint64)
    moved = np.full(size, -1, np.int32)
    for at in range(len(keys)):
        if values[at] >= 0:
            slot = (keys[at] ^ (keys[at] >> np.uint64(29))) & mask
            while moved[slot] >= 0:
                slot = (slot + np.uint64(1)) & mask
            wider[slot] = keys[at]
            moved[slot] = values[at]
    return wider, moved
