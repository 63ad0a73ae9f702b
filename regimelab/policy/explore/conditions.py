"""Under which conditions a portfolio is better than doing nothing: scenario by scenario, theory by theory."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from regimelab.interval import Estimate
from regimelab.policy.explore.explored import Explored
from regimelab.policy.outcomes import PER_YEAR

Standing = Literal["better", "worse", "open"]
NORMAL_90 = 1.6449


@dataclass(frozen=True)
class Condition:
    """A portfolio in the worlds of one scenario and theory, by one outcome.

    ``gain`` is how much better than nothing it does on average (positive is better), with an interval of
    that mean; ``better_in`` the share of worlds in which it does better. ``standing`` says on which side of
    zero the interval lies.
    """

    portfolio: str
    outcome: str
    scenario: str
    theory: str
    gain: Estimate
    better_in: float
    worlds: int
    standing: Standing


def conditions(explored: Explored, outcome: str) -> tuple[Condition, ...]:
    """Every portfolio but nothing in every scenario and theory of which there are worlds."""
    gain = explored.gain(outcome)
    return tuple(
        _condition(explored, outcome, place, int(cell), gain[place, explored.cell == cell])
        for place in range(1, len(explored.portfolios))
        for cell in np.unique(explored.cell)
    )


def _condition(explored: Explored, outcome: str, place: int, cell: int, gain: np.ndarray) -> Condition:
    theory, scenario = divmod(cell, len(explored.scenarios))
    mean = float(gain.mean())
    error = NORMAL_90 * float(gain.std(ddof=1)) / np.sqrt(len(gain)) if len(gain) > 1 else np.inf
    low, high = mean - float(error), mean + float(error)
    method = f"mean over {len(gain)} worlds; normal interval of the mean"
    estimate = Estimate(mean, low, high, PER_YEAR, method, "experiments", "assumed")
    better = float(np.mean(gain > 0) + 0.5 * np.mean(gain == 0))
    standing: Standing = "better" if low > 0 else "worse" if high < 0 else "open"
    names = explored.portfolios[place].name, outcome, explored.scenarios[scenario].name
    return Condition(*names, explored.theories[theory], estimate, better, len(gain), standing)
