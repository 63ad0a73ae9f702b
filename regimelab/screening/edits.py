"""What somebody adds to a case, as a file or a form gives it, before its evidence is looked up."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from regimelab.reading.words import Day, Entry, Text
from regimelab.screening.bank import Watch
from regimelab.screening.evidence import Cited
from regimelab.screening.scales import Action, Confidence, Mitigability, Proximity, Told
from regimelab.screening.vocabulary import Band, SaysWord, StateCode, TriggerId


class Named(Entry):
    """Evidence named by its id: an act of the region's evidence, or an item that the drawer showed."""

    ref: Text
    contrary: bool = False
    reply: str = ""


class Archived(Entry):
    """A document of one's own: whose, of when, archived as which file, saying what and where."""

    ref: str = Field(pattern=r"^[A-Za-z][A-Za-z0-9_.-]*$")
    family: str
    language: str = "en"
    date: Day
    title: Text
    quote: Text
    span: Text
    address: str = ""
    file: str = ""
    hash: str = ""
    contrary: bool = False
    reply: str = ""


def _by_name(value: object) -> object:
    return {"ref": value} if isinstance(value, str) else value


Evidence = Annotated[Named | Archived | Cited, BeforeValidator(_by_name)]


class AnswerEdit(Entry):
    """An answer as it is given."""

    id: Text
    answer: SaysWord
    rationale: Text
    confidence: Confidence = Confidence.MEDIUM
    as_of: Day | None = None
    evidence: tuple[Evidence, ...] = ()
    flags: dict[str, Told] = Field(default_factory=dict)


class ViewEdit(Entry):
    """Another assessor's answer to a question that was answered."""

    id: Text
    answer: SaysWord
    rationale: Text
    evidence: tuple[Evidence, ...] = ()


class RiskEdit(Entry):
    """One assessor's score of a risk; a row of that question gets one score more, or its own replaced."""

    question: Text
    title: str = ""
    likelihood: Band
    severity: Band
    proximity: Proximity
    mitigability: Mitigability = Mitigability.MEDIUM
    rationale: Text


class MitigationEdit(Entry):
    """A mitigation of the library, by its key, or one's own; ``questions`` names the risks it is about."""

    id: str = ""
    key: str = ""
    title: str = ""
    questions: tuple[str, ...] = ()
    owner: str = ""
    due: Day | None = None
    shown_by: str = ""
    cost: str = ""
    verified_on: Day | None = None
    evidence: tuple[Evidence, ...] = ()


class TriggerEdit(Entry):
    """A stop trigger of the library, by its key, or one's own."""

    id: str = ""
    key: str = ""
    title: str = ""
    watch: Watch | None = None
    states: tuple[StateCode, ...] = ()
    names: tuple[Text, ...] = ()
    threshold: Annotated[int, Field(ge=1)] | None = None
    action: Action | None = None
    days: Annotated[int, Field(ge=1)] | None = None
    report: bool | None = None
    effect: bool | None = None


class LossEdit(Entry):
    """What is lost by not engaging."""

    kind: Literal["influence", "substitution", "unprotected"]
    likelihood: Band
    severity: Band
    rationale: Text


class CaseEdit(Entry):
    """The person's case, under a pseudonym."""

    pseudonym: str = Field(pattern=r"^[A-Z]{1,4}-\d{1,4}$")
    facts: tuple[Text, ...] = ()
    requesting_state: StateCode | None = None
    treaty: str = ""
    channel: str = ""


class AssurancesEdit(Entry):
    """Assurances with their scorecard: each factor as {met, note}."""

    question: Literal["E1", "E6"]
    binding: bool
    terms: Text
    factors: dict[str, dict[str, str]]


class OverrideEdit(Entry):
    """A high result taken as medium; the second person is named."""

    reason: Annotated[str, Field(min_length=20)]
    seconded_by: Text


class DecisionEdit(Entry):
    """What is to be decided."""

    outcome: Literal["approve", "refuse", "alternative"]
    reason: Text
    alternative: str = ""
    override: OverrideEdit | None = None


class ReportEdit(Entry):
    """What a monitor reported of a trigger."""

    trigger: TriggerId
    on: Day | None = None
    happened: bool
    note: Text


class ProposalEdit(Entry):
    """Parts of the proposal that may change; its class and person may not."""

    title: str | None = None
    summary: str | None = None
    recipient: str | None = None
    portfolio: str | None = None
    public_title: str | None = None
    terms: tuple[str, ...] | None = None


class Edits(Entry):
    """Everything that one person adds to a case at one time."""

    by: str = ""
    proposal: ProposalEdit | None = None
    as_of: Day | None = None
    bank_version: int | None = None
    closed: bool | None = None
    answers: tuple[AnswerEdit, ...] = ()
    views: tuple[ViewEdit, ...] = ()
    risks: tuple[RiskEdit, ...] = ()
    mitigations: tuple[MitigationEdit, ...] = ()
    triggers: tuple[TriggerEdit, ...] = ()
    not_engaging: tuple[LossEdit, ...] = ()
    case: CaseEdit | None = None
    assurances: tuple[AssurancesEdit, ...] = ()
    decision: DecisionEdit | None = None
    reports: tuple[ReportEdit, ...] = ()
