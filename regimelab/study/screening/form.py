"""A case as a form shows it: every question with its answer, what may be chosen, the log."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from regimelab.screening.case import Answer, CaseLayer, Event, Mitigation, Proposal, RiskRow
from regimelab.screening.effect import Loss
from regimelab.screening.evidence import Cited
from regimelab.screening.stops import Trigger
from regimelab.study.screening.desk import Desk
from regimelab.study.screening.drawer import Posed, posed
from regimelab.study.screening.shown import Checked

LINES = 12  # of the log, the last


@dataclass(frozen=True)
class Given:
    """An answer as it was given, and as it is stored after the rules."""

    given: str
    says: str
    held_back: str
    rationale: str
    confidence: str
    by: str
    flags: Mapping[str, str]
    evidence: tuple[Cited, ...]
    views: tuple[str, ...]


@dataclass(frozen=True)
class FlagAsked:
    """A plain question of fact, and the answer to it that bars."""

    name: str
    question: str
    bars_on: str


@dataclass(frozen=True)
class Asking(Posed):
    """A question with what may be answered, and the answer so far."""

    unknown_counts_as: str
    may_not_apply: bool
    scored: bool
    flags: tuple[FlagAsked, ...]
    answer: Given | None


@dataclass(frozen=True)
class Remedying:
    """A mitigation of the library: its key, its title, what shows that it worked."""

    key: str
    title: str
    shown_by: str


@dataclass(frozen=True)
class Stopping:
    """A stop trigger of the library that is not set yet."""

    key: str
    title: str


@dataclass(frozen=True)
class TreatyOffered:
    """A treaty that a request may be based on, and how far it protects the person."""

    id: str
    name: str
    grade: str
    finding: str


@dataclass(frozen=True)
class FactorAsked:
    """A factor by which assurances are scored; a gate must be met for them to count at all."""

    id: str
    text: str
    gate: bool


@dataclass(frozen=True)
class Scales:
    """Bands in words, and the grade of each pair of them: rows of severity, columns of likelihood."""

    likelihood: Mapping[int, str]
    severity: Mapping[int, str]
    grade: Mapping[int, tuple[str, ...]]


@dataclass(frozen=True)
class Form:
    """A case in work; ``head`` is the last line of its log, ``language`` that of the questions."""

    name: str
    by: str
    head: str
    language: str
    checked: Checked
    cautions: tuple[str, ...]
    proposal: Proposal
    person: CaseLayer | None
    questions: tuple[Asking, ...]
    risks: tuple[RiskRow, ...]
    losses: tuple[Loss, ...]
    mitigations: tuple[Mitigation, ...]
    triggers: tuple[Trigger, ...]
    scales: Scales
    library: tuple[Remedying, ...]
    stops: tuple[Stopping, ...]
    treaties: tuple[TreatyOffered, ...]
    factors: tuple[FactorAsked, ...]
    log: tuple[Event, ...]
    lines: int
    sign: str
    simulate: str


def form_of(desk: Desk, name: str) -> Form:
    """Lay a desk out as a form."""
    case, bank, checked = desk.case, desk.bank, desk.result.data
    rules, file = bank.rules, str(desk.opened.path)
    return Form(
        name=name,
        by=desk.by,
        head=checked.head,
        language="en",
        checked=checked,
        cautions=desk.result.warnings,
        proposal=case.proposal,
        person=case.case,
        questions=tuple(_questions(desk)),
        risks=case.risks,
        losses=case.not_engaging,
        mitigations=case.mitigations,
        triggers=case.triggers,
        scales=Scales(rules.likelihood, rules.severity, rules.grade),
        library=tuple(Remedying(*one) for one in desk.library()),
        stops=tuple(Stopping(*one) for one in desk.stops()),
        treaties=tuple(TreatyOffered(one.id, one.name, one.grade, one.finding) for one in bank.treaties),
        factors=tuple(FactorAsked(one.id, one.text, one.gate) for one in bank.assurances),
        log=case.log[-LINES:],
        lines=len(case.log),
        sign=f'regimelab screen sign "{file}" --by NAME --role "{next(iter(checked.open_roles), "ROLE")}"',
        simulate=f'regimelab screen simulate "{file}" --by NAME',
    )


def _questions(desk: Desk) -> Iterator[Asking]:
    case = desk.case
    for one in desk.bank.asked(case.depth, case.proposal.person_specific):
        yield Asking(
            **vars(posed(one)),
            unknown_counts_as="serious" if one.unknown_is_serious else "some",
            may_not_apply=not one.must_apply,
            scored=one.row,
            flags=tuple(FlagAsked(flag.name, flag.question, flag.bars_on) for flag in one.flags),
            answer=_given(case.answer(one.id)),
        )


def _given(answer: Answer | None) -> Given | None:
    if answer is None:
        return None
    return Given(
        given=answer.given.value,
        says=answer.says.value,
        held_back=answer.held_back,
        rationale=answer.rationale,
        confidence=answer.confidence.value,
        by=answer.by,
        flags={name: told.value for name, told in answer.flags.items()},
        evidence=answer.evidence,
        views=tuple(f"{view.by}: {view.says.value}. {view.rationale}" for view in answer.views),
    )
