"""Quantiles of very many futures: values are counted, not kept, so that memory does not grow with them.

Outcomes are whole numbers of acts over the months simulated, so that counting them is exact.
"""

from collections.abc import Mapping
from typing import Any, Final

import numpy as np

LEVELS: Final = (0.05, 0.25, 0.5, 0.75, 0.95)


class Tally:
    """How many futures had how many acts: by scenario and portfolio, a row for each outcome and actor."""

    def __init__(self, stated: Mapping[str, Any]) -> None:
        self.stated = stated
        self.unit = 12.0 / stated["months"]
        self.counted: dict[tuple[str, str], np.ndarray] = {}

    def count(self, scenario: str, portfolio: str, values: np.ndarray) -> None:
        """Count the values of one piece: outcome, actor, future."""
        whole = np.rint(values / self.unit).astype(np.int64).reshape(-1, values.shape[-1])
        rows, size = len(whole), int(whole.max()) + 1
        apart = whole + size * np.arange(rows)[:, None]
        new = np.bincount(apart.ravel(), minlength=rows * size).reshape(rows, size)
        old = self.counted.get((scenario, portfolio))
        if old is not None and old.shape[1] >= size:
            old[:, :size] += new
            return
        if old is not None:
            new[:, : old.shape[1]] += old
        self.counted[scenario, portfolio] = new

    def rows(self) -> tuple[dict[str, object], ...]:
        """Tell the mean and quantiles of every outcome and actor, in the order of the array."""
        named = [(s, p) for s in self.stated["scenario"] for p in self.stated["portfolio"]]
        places = [(outcome, actor) for outcome in self.stated["outcome"] for actor in self.stated["actor"]]
        return tuple(
            {
                "scenario": scenario,
                "portfolio": portfolio,
                "outcome": outcome,
                "actor": actor,
                "futures": int(ladder.sum()),
                "mean": float(np.arange(len(ladder)) @ ladder / ladder.sum()) * self.unit,
                **{f"q{100 * level:02.0f}": _at(ladder, level) * self.unit for level in LEVELS},
            }
            for scenario, portfolio in named
            for (outcome, actor), ladder in zip(places, self.counted[scenario, portfolio], strict=True)
        )


def _at(ladder: np.ndarray, level: float) -> float:
    """Quantile of counted values: between neighbours in order, straight."""
    steps, rank = np.cumsum(ladder), level * (ladder.sum() - 1)
    below, above = (
        int(np.searchsorted(steps, place, side="right")) for place in (np.floor(rank), np.ceil(rank))
    )
    return below + (rank - np.floor(rank)) * (above - below)
