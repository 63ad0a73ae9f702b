"""A region as the brief introduces it."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol, runtime_checkable


@runtime_checkable
class StatementHanded(Protocol):
    """A sentence about an actor, with its grounds."""

    @property
    def text(self) -> str:
        """The sentence."""
        ...

    @property
    def basis(self) -> str:
        """Sourced, or assumed."""
        ...

    @property
    def reason(self) -> str:
        """Why it is assumed, if it is."""
        ...

    @property
    def sources(self) -> tuple[str, ...]:
        """Ids or addresses it rests on."""
        ...


@runtime_checkable
class MemberHanded(Protocol):
    """A member state of the regime."""

    @property
    def code(self) -> str:
        """ISO3 code."""
        ...

    @property
    def name(self) -> str:
        """Name in full."""
        ...

    @property
    def doctrine(self) -> StatementHanded | None:
        """Its foreign-policy doctrine, if one was gathered."""
        ...

    @property
    def leader_office(self) -> str | None:
        """The office that leads it, if it was gathered."""
        ...

    @property
    def leader_since(self) -> object:
        """Since when the office-holder leads, as exactly as known."""
        ...

    @property
    def expected_handover(self) -> StatementHanded | None:
        """What is expected of the next handover."""
        ...


@runtime_checkable
class OutsideHanded(Protocol):
    """An actor outside the regime."""

    @property
    def code(self) -> str:
        """Its code."""
        ...

    @property
    def name(self) -> str:
        """Name in full."""
        ...

    @property
    def role(self) -> str:
        """Its part: patron, neighbour, partner."""
        ...

    @property
    def offers(self) -> StatementHanded | None:
        """What it offers the members."""
        ...

    @property
    def threatens(self) -> StatementHanded | None:
        """What it holds over them."""
        ...


@runtime_checkable
class ThreatHanded(Protocol):
    """A threat in the members' eyes."""

    @property
    def name(self) -> str:
        """Its name in the register."""
        ...

    @property
    def title(self) -> str:
        """Its title."""
        ...

    @property
    def passage(self) -> str:
        """The brief's words for it."""
        ...

    @property
    def line(self) -> int:
        """Line of the brief."""
        ...

    @property
    def kinds(self) -> tuple[str, ...]:
        """Kinds of act that realise it."""
        ...


@runtime_checkable
class PatronHanded(Protocol):
    """The patron whose unpredictability is the shock."""

    @property
    def actor(self) -> str:
        """Its code."""
        ...

    @property
    def shock(self) -> date | None:
        """When it became unpredictable, if a day was given."""
        ...

    @property
    def basis(self) -> str:
        """Sourced, or assumed."""
        ...

    @property
    def reason(self) -> str:
        """Why it is assumed, if it is."""
        ...


@runtime_checkable
class TransitionHanded(Protocol):
    """A window in which power is handed over."""

    @property
    def member(self) -> str:
        """Whose."""
        ...

    @property
    def start(self) -> date:
        """Its first day."""
        ...

    @property
    def end(self) -> date | None:
        """Its last day, if it is over."""
        ...


@runtime_checkable
class PeriodHanded(Protocol):
    """The dates that the evidence covers."""

    @property
    def start(self) -> date:
        """First day."""
        ...

    @property
    def end(self) -> date:
        """Last day."""
        ...


@runtime_checkable
class DocumentHanded(Protocol):
    """The document whose claims are tested."""

    @property
    def title(self) -> str:
        """Its title."""
        ...

    @property
    def author(self) -> str:
        """Who wrote it."""
        ...

    @property
    def publisher(self) -> str:
        """Who published it."""
        ...


@runtime_checkable
class OriginHanded(Protocol):
    """Where a table comes from."""

    @property
    def title(self) -> str:
        """Its title."""
        ...

    @property
    def producer(self) -> str:
        """Who made it."""
        ...

    @property
    def version(self) -> str:
        """Which version."""
        ...

    @property
    def licence(self) -> str:
        """On what terms."""
        ...

    @property
    def citation(self) -> str:
        """How to cite it."""
        ...


@runtime_checkable
class RegionHanded(Protocol):
    """The region that the brief is about."""

    @property
    def brief(self) -> DocumentHanded:
        """The document."""
        ...

    @property
    def registers(self) -> str:
        """The region whose brief, threats and mechanisms are asked of this one; blank if its own."""
        ...

    @property
    def chronicle(self) -> OriginHanded:
        """The chronicle's origin."""
        ...

    @property
    def code(self) -> str:
        """Its name as a folder."""
        ...

    @property
    def name(self) -> str:
        """Its name in full."""
        ...

    @property
    def period(self) -> PeriodHanded:
        """The dates covered."""
        ...

    @property
    def members(self) -> Sequence[MemberHanded]:
        """Member states."""
        ...

    @property
    def outside(self) -> Sequence[OutsideHanded]:
        """Outside actors."""
        ...

    @property
    def patron(self) -> PatronHanded:
        """The patron of the shock."""
        ...

    @property
    def transitions(self) -> Sequence[TransitionHanded]:
        """Windows of handover."""
        ...

    @property
    def threats(self) -> Sequence[ThreatHanded]:
        """The threat register."""
        ...
