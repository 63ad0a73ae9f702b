"""What a region file may say: members, outside actors, patron, windows, registers, tables."""

from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationInfo, field_validator, model_validator
from pydantic_core import PydanticCustomError

from regimelab.reading.words import ActorCode, Dated, Day, Entry, Slug, Text, refuse_reversed
from regimelab.region.patron import Patron
from regimelab.region.registers import Mechanism, Threat
from regimelab.region.structure import Correction, Membership, State, Structure, UnVote, dependence
from regimelab.region.vocabulary import (
    ActId,
    ClaimNumber,
    EventSource,
    FoldedCode,
    Grounds,
    OutsideRole,
    SourceRef,
    StateCode,
)

Months = Annotated[float, Field(gt=0)]


class Statement(Entry):
    """A sentence about an actor: with sources, or labelled assumed with the reason."""

    text: Text
    basis: Grounds = "sourced"
    reason: str = ""
    sources: tuple[SourceRef, ...] = ()

    @model_validator(mode="after")
    def _has_grounds(self) -> "Statement":
        if self.basis == "sourced" and not self.sources:
            raise PydanticCustomError("no_grounds", "has no sources; cite one, or say basis = 'assumed'")
        if self.basis == "assumed" and not self.reason:
            raise PydanticCustomError("no_grounds", "is assumed without a reason; give the reason")
        return self

    def __str__(self) -> str:
        """Read as the sentence itself."""
        return self.text


class Brief(Entry):
    """The document whose passages and line numbers the registers quote."""

    title: Text
    author: Text
    publisher: Text
    published: Dated


class Period(Entry):
    """First and last day of the evidence, both included."""

    start: Day
    end: Day

    @model_validator(mode="after")
    def _runs_forward(self) -> "Period":
        refuse_reversed(self.start, self.end)
        return self


class Member(Entry):
    """A member state of the regime, with its leader named by office only; what is not known is left out."""

    code: StateCode
    name: Text
    adjective: str = ""
    doctrine: Statement | None = None
    leader_office: Text | None = None
    leader_since: Dated | None = None
    expected_handover: Statement | None = None
    note: str = ""
    sources: tuple[SourceRef, ...] = Field(min_length=1)


class Outside(Entry):
    """An actor outside the regime, and what it offers its members and holds over them.

    ``folds`` lists further codes of the evidence that count as this actor. A blank offer or
    threat means that no row of the evidence shows one, not that there is none.
    """

    code: ActorCode
    name: Text
    role: OutsideRole
    offers: Statement | None = None
    threatens: Statement | None = None
    folds: tuple[FoldedCode, ...] = ()

    @property
    def sources(self) -> tuple[str, ...]:
        """Every source of what it offers and threatens."""
        said = [statement.sources for statement in (self.offers, self.threatens) if statement]
        return tuple(dict.fromkeys(source for sources in said for source in sources))


