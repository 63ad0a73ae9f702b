"""The parts of a comparison of portfolios."""

from typing import Protocol, runtime_checkable

from regimelab.interval import Estimate


@runtime_checkable
class OutcomeHanded(Protocol):
    """What portfolios are judged by."""

    @property
    def name(self) -> str:
        """Its name."""
        ...

    @property
    def title(self) -> str:
        """Its title."""
        ...

    @property
    def meaning(self) -> str:
        """What it counts, in words."""
        ...

    @property
    def unit(self) -> str:
        """Its unit."""
        ...

    @property
    def better(self) -> str:
        """Which way is better: high or low."""
        ...

    @property
    def side(self) -> str:
        """Stability, or who pays."""
        ...


@runtime_checkable
class CellHanded(Protocol):
    """One outcome of one portfolio in one scenario."""

    @property
    def portfolio(self) -> str:
        """Which portfolio."""
        ...

    @property
    def scenario(self) -> str:
        """Which scenario."""
        ...

    @property
    def outcome(self) -> str:
        """Which outcome."""
        ...

    @property
    def estimate(self) -> Estimate:
        """Its value."""
        ...


@runtime_checkable
class PairedHanded(Protocol):
    """Two portfolios on the same futures."""

    @property
    def portfolio(self) -> str:
        """Which portfolio."""
        ...

    @property
    def against(self) -> str:
        """Its rival."""
        ...

    @property
    def scenario(self) -> str:
        """Which scenario."""
        ...

    @property
    def outcome(self) -> str:
        """Which outcome."""
        ...

    @property
    def difference(self) -> Estimate:
        """Portfolio less rival."""
        ...

    @property
    def probability_better(self) -> float:
        """Share of futures in which the portfolio does better."""
        ...

    @property
    def moves(self) -> int:
        """Whether the outcome gets better (1), worse (-1), or no different that could be told (0)."""
        ...

    @property
    def assumed_share(self) -> float | None:
        """Share of the difference's variance that assumptions alone account for."""
        ...


@runtime_checkable
class AssumptionHanded(Protocol):
    """A number of a lever or a scenario, with its prior and the reason for it."""

    @property
    def title(self) -> str:
        """What it says."""
        ...

    @property
    def estimate(self) -> Estimate:
        """Mean and interval of its prior."""
        ...

    @property
    def reason(self) -> str:
        """Why this prior."""
        ...

    @property
    def source(self) -> str:
        """What it leans on, if anything."""
        ...


@runtime_checkable
class HarmHanded(Protocol):
    """A member whose society is repressed more under a portfolio than if nothing is done."""

    @property
    def member(self) -> str:
        """Whose society."""
        ...

    @property
    def portfolio(self) -> str:
        """Under which portfolio."""
        ...

    @property
    def scenario(self) -> str:
        """In which scenario."""
        ...

    @property
    def difference(self) -> Estimate:
        """How much more."""
        ...

    @property
    def probability_worse(self) -> float:
        """Share of futures in which it is worse."""
        ...


@runtime_checkable
class DoseCostHanded(Protocol):
    """What a dose of a lever costs a year while it runs."""

    @property
    def portfolio(self) -> str:
        """Of which portfolio."""
        ...

    @property
    def lever(self) -> str:
        """Of which lever."""
        ...

    @property
    def estimate(self) -> Estimate:
        """The range, an order of magnitude."""
        ...

    @property
    def reason(self) -> str:
        """Why this range."""
        ...

    @property
    def source(self) -> str:
        """What it leans on, if anything."""
        ...
