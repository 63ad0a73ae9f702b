"""Structure tables of a region: borders, memberships, states, UN votes, and their corrections."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from regimelab.codebook import CONFIDENCE
from regimelab.reading.dates import day_after, first_day
from regimelab.reading.words import Dated, Day, Entry, Text, one_of

FULL_STATUSES: tuple[str, ...] = ("member", "participating state", "party", "participant", "designated")
STATUSES: tuple[str, ...] = (
    *FULL_STATUSES,
    "associate",
    "observer",
    "candidate",
    "invited",
    "dialogue partner",
    "partner",
    "partner country",
    "partner for cooperation",
    "suspended membership",
    "withdrawal announced",
    "participation ended",
    "former member",
    "former member (organisation)",
    "former member (treaty)",
    "former party (treaty)",
    "none",
)
Vote = Literal["for", "against", "abstain", "absent"]
VOTES: tuple[str, ...] = ("for", "against", "abstain", "absent")
UN_MEMBERS = 193


def _blank_is_unknown(value: object) -> object:
    return None if value == "" else value


Unknown = BeforeValidator(_blank_is_unknown)
Code = Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9_]*$")]
Status = Annotated[str, AfterValidator(one_of(STATUSES, "a status of membership"))]
Count = Annotated[int, Field(ge=0)]
MaybeDated = Annotated[Dated | None, Unknown]
MaybeCount = Annotated[Count | None, Unknown]
MaybeLength = Annotated[Annotated[float, Field(ge=0)] | None, Unknown]
MaybeTruth = Annotated[bool | None, Unknown]
MaybeVote = Annotated[Vote | None, Unknown, BeforeValidator(one_of((*VOTES, ""), "a vote"))]
Confidence = Annotated[str, AfterValidator(one_of((*CONFIDENCE, ""), "a level of confidence"))]


class Row(BaseModel):
    """A row of a structure table; columns that no room reads may stand beside these."""

    model_config = ConfigDict(frozen=True, extra="ignore", str_strip_whitespace=True)


class Border(Row):
    """A land border, km; ``agree`` says whether both states' pages give the same length. Blank is unknown."""

    a: Code = Field(alias="iso3_a")
    b: Code = Field(alias="iso3_b")
    km: Annotated[Annotated[float, Field(gt=0)] | None, Unknown] = Field(alias="length_km")
    agree: MaybeTruth = Field(alias="lengths_agree_both_pages")
    source: Text = Field(alias="source_url")


class Membership(Row):
    """What an actor is to an organisation, and since when; a blank date is unknown.

    Status ``none`` is a finding, not a gap: the source lists no tie.
    """

    actor: Code = Field(alias="iso3")
    organisation: Text
    status: Status
    since: MaybeDated
    until: MaybeDated
    source: Text = Field(alias="source_url")
    note: str = ""

    @property
    def full(self) -> bool:
        """Whether the actor is a full member rather than an observer, an associate or nothing."""
        return self.status in FULL_STATUSES

    def holds_on(self, day: date) -> bool:
        """Whether the status holds on a day; an unknown start lies in the past, an unknown end ahead."""
        begun = self.since is None or first_day(self.since) <= day
        return begun and (self.until is None or day < day_after(self.until))


class State(Row):
    """Facts on a state: people, billions of US dollars, km; a blank is unknown."""

    code: Code = Field(alias="iso3")
    name: Text
    capital: str
    population: MaybeCount
    population_year: MaybeCount
    gdp_usd_bn: Annotated[float | None, Unknown]
    gdp_year: MaybeCount
    land_border_km: MaybeLength = Field(alias="land_border_total_km")
    source: Text = Field(alias="source_url")


class UnVote(Row):
    """One state's vote on a resolution of the General Assembly; a blank vote is unknown."""

    resolution: Text
    day: Day = Field(alias="date")
    subject: Text
    total_for: Count
    total_against: Count
    total_abstain: Count
    actor: Code = Field(alias="iso3")
    vote: MaybeVote
    confidence: Confidence
    source: str = Field(alias="source_url")
    note: str = ""


class Correction(Entry):
    """A known error in a table: what stood there, what stands there now, why, and who says so.

    ``file`` is the table's file name; ``key`` names the row by the columns that identify it,
    joined by a space: the chronicle's ``id``, or ``ES-11/2 TKM`` for a vote.
    """

    file: Text
    key: Text
    column: Text
    was: str
    now: str
    reason: Text
    source: Text


class Corrections(Entry):
    """All that a corrections file may say."""

    correction: tuple[Correction, ...] = ()


class Structure(Entry):
    """The structure tables after corrections, and the corrections themselves."""

    borders: tuple[Border, ...] = ()
    memberships: tuple[Membership, ...] = ()
    states: tuple[State, ...] = ()
    un_votes: tuple[UnVote, ...] = ()
    corrections: tuple[Correction, ...] = ()


def dependence(
    memberships: Sequence[Membership], organisations: Sequence[str], day: date
) -> dict[str, float]:
    """Share of the organisations of which each actor is a full member on a day, in [0, 1].

    An actor whose status in one of them is not known is left out: unknown, not zero.
    """
    clubs = set(organisations)
    known: dict[str, set[str]] = {}
    full: dict[str, set[str]] = {}
    for row in memberships:
        if row.organisation in clubs:
            known.setdefault(row.actor, set()).add(row.organisation)
            if row.full and row.holds_on(day):
                full.setdefault(row.actor, set()).add(row.organisation)
    return {actor: len(full.get(actor, ())) / len(clubs) for actor in known if known[actor] == clubs}
