"""What an earlier release of the evidence said, and how this one differs from it."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol, runtime_checkable

from regimelab.report.handed.options import ForecastHanded
from regimelab.report.handed.results import ClaimHanded, MeasureHanded


@runtime_checkable
class ChangeHanded(Protocol):
    """One value of an act that is another now."""

    @property
    def key(self) -> str:
        """The act."""
        ...

    @property
    def column(self) -> str:
        """Which of its columns."""
        ...

    @property
    def was(self) -> Any:  # noqa: ANN401
        """What it said then."""
        ...

    @property
    def now(self) -> Any:  # noqa: ANN401
        """What it says now."""
        ...


@runtime_checkable
class RowsHanded(Protocol):
    """Acts that came, went, or say something else."""

    @property
    def added(self) -> Sequence[Mapping[str, Any]]:
        """Acts that only this release has."""
        ...

    @property
    def removed(self) -> Sequence[Mapping[str, Any]]:
        """Acts that only the earlier release has."""
        ...

    @property
    def changed(self) -> Sequence[ChangeHanded]:
        """Values that are others now."""
        ...


@runtime_checkable
class BeforeHanded(Protocol):
    """The same questions put to an earlier release, by this version and with this seed."""

    @property
    def release(self) -> str:
        """The earlier release."""
        ...

    @property
    def acts(self) -> RowsHanded:
        """How the acts differ."""
        ...

    @property
    def claims(self) -> Sequence[ClaimHanded]:
        """The claims as they were."""
        ...

    @property
    def measures(self) -> Sequence[MeasureHanded]:
        """The measures as they were."""
        ...

    @property
    def forecast(self) -> ForecastHanded | None:
        """The futures as they were."""
        ...
