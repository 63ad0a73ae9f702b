"""The evidence as the brief cites it."""

from typing import Any, Protocol, runtime_checkable


@runtime_checkable
class TableHanded(Protocol):
    """A table that can be read row by row."""

    def to_pylist(self) -> list[dict[str, Any]]:
        """Rows as mappings from column to value."""
        ...


@runtime_checkable
class EvidenceHanded(Protocol):
    """Acts, pairs and the release they belong to."""

    @property
    def acts(self) -> TableHanded:
        """One row an act."""
        ...

    @property
    def pairs(self) -> TableHanded:
        """One row an event pair."""
        ...

    @property
    def un_votes(self) -> TableHanded:
        """One row a vote."""
        ...

    @property
    def drawn(self) -> bool:
        """Whether the acts are drawn from event data, coded by machine."""
        ...

    @property
    def release(self) -> str:
        """Hash of the contents."""
        ...
