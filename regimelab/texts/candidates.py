"""Which pairs of laws are worth aligning: those that share rare phrases, or rare words close together."""

from collections.abc import Iterable
from typing import NamedTuple, no_type_check

import numpy as np
from numba import njit
from numpy.typing import NDArray

from regimelab.texts.lexicon import Numbers
from regimelab.texts.seeds import Keys, past, rows
from regimelab.texts.split import Places

PHRASE = 5  # stems in a row
SAMPLED = 8  # one phrase in so many is kept, the same ones in every law
WINDOW = 100  # words of a bag
RAREST = 6  # words of a bag that stand for it, in pairs
CAP = 20  # articles that may share a key; what more share is common, and tells nothing of two
LEAST, LEAST_OF_MANY = 2, 3  # keys that an article must share with a law, in a small and a large collection
MANY = 500  # laws of a large collection: chance pairs grow with its square
LAWS = (1 << 23) - 1  # laws that can be numbered
_LAWS = (1 << 24) - 1

Pairs = NDArray[np.int64]


class Marks(NamedTuple):
    """Keys of a law, and the article that each stands in."""

    keys: Keys
    articles: Numbers


def marks(stems: Numbers, begins: Numbers, frequency: Numbers) -> Marks:
    """Take the marks by which a law is found: sampled phrases, and pairs of the rarest words of windows.

    ``frequency`` says in how many laws each stem occurs; ``begins`` is the first word of each article.
    """
    phrases = rows(stems, PHRASE)
    kept = np.flatnonzero(phrases % SAMPLED == 0).astype(np.int64)
    bags, places = _bags(stems, frequency, WINDOW, RAREST)
    keys, where = np.concatenate([phrases[kept], bags]), np.concatenate([kept, places])
    article = np.searchsorted(begins, where, side="right") - 1
    order = np.lexsort((article, keys))
    keys, article = keys[order], article[order]
    fresh = np.ones(len(keys), bool)
    fresh[1:] = (keys[1:] != keys[:-1]) | (article[1:] != article[:-1])
    return Marks(keys[fresh], article[fresh].astype(np.int32))


def shared(keys: Keys, laws: Numbers, articles: Numbers, cap: int = CAP) -> Keys:
    """List (law, article, other law), packed into one number, once for each mark that the two share.

    Parts of the marks may be listed apart if equal ones are in one part.
    """
    order = np.argsort(keys, kind="stable")
    return _shared(keys[order], laws[order], articles[order], cap)


def worth_aligning(listed: Iterable[Keys], laws: int) -> Pairs:
    """Give pairs of laws of which an article shares enough marks with the other law, of so many laws."""
    least = LEAST if laws <= MANY else LEAST_OF_MANY
    packed, counts = np.unique(np.concatenate([np.empty(0, np.int64), *listed]), return_counts=True)
    kept = packed[counts >= least]
    ends = np.stack([kept >> 40, kept & _LAWS], axis=1)
    return np.unique(np.sort(ends, axis=1), axis=0)


@njit(cache=True)
@no_type_check
def _rarest(stems: Numbers, frequency: Numbers, best: Numbers) -> int:
    """Fill in the rarest different stems of a window that occur in two laws at least; give how many."""
    count = 0
    for stem in stems:
        if frequency[stem] < 2 or (best[:count] == stem).any():
            continue
        place = count
        while place > 0 and frequency[stem] < frequency[best[place - 1]]:
            if place < len(best):
                best[place] = best[place - 1]
            place -= 1
        if place < len(best):
            best[place] = stem
            count = min(len(best), count + 1)
    return count


@njit(cache=True)
@no_type_check
def _bags(stems: Numbers, frequency: Numbers, window: int, rarest: int) -> tuple[Keys, Places]:
    """Pair the rarest stems of each window; windows overlap by half."""
    size, step = len(stems), window // 2
    most = (size // step + 1) * rarest * (rarest - 1) // 2
    keys = np.empty(most, np.int64)
    places = np.empty(most, np.int64)
    best = np.empty(rarest, np.int32)
    found = 0
    for start in range(0, max(1, size - step), step):
        count = _rarest(np.sort(stems[start : start + window]), frequency, best)
        for one in range(count):
            for other in range(one + 1, count):
                low, high = min(best[one], best[other]), max(best[one], best[other])
                keys[found] = -1 - ((np.int64(low) << 31) | np.int64(high))
                places[found] = start
                found += 1
    return keys[:found].copy(), places[:found].copy()


@njit(cache=True)
@no_type_check
def _shared(keys: Keys, laws: Numbers, articles: Numbers, cap: int) -> Keys:
    """List article, law and other law, packed, for each key that few laws share."""
    packed = np.empty(1024, np.int64)
    found, at, size = 0, 0, len(keys)
    while at < size:
        end = past(keys, at)
        if 2 <= end - at <= cap:
            room = (end - at) * (end - at)
            if found + room > len(packed):
                wider = np.empty(2 * len(packed) + room, np.int64)
                wider[:found] = packed[:found]
                packed = wider
            for one in range(at, end):
                for other in range(at, end):
                    if laws[one] != laws[other]:
                        mark = (np.int64(laws[one]) << 40) | (np.int64(articles[one] & 0xFFFF) << 24)
                        packed[found] = mark | np.int64(laws[other])
                        found += 1
        at = end
    return packed[:found].copy()
