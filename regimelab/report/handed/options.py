"""Futures, portfolios and scenarios as the brief shows them."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol, runtime_checkable

from regimelab.interval import Basis
from regimelab.report.handed.comparison import (
    AssumptionHanded,
    CellHanded,
    DoseCostHanded,
    HarmHanded,
    OutcomeHanded,
    PairedHanded,
)


@runtime_checkable
class OutcomePathHanded(Protocol):
    """One outcome in months to come, for a member or for the region."""

    @property
    def name(self) -> str:
        """Its name in the catalogue."""
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
    def side(self) -> str:
        """Stability, or who pays."""
        ...

    @property
    def actor(self) -> str | None:
        """The member, or none for the region."""
        ...

    @property
    def months(self) -> Sequence[float]:
        """Months since the start."""
        ...

    @property
    def start(self) -> date:
        """First day of the future."""
        ...

    @property
    def quantiles(self) -> Mapping[str, Sequence[float]]:
        """q05, q25, q50, q75 and q95."""
        ...

    @property
    def basis(self) -> Basis:
        """What the numbers rest on."""
        ...


@runtime_checkable
class RecordedHanded(Protocol):
    """One outcome in the last months recorded, counted as in the futures."""

    @property
    def name(self) -> str:
        """Its name in the catalogue."""
        ...

    @property
    def actor(self) -> str | None:
        """The member, or none for the region."""
        ...

    @property
    def values(self) -> Sequence[float]:
        """Month by month; the last is where the futures begin. None if it cannot be counted."""
        ...


@runtime_checkable
class ForecastHanded(Protocol):
    """What may happen if nothing is done."""

    @property
    def outcomes(self) -> Sequence[OutcomePathHanded]:
        """Paths by outcome and member."""
        ...

    @property
    def recorded(self) -> Sequence[RecordedHanded]:
        """What was recorded before, by outcome and member."""
        ...

    @property
    def futures(self) -> int:
        """How many futures were simulated."""
        ...

    @property
    def seed(self) -> int:
        """The seed of the random numbers."""
        ...

    @property
    def contains(self) -> str:
        """What the spread of futures is made of."""
        ...


@runtime_checkable
class NamedHanded(Protocol):
    """A portfolio or a scenario by name."""

    @property
    def name(self) -> str:
        """Its name in the data files."""
        ...

    @property
    def title(self) -> str:
        """Its title."""
        ...

    @property
    def description(self) -> str:
        """What it is, in a sentence or two."""
        ...


@runtime_checkable
class ComparisonHanded(Protocol):
    """Portfolios across scenarios on the same random numbers."""

    @property
    def outcomes(self) -> Sequence[OutcomeHanded]:
        """What is compared."""
        ...

    @property
    def cells(self) -> Sequence[CellHanded]:
        """Levels."""
        ...

    @property
    def paired(self) -> Sequence[PairedHanded]:
        """Differences."""
        ...

    @property
    def assumptions(self) -> Sequence[AssumptionHanded]:
        """What nobody measured."""
        ...

    @property
    def flags(self) -> Sequence[str]:
        """Stability bought with repression."""
        ...

    @property
    def harmed(self) -> Sequence[HarmHanded]:
        """Members that are harmed."""
        ...

    @property
    def costs(self) -> Sequence[DoseCostHanded]:
        """What the doses cost."""
        ...

    @property
    def contains(self) -> str:
        """What the intervals are made of."""
        ...

    @property
    def futures(self) -> int:
        """How many futures were simulated."""
        ...