class Transition(Entry):
    """A window in which power is handed over or renewed; ``end`` is its last day, blank if open."""

    member: StateCode
    start: Day
    end: Day | None = None
    what: Text
    sources: tuple[SourceRef, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _runs_forward(self) -> "Transition":
        refuse_reversed(self.start, self.end)
        return self


class Published(Entry):
    """A figure on a claim that somebody else published: reported beside the claim, never its test.

    ``act`` is the chronicle's row that reports it; ``what`` says of what the number is, ``source`` who
    published it and how it was found.
    """

    claim: ClaimNumber
    act: ActId
    estimate: Annotated[float, Field(allow_inf_nan=False)]
    unit: Text
    what: Text
    source: Text

    @field_validator("unit")
    @classmethod
    def _holds_the_number(cls, unit: str, info: ValidationInfo) -> str:
        number = info.data.get("estimate", 0.0)
        if unit.startswith("share") and not 0.0 <= number <= 1.0:
            raise PydanticCustomError(
                "out_of_range",
                "is a share, but the estimate {number} is not between 0 and 1",
                {"number": number},
            )
        return unit


class HalfLifeReasons(Entry):
    """Why each half-life starts where it does."""

    inertia: Text
    relation: Text
    activity: Text
    crisis: Text
    volume: Text


class HalfLives(Entry):
    """Months after which the memory of an act counts half: starting values, all assumed."""

    inertia: Months
    relation: Months
    activity: Months
    crisis: Months
    volume: Months
    reasons: HalfLifeReasons


class Origin(Entry):
    """Where a table comes from: who made it, when it was read, and on what terms it may be used."""

    file: Text
    producer: Text
    title: Text
    version: Text
    licence: Text
    citation: Text
    accessed: Dated
    url: str = ""


class Chronicle(Origin):
    """Where the acts come from: a file of the folder, or the events of sources that a store holds."""

    file: str = ""
    events: tuple[EventSource, ...] = ()

    @model_validator(mode="after")
    def _comes_from_one_place(self) -> "Chronicle":
        if bool(self.file) == bool(self.events):
            raise PydanticCustomError(
                "no_chronicle", "names neither a file nor events, or both; name the file, or the sources"
            )
        return self

    @property
    def drawn(self) -> bool:
        """Whether acts are drawn from event data, coded by machine, rather than gathered by hand."""
        return bool(self.events)


class Tables(Entry):
    """The origins of the structure tables; a region without land borders or organisations names none."""

    borders: Origin | None = None
    memberships: Origin | None = None
    states: Origin
    un_votes: Origin | None = None


class RegionFile(Entry):
    """All that ``region.toml`` may say.

    ``registers`` names a packaged region whose brief, threats, mechanisms and half-lives are this one's too.
    """

    code: Slug
    name: Text
    brief: Brief
    period: Period
    members: tuple[Member, ...] = Field(min_length=2)
    outside: tuple[Outside, ...] = Field(min_length=1)
    patron: Patron
    transitions: tuple[Transition, ...] = ()
    published: tuple[Published, ...] = ()
    half_lives: HalfLives
    threats: tuple[Threat, ...] = Field(min_length=1)
    mechanisms: tuple[Mechanism, ...] = Field(min_length=1)
    chronicle: Chronicle
    tables: Tables
    corrections_file: str = ""
    registers: str = ""


class Region(RegionFile):
    """A region that has passed every check, with its structure tables, corrected."""

    folder: Path
    structure: Structure

    @property
    def actors(self) -> tuple[str, ...]:
        """Codes of all actors: members first, then outside actors, in the file's order."""
        return tuple(actor.code for actor in (*self.members, *self.outside))

    @property
    def classes(self) -> tuple[str, ...]:
        """Class of each actor, in the order of ``actors``."""
        return ("member",) * len(self.members) + tuple(actor.role.value for actor in self.outside)

    def resolve(self, code: str) -> str | None:
        """Actor that a code of the evidence stands for; ``None`` if it stands for none.

        ``KAZ:government`` is KAZ; a folded code is the actor that folds it.
        """
        folds = {fold: actor.code for actor in self.outside for fold in actor.folds}
        state = code.partition(":")[0]
        if code in folds:
            return folds[code]
        return state if state in self.actors else folds.get(state)

    def borders(self) -> list[tuple[str, str, float | None]]:
        """Land borders as (state, state, length in km where it is known)."""
        return [(row.a, row.b, row.km) for row in self.structure.borders]

    def memberships(self) -> list[Membership]:
        """Memberships in organisations, with status and dates; a blank date is unknown."""
        return list(self.structure.memberships)

    def states(self) -> list[State]:
        """Facts on the states of the region."""
        return list(self.structure.states)

    def un_votes(self) -> list[UnVote]:
        """Votes in the UN General Assembly; a blank vote is unknown."""
        return list(self.structure.un_votes)

    def corrections(self) -> tuple[Correction, ...]:
        """Known errors in the tables, the chronicle included, each with its reason."""
        return self.structure.corrections

    def dependence(self, day: date | None = None) -> dict[str, float]:
        """Share of the patron's organisations of which an actor was a full member, on the shock's day.

        Where no shock is given, on the first day of the period.

        An actor whose status in any of them is not in the table is left out: unknown, not zero.
        """
        asked = day or self.patron.shock or self.period.start
        return dependence(self.structure.memberships, self.patron.organisations, asked)
