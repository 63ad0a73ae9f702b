"""Where a passage begins and ends: as far as it is likelier copied than alike by chance."""

from math import log
from typing import NamedTuple, no_type_check

from numba import njit

from regimelab.texts.lexicon import Numbers

TELLING = 0.3  # probability by chance below which a word tells where in the source a passage is


class Ends(NamedTuple):
    """How ends are sought."""

    band: int  # words around the place where a copy would have the word
    kept: float  # probability that a copied word is found there
    drop: int  # nats by which a longer passage may be less likely before the search stops


def outward(
    stems: Numbers, source: Numbers, counts: Numbers, span: tuple[int, int, int, int],
    room: tuple[int, int], ends: Ends,
) -> tuple[int, int, int, int]:  # fmt: skip
    r"""Move both ends of a passage to where it is most likely.

    Each word beyond an end adds $\log(h/p)$ if its stem stands within the band of the source, and
    $\log((1-h)/(1-p))$ if not, where $h$ is the probability for a copied word and
    $p = 1-(1-f)^{2w+1}$ for any other, with $f$ the stem's frequency in the source and $w$ the band.
    ``room`` is how far the passage may reach in the borrowing law.
    """
    first, last, source_first, source_last = span
    start, source_start = _edge(stems, source, counts, first, source_first, -1, room[0], *ends)
    stop, source_stop = _edge(stems, source, counts, last - 1, source_last - 1, 1, room[1] - 1, *ends)
    return start, stop + 1, min(source_start, source_first), max(source_stop, source_last - 1) + 1


@njit(cache=True)
@no_type_check
def _edge(
    stems: Numbers, source: Numbers, counts: Numbers, at: int, there: int, way: int, wall: int,
    band: int, kept: float, drop: float,
) -> tuple[int, int]:  # fmt: skip
    size = len(source)
    total, best = 0.0, 0.0
    edge, source_edge = at, there
    expected, reached = there, there
    while at != wall and total > best - drop:
        at += way
        expected += way
        stem = stems[at]
        often = counts[stem] / size if stem < len(counts) else 0.0
        chance = min(0.999, max(1e-6, 1.0 - (1.0 - often) ** (2 * band + 1)))
        place = -1
        for step in range(2 * band + 1):
            offset = (step + 1) // 2 * (1 if step % 2 else -1)
            seen = expected + offset
            if 0 <= seen < size and source[seen] == stem:
                place = seen
                break
        if place >= 0:
            total += log(kept / chance)
            expected = place if chance < TELLING else expected
            place = min(size - 1, max(0, expected))
            reached = max(reached, place) if way > 0 else min(reached, place)
        else:
            total += log((1.0 - kept) / (1.0 - chance))
        if total > best:
            best, edge, source_edge = total, at, reached
    return edge, source_edge
