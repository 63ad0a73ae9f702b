"""A case as a form shows it: every question with its answer, what may be chosen, the log."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from regimelab.report.language import other, spoken
from regimelab.report.screening.words import word
from regimelab.screening.bank import Treaty
from regimelab.screening.case import Answer, CaseLayer, Event, Mitigation, Proposal, RiskRow
from regimelab.screening.effect import Loss
from regimelab.screening.evidence import Cited
from regimelab.screening.stops import Trigger
from regimelab.study.screening.desk import Desk
from regimelab.study.screening.drawer import Posed, posed
from regimelab.study.screening.shown import Checked
from regimelab.study.screening.spoken import held_back, titled, told_case, told_line, told_views

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
    """A case in work; ``head`` is the last line of its log, ``language`` the one that it is told in."""

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
    """Lay a desk out as a form, in the language spoken."""
    case, bank, checked = desk.case, desk.bank, desk.result.data
    rules, file = bank.rules, str(desk.opened.path)
    return Form(
        name=name,
        by=desk.by,
        head=checked.head,
        language=spoken(),
        checked=told_case(checked),
        cautions=tuple(map(other, desk.result.warnings)),
        proposal=case.proposal,
        person=case.case,
        questions=tuple(_questions(desk)),
        risks=titled(case.risks),
        losses=case.not_engaging,
        mitigations=titled(case.mitigations),
        triggers=titled(case.triggers),
        scales=Scales(_bands(rules.likelihood), _bands(rules.severity), rules.grade),
        library=tuple(Remedying(key, *map(other, told)) for key, *told in desk.library()),
        stops=tuple(Stopping(key, other(title)) for key, title in desk.stops()),
        treaties=tuple(map(_treaty, bank.treaties)),
        factors=tuple(FactorAsked(one.id, other(one.text), one.gate) for one in bank.assurances),
        log=tuple(map(told_line, case.log[-LINES:])),
        lines=len(case.log),
        sign=f'regimelab screen sign "{file}" --by NAME --role "{next(iter(checked.open_roles), "ROLE")}"',
        simulate=f'regimelab screen simulate "{file}" --by NAME',
    )


def _bands(words: Mapping[int, str]) -> dict[int, str]:
    return {band: other(text) for band, text in words.items()}


def _treaty(one: Treaty) -> TreatyOffered:
    return TreatyOffered(one.id, other(one.name), word("treaty", one.grade), other(one.finding))


def _questions(desk: Desk) -> Iterator[Asking]:
    case = desk.case
    for one in desk.bank.asked(case.depth, case.proposal.person_specific):
        yield Asking(
            **vars(posed(one)),
            unknown_counts_as="serious" if one.unknown_is_serious else "some",
            may_not_apply=not one.must_apply,
            scored=one.row,
            flags=tuple(FlagAsked(flag.name, other(flag.question), flag.bars_on) for flag in one.flags),
            answer=_given(case.answer(one.id)),
        )


def _given(answer: Answer | None) -> Given | None:
    if answer is None:
        return None
    return Given(
        given=answer.given.value,
        says=answer.says.value,
        held_back=held_back(answer.held_back),
        rationale=answer.rationale,
        confidence=answer.confidence.value,
        by=answer.by,
        flags={name: told.value for name, told in answer.flags.items()},
        evidence=answer.evidence,
        views=told_views(answer),
    )
