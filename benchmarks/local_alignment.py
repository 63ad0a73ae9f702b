"""Smith-Waterman on words, repeated: the local alignment that the Legislative Influence Detector rests on.

The best local alignment is taken, its words are blanked, and the next is sought, until none scores enough.
Source: Smith & Waterman (1981), Journal of Molecular Biology 147, 195; Burgess et al. (2016), KDD, 57.
"""

from collections.abc import Iterator

import numpy as np
from numba import njit
from numpy.typing import NDArray

Words = NDArray[np.int32]

MATCH, MISMATCH, GAP = 4, -2, -3
LEAST = 100  # score of 25 words in a row
MOST = 12  # alignments of a pair


def local_alignments(here: Words, there: Words) -> Iterator[tuple[int, int, int, int]]:
    """Give spans of words in both laws, best first."""
    left, right = here.copy(), there.copy()
    for _ in range(MOST):
        score, start, end, source_start, source_end = _best(left, right)
        if score < LEAST:
            return
        yield start, end, source_start, source_end
        left[start:end] = -1
        right[source_start:source_end] = -2


@njit(cache=True)
def _best(left: Words, right: Words) -> tuple[int, int, int, int, int]:
    """Find the best local alignment; where it began is carried along, so that no table is kept."""
    columns = len(right)
    score = np.zeros(columns + 1, np.int32)
    begin = np.zeros((columns + 1, 2), np.int32)
    best = (0, 0, 0, 0, 0)
    for row in range(len(left)):
        diagonal, diagonal_row, diagonal_column = 0, row, 0
        for column in range(1, columns + 1):
            kept, kept_row, kept_column = score[column], begin[column, 0], begin[column, 1]
            gain = MATCH if left[row] == right[column - 1] else MISMATCH
            if diagonal == 0:
                diagonal_row, diagonal_column = row, column - 1
            value, first, second = diagonal + gain, diagonal_row, diagonal_column
            if kept + GAP > value:
                value, first, second = kept + GAP, kept_row, kept_column
            if score[column - 1] + GAP > value:
                value, first, second = score[column - 1] + GAP, begin[column - 1, 0], begin[column - 1, 1]
            score[column] = max(0, value)
            begin[column, 0], begin[column, 1] = first, second
            if value > best[0]:
                best = (value, first, row + 1, second, column)
            diagonal, diagonal_row, diagonal_column = kept, kept_row, kept_column
    return best
