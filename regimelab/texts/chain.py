"""Colinear chaining: anchors that follow each other in both laws make a passage."""

from typing import NamedTuple, no_type_check

import numpy as np
from numba import njit
from numpy.typing import NDArray

from regimelab.texts.lexicon import Numbers
from regimelab.texts.seeds import Anchors

Scores = NDArray[np.float64]


class Reach(NamedTuple):
    """How far apart, in words, anchors of one passage may lie, and what distance costs."""

    gap: int  # words between anchors, in either law
    drift: int  # words by which one law may run ahead of the other
    back: int  # words by which the other law may step back: words that changed places
    gap_cost: float  # anchored words that a word of gap costs
    drift_cost: float  # the same for a word of drift


class Chains(NamedTuple):
    """Passages as spans of words in both laws, best first, with their scores in anchored words."""

    start: Numbers
    end: Numbers
    source_start: Numbers
    source_end: Numbers
    score: Scores


def chains(anchors: Anchors, reach: Reach, least: int) -> Chains:
    r"""Chain anchors by dynamic programming.

    $S(b) = \ell_b + \max(0, \max_{a \prec b} S(a) - c_g\, g(a,b) - c_d\, d(a,b))$ over anchors $a$
    that precede $b$ within reach, with length $\ell$, gap $g$ and drift $d$ in words. The best chain
    is taken first; anchors are used once.

    Source: Abouelhoda & Ohlebusch (2005), Journal of Discrete Algorithms 3, 321; the recursion is that
    of local alignment, Smith & Waterman (1981), Journal of Molecular Biology 147, 195.
    """
    score, before = _best(*anchors, *reach)
    order = np.argsort(-score, kind="stable")
    return Chains(*_traced(*anchors, score, before, order, least))


@njit(cache=True)
@no_type_check
def _best(
    here: Numbers, there: Numbers, length: Numbers,
    gap: int, drift: int, back: int, gap_cost: float, drift_cost: float,
) -> tuple[Scores, Numbers]:  # fmt: skip
    """Score the best chain that ends with each anchor, and name the anchor before it."""
    size = len(here)
    score = np.empty(size)
    before = np.full(size, -1, np.int32)
    if not size:
        return score, before
    lowest = (here - there).min()
    longest = length.max()
    newest = np.full((here - there).max() // drift - lowest // drift + 3, -1, np.int32)
    older = np.full(size, -1, np.int32)  # the one before on a neighbouring diagonal
    for at in range(size):
        lane = (here[at] - there[at]) // drift - lowest // drift + 1
        best = 0.0
        for beside in range(lane - 1, lane + 2):
            earlier = newest[beside]
            while earlier >= 0 and here[earlier] + longest + gap >= here[at]:
                ahead = here[at] - here[earlier] - length[earlier]
                apart = there[at] - there[earlier] - length[earlier]
                drifted = abs(ahead - apart)
                onward = there[at] - there[earlier]
                if (
                    here[earlier] < here[at] and ahead <= gap and apart <= gap and drifted <= drift
                    and (onward > 0 or (back > 0 and onward >= -back))
                ):  # fmt: skip
                    overlap = max(0, -ahead, 0 if back else -apart)
                    cost = overlap + gap_cost * max(0, min(ahead, apart)) + drift_cost * drifted
                    if score[earlier] - cost > best:
                        best = score[earlier] - cost
                        before[at] = earlier
                earlier = older[earlier]
        score[at] = best + length[at]
        older[at] = newest[lane]
        newest[lane] = at
    return score, before


@njit(cache=True)
@no_type_check
def _traced(
    here: Numbers, there: Numbers, length: Numbers, score: Scores, before: Numbers, order: NDArray[np.int64],
    least: int,
) -> tuple[Numbers, Numbers, Numbers, Numbers, Scores]:  # fmt: skip
    size = len(here)
    used = np.zeros(size, np.bool_)
    spans = np.empty((4, size), np.int32)
    scores = np.empty(size)
    found = 0
    for last in order:
        if score[last] < least:
            break
        if used[last]:
            continue
        at, first = last, last
        end, low, high = here[last] + length[last], there[last], there[last] + length[last]
        while at >= 0 and not used[at]:
            used[at] = True
            first = at
            end = max(end, here[at] + length[at])
            low = min(low, there[at])
            high = max(high, there[at] + length[at])
            at = before[at]
        value = score[last] - (score[at] if at >= 0 else 0.0)
        if value >= least:
            spans[0, found], spans[1, found] = here[first], end
            spans[2, found], spans[3, found] = low, high
            scores[found] = value
            found += 1
    return (
        spans[0, :found].copy(), spans[1, :found].copy(), spans[2, :found].copy(), spans[3, :found].copy(),
        scores[:found].copy(),
    )  # fmt: skip
