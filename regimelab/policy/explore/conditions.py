"""Under which conditions a portfolio is better than doing nothing: scenario by scenario, theory by theory."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from regimelab.interval import Estimate
from regimelab.policy.explore.explored import Explored
from regimelab.policy.explore.over_worlds import over_worlds
from regimelab.policy.outcomes import PER_YEAR

Standing = Literal["better", "worse", "open"]


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
    estimate = over_worlds(gain, PER_YEAR, f"mean over {len(gain)} worlds; normal interval of the mean")
    low, high = estimate.low or 0.0, estimate.high or 0.0
    better = float(np.mean(gain > 0) + 0.5 * np.mean(gain == 0))
    standing: Standing = "better" if low > 0 else "worse" if high < 0 else "open"
    names = explored.portfolios[place].name, outcome, explored.scenarios[scenario].name
    return Condition(*names, explored.theories[theory], estimate, better, len(gain), standing)
