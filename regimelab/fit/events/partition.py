"""Where a series changes its level: the exact best cut into stretches, by a penalised cost."""

import numpy as np

from regimelab.types import PerEvent

SHORTEST = 10  # events that a stretch holds at least


def change_points(series: PerEvent, penalty: float, shortest: int = SHORTEST) -> tuple[int, ...]:
    r"""Places at which a new level begins, of a series with noise of variance one.

    They minimise the squared distances from the stretches' means plus a penalty for every change. Places
    that can begin no best stretch any more are left out (pruned), which leaves the result exact.

    Source: Killick, Fearnhead & Eckley (2012), Journal of the American Statistical Association 107, 1590.
    """
    size = len(series)
    sums = np.r_[0.0, np.cumsum(series)]
    best, cut = np.full(size + 1, np.inf), np.zeros(size + 1, dtype=int)
    best[0] = -penalty
    begins, losers = np.zeros(0, dtype=int), [np.zeros(0, dtype=int)] * (size + 1)
    for end in range(shortest, size + 1):
        begins = np.setdiff1d(np.r_[begins, end - shortest], losers[end - shortest], assume_unique=True)
        # squared distances but for the sum of squares, which is the same for every cut
        so_far = best[begins] - (sums[end] - sums[begins]) ** 2 / (end - begins)
        winner = int(np.argmin(so_far))
        best[end], cut[end] = so_far[winner] + penalty, begins[winner]
        losers[end] = begins[so_far >= best[end]]
    return _cuts(cut, size)


def _cuts(cut: np.ndarray, end: int) -> tuple[int, ...]:
    found: list[int] = []
    while cut[end] > 0:
        end = int(cut[end])
        found.append(end)
    return tuple(reversed(found))
