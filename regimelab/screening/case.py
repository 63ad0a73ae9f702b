"""A case file: one proposal, what was asked and answered of it, who signed, and what has happened since."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from regimelab.reading.words import Day, Entry, Slug, Text
from regimelab.screening.effect import Loss, RegimeEffect
from regimelab.screening.evidence import Cited
from regimelab.screening.scales import (
    Confidence,
    Depth,
    Met,
    Mitigability,
    Opinion,
    Proximity,
    Told,
)
from regimelab.screening.stops import Recheck, Report, Trigger
from regimelab.screening.vocabulary import Band, MitigationId, RowId, SaysWord, StateCode

SCHEMA_VERSION = 1


class Proposal(Entry):
    """What is proposed: its class, where, to whom, and the portfolio that stands for it in the model.

    ``terms`` are names of institutions and places that the check for personal names would take for
    persons; whoever lists one says that it is none.
    """

    title: Text
    summary: Text
    kind: Slug
    region: Text = "central_asia"
    hosts: Annotated[tuple[StateCode, ...], Field(min_length=1)]
    recipient: str = ""
    portfolio: str = ""
    person_specific: bool = False
    public_title: str = ""
    terms: tuple[str, ...] = ()


class View(Entry):
    """What another assessor would have answered, and on what; ``from_context`` names the case it is from."""

    by: Text
    says: SaysWord
    rationale: Text
    evidence: tuple[Cited, ...] = ()
    from_context: str = ""


class Answer(Entry):
    """A person's answer; ``says`` is what it is stored as, ``given`` what was said.

    ``shown`` lists the evidence to the contrary that the form laid beside the question; ``flagged`` names
    who stated a flag, where that is not whoever answered.
    """

    id: str
    given: SaysWord
    says: SaysWord
    held_back: str = ""
    rationale: Text
    confidence: Confidence
    as_of: Day
    by: Text
    evidence: tuple[Cited, ...] = ()
    flags: dict[str, Told] = Field(default_factory=dict)
    flagged: dict[str, str] = Field(default_factory=dict)
    shown: tuple[str, ...] = ()
    views: tuple[View, ...] = ()
    from_context: str = ""


class Score(Entry):
    """One assessor's bands for a risk."""

    by: Text
    likelihood: Band
    severity: Band
    proximity: Proximity
    rationale: Text


class RiskRow(Entry):
    """A risk that a question found, scored by one assessor or more; the highest score counts."""

    id: RowId
    question: str
    title: Text
    scores: Annotated[tuple[Score, ...], Field(min_length=1)]
    mitigability: Mitigability


class Mitigation(Entry):
    """What is done about risks: by whom, by when, at what cost, and what shows that it worked."""

    id: MitigationId
    key: str = ""
    title: Text
    rows: tuple[RowId, ...] = ()
    owner: str = ""
    due: Day | None = None
    shown_by: str = ""
    cost: str = ""
    verified_by: str = ""
    verified_on: Day | None = None
    evidence: tuple[Cited, ...] = ()

    @property
    def planned(self) -> bool:
        """Whether it has an owner, a date and a way to show that it worked; else it counts for nothing."""
        return bool(self.owner and self.due and self.shown_by)

    @property
    def verified(self) -> bool:
        """Whether somebody verified it, on evidence."""
        return bool(self.planned and self.verified_by and self.verified_on and self.evidence)


class Factor(Entry):
    """How assurances do on one factor of the scorecard."""

    met: Met
    note: Text


class Assurances(Entry):
    """Assurances about one question of the case layer, scored by the factors A1 to A11."""

    question: Literal["E1", "E6"]
    binding: bool
    terms: Text
    factors: dict[str, Factor]
    by: Text


class CaseLayer(Entry):
    """The person's case, under a pseudonym: facts, never names."""

    pseudonym: str = Field(pattern=r"^[A-Z]{1,4}-\d{1,4}$")
    facts: tuple[Text, ...] = ()
    requesting_state: StateCode | None = None
    treaty: str = ""
    channel: str = ""
    assurances: tuple[Assurances, ...] = ()


class Override(Entry):
    """A high result taken as medium: reason and second person; shown wherever the case is shown."""

    reason: Annotated[str, Field(min_length=20)]
    by: Text
    seconded_by: Text
    on: Day


class Decision(Entry):
    """What is proposed to be decided, and why; it stands once the ladder has signed."""

    outcome: Literal["approve", "refuse", "alternative"]
    reason: Text
    by: Text
    on: Day
    alternative: str = ""
    override: Override | None = None


class SignOff(Entry):
    """Somebody's signature under the contents as they were; ``body`` is their hash."""

    role: Text
    by: Text
    on: Day
    opinion: Opinion
    note: str = ""
    level: str
    body: str


class Event(Entry):
    """A line of the log: who did what when, the hash of the contents after it, and of the line before."""

    number: int
    at: str
    by: Text
    what: Slug
    detail: str = ""
    state: str
    previous: str
    hash: str


class Screening(Entry):
    """A screening of one proposal, with everything that was said about it and by whom."""

    schema_version: int
    bank_version: int
    evidence_release: str
    id: str = Field(pattern=r"^S-[0-9a-f]{8}$")
    author: Text
    opened: Day
    as_of: Day
    proposal: Proposal
    depth: Depth
    context_ref: str = ""
    ladder: dict[str, tuple[Text, ...]] = Field(default_factory=dict)
    answers: tuple[Answer, ...] = ()
    risks: tuple[RiskRow, ...] = ()
    case: CaseLayer | None = None
    regime_effect: RegimeEffect | None = None
    not_engaging: tuple[Loss, ...] = ()
    mitigations: tuple[Mitigation, ...] = ()
    decision: Decision | None = None
    signoffs: tuple[SignOff, ...] = ()
    triggers: tuple[Trigger, ...] = ()
    reports: tuple[Report, ...] = ()
    rechecks: tuple[Recheck, ...] = ()
    closed: bool = False
    log: tuple[Event, ...] = ()

    def answer(self, question: str) -> Answer | None:
        """Find the answer to a question."""
        return next((one for one in self.answers if one.id == question), None)

    @property
    def day(self) -> date:
        """The day that evidence is judged on."""
        return self.as_of
