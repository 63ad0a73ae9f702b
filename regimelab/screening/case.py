"""A case file: one proposal, what was asked and answered of it, who signed, and what has happened since."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from regimelab.reading.words import Day, Entry, Slug, Text, one_of
from regimelab.screening.bank import Watch
from regimelab.screening.evidence import Cited
from regimelab.screening.scales import (
    Action,
    Confidence,
    Depth,
    Met,
    Mitigability,
    Opinion,
    Proximity,
    Says,
    Told,
)

SCHEMA_VERSION = 1
Band = Annotated[int, Field(ge=1, le=5)]
StateCode = Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
RowId = Annotated[str, Field(pattern=r"^R\d+$")]
MitigationId = Annotated[str, Field(pattern=r"^M\d+$")]
TriggerId = Annotated[str, Field(pattern=r"^T\d+$")]
SaysWord = Annotated[Says, BeforeValidator(one_of([one.value for one in Says], "an answer"))]


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
    """What another assessor would have answered."""

    by: Text
    says: SaysWord
    rationale: Text


class Answer(Entry):
    """A person's answer; ``says`` is what it is stored as, ``given`` what was said.

    ``shown`` lists the evidence to the contrary that the form laid beside the question.
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


class EffectRow(Entry):
    """Change of one outcome with the proposal less without it, on the same futures."""

    scenario: str
    outcome: str
    title: str
    side: str
    better: str
    unit: str
    estimate: float | None
    low: float | None
    high: float | None
    probability_better: float
    level: float
    moves: int
    basis: str
    assumed_share: float | None = None


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
    alternatives: tuple[Alternative, ...] = ()


class Loss(Entry):
    """What is lost by not engaging, in the bands of any other risk."""

    kind: Literal["influence", "substitution", "unprotected"]
    likelihood: Band
    severity: Band
    rationale: Text
    by: Text


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


class Trigger(Entry):
    """What stops the assistance: watched in the chronicle, in the model, or by reports of people.

    ``seen`` lists the acts that were known when it was set; ``band`` the approved range of each
    outcome of the simulated effect.
    """

    id: TriggerId
    key: str = ""
    title: Text
    watch: Watch | None = None
    states: tuple[StateCode, ...] = ()
    threshold: int = Field(default=1, ge=1)
    report: bool = False
    effect: bool = False
    action: Action
    days: int = Field(ge=1)
    seen: tuple[str, ...] = ()
    band: dict[str, tuple[float, float]] = Field(default_factory=dict)


class Report(Entry):
    """What a monitor reported of a trigger."""

    trigger: TriggerId
    on: Day
    happened: bool
    note: Text
    by: Text


class Fired(Entry):
    """A trigger that fired: on what, and what is to be done by when."""

    trigger: TriggerId
    title: str
    why: str
    acts: tuple[str, ...] = ()
    action: Action
    deadline: Day


class Recheck(Entry):
    """The case held against newer evidence: triggers, evidence that is gone or was changed, the level now."""

    on: Day
    release: str
    fired: tuple[Fired, ...] = ()
    gone: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    stale: tuple[str, ...] = ()
    level: str = ""


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

    schema_version: int = SCHEMA_VERSION
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
