"""Null distributions made by shuffling labels or dates, from a seed that is handed in."""

from collections.abc import Hashable, Sequence

import numpy as np


def share_of_null_below(observed: float, null: np.ndarray) -> float:
    """Share of the null that falls short of what was observed; ties count half (a mid-p value)."""
    below = (null < observed - 1e-12).sum()
    ties = len(null) - below - (null > observed + 1e-12).sum()
    return float((below + (ties + 1) / 2) / (len(null) + 1))


def shuffled_order(groups: Sequence[Hashable], draws: int, rng: np.random.Generator) -> np.ndarray:
    """Shuffle the places of the elements within each group; one row a draw."""
    order = np.tile(np.arange(len(groups)), (draws, 1))
    for group in dict.fromkeys(groups):
        places = np.array([index for index, other in enumerate(groups) if other == group])
        order[:, places] = rng.permuted(order[:, places], axis=1)
    return order
