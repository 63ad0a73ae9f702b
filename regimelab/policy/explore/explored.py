"""What was explored: every portfolio in every world, and what that says of one outcome."""

from dataclasses import dataclass

import numpy as np

from regimelab.policy.comparison import NOTICEABLE
from regimelab.policy.explore.experiments import Measured, Tried
from regimelab.policy.explore.worlds import Space, Worlds
from regimelab.policy.outcomes import OUTCOME
from regimelab.policy.portfolio import Portfolio
from regimelab.policy.scenario import Scenario
from regimelab.types import MeasureWorld, PortfolioWorld, WorldIndex


@dataclass(frozen=True)
class Explored:
    """Portfolios, the first of which is to do nothing, in worlds; ``theories`` are by name."""

    portfolios: tuple[Portfolio, ...]
    scenarios: tuple[Scenario, ...]
    theories: tuple[str, ...]
    measured: tuple[Measured, ...]
    space: Space
    worlds: Worlds
    tried: tuple[Tried, ...]
    months: int
    replications: int
    seed: int

    def place(self, outcome: str, actor: str | None = None) -> int:
        """Where an outcome stands among what was measured."""
        return self.measured.index(Measured(outcome, actor))

    def level(self, outcome: str) -> PortfolioWorld:
        """Acts per year of an outcome, by portfolio and world."""
        return np.stack([one.mean[self.place(outcome)] for one in self.tried])

    def gain(self, outcome: str) -> PortfolioWorld:
        """How much better than nothing every portfolio does, in acts per year; below zero it is worse."""
        level = self.level(outcome)
        return (level - level[:1]) * way(outcome)

    def noise(self, outcome: str) -> PortfolioWorld:
        """Variance of a gain by chance alone: that between repetitions, over their number."""
        apart = np.stack([one.apart[self.place(outcome)] for one in self.tried])
        return apart / self.replications

    def harm(self, outcome: str, place: int) -> np.ndarray:
        """Worlds in which a portfolio makes an outcome noticeably worse than if nothing is done."""
        level = self.level(outcome)
        return self.gain(outcome)[place] < -NOTICEABLE * level[0]

    @property
    def cell(self) -> WorldIndex:
        """Theory and scenario of every world, as one number."""
        return self.worlds.theory * len(self.scenarios) + self.worlds.scenario

    def cell_name(self, cell: int) -> str:
        """Name a theory and scenario; the theory only where there are several."""
        theory, scenario = divmod(cell, len(self.scenarios))
        title = self.scenarios[scenario].title
        return title if len(self.theories) == 1 else f"{title} ({self.theories[theory]})"


def way(outcome: str) -> float:
    """One where more of an outcome is better, minus one where less is."""
    return 1.0 if OUTCOME[outcome].better == "high" else -1.0


def stacked(parts: list[tuple[Tried, ...]]) -> tuple[Tried, ...]:
    """Put blocks of worlds together, portfolio by portfolio."""
    return tuple(
        Tried(
            _beside([one.mean for one in blocks]),
            _beside([one.noise for one in blocks]),
            _beside([one.apart for one in blocks]),
            {label: np.concatenate([one.drivers[label] for one in blocks]) for label in blocks[0].drivers},
        )
        for blocks in zip(*parts, strict=True)
    )


def _beside(parts: list[np.ndarray]) -> MeasureWorld:
    return np.concatenate(parts, axis=1)
