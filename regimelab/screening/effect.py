"""What the model says of the regime, and what is lost by not engaging: both beside the legal tests."""

from typing import Literal

from regimelab.reading.words import Day, Entry, Text
from regimelab.screening.vocabulary import Band

MINUS = "\u2212"


class EffectRow(Entry):
    """Change of one outcome with the proposal less without it, on the same futures."""

    scenario: str
    scenario_title: str = ""
    outcome: str
    title: str
    side: str
    better: str
    unit: str
    estimate: float | None
    low: float | None
    high: float | None
    probability_better: float
    moves: int
    basis: str
    assumed_share: float | None = None

    @property
    def where(self) -> str:
        """The scenario, by its title."""
        return self.scenario_title or self.scenario

    @property
    def change(self) -> str:
        """The change with its interval, in words."""
        if self.estimate is None or self.low is None or self.high is None:
            return "unknown"
        if self.estimate == self.low == self.high == 0.0:
            return "none in nine of ten futures"
        return f"{self.estimate:+.2f} ({self.low:+.2f} to {self.high:+.2f})".replace("-", MINUS)


class Alternative(Entry):
    """Another portfolio of the region, on the same futures, beside the one proposed."""

    portfolio: str
    title: str
    worse: tuple[str, ...] = ()
    better: tuple[str, ...] = ()


class RegimeEffect(Entry):
    """What the model says of the regime with the proposal and without; apart from every legal test."""

    run_id: str
    portfolio: str
    against: str
    seed: int
    futures: int
    months: int
    release: str
    model: str
    contains: str
    made_on: Day
    rows: tuple[EffectRow, ...]
    portfolio_title: str = ""
    against_title: str = ""
    alternatives: tuple[Alternative, ...] = ()

    @property
    def named(self) -> str:
        """The portfolio, by its title."""
        return self.portfolio_title or self.portfolio.replace("_", " ")

    @property
    def against_named(self) -> str:
        """What it is held against, by its title."""
        return self.against_title or self.against.replace("_", " ")


class Loss(Entry):
    """What is lost by not engaging, in the bands of any other risk."""

    kind: Literal["influence", "substitution", "unprotected"]
    likelihood: Band
    severity: Band
    rationale: Text
    by: Text
