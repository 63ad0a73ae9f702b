"""The result of a screening: the highest row, never a mean; bars that nothing lifts; how fragile it is."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from regimelab.screening import NOTICE
from regimelab.screening.answering import settled, weights
from regimelab.screening.bank import Bank, Question
from regimelab.screening.case import Answer, Screening
from regimelab.screening.complete import Missing, missing_in
from regimelab.screening.effect import Loss
from regimelab.screening.layer import (
    Finding,
    Scorecard,
    case_findings,
    flag_findings,
    scorecards,
    unit_findings,
)
from regimelab.screening.risk import Graded, grade_row, is_serious, unscored
from regimelab.screening.scales import Counts, Level, Says

MEDIUM_IF_SERIOUS = ("Q2.1", "Q2.2", "Q2.3", "Q2.4", "Q2.5", "Q2.6", "Q5.2", "Q8.1")
REPUTATION = "Q5.4"


@dataclass(frozen=True)
class Assessed:
    """What follows from the answers, and what it rests on.

    ``at_least`` is the highest level that the answers given so far ask for; ``level`` is unknown as long as
    something is missing, unless a bar stands already. ``stands`` is the level after an override.
    """

    at_least: Level
    level: Level | None
    stands: Level | None
    overridden: bool
    fragile: bool
    up: Level
    down: Level
    findings: tuple[Finding, ...]
    rows: tuple[Graded, ...]
    missing: tuple[Missing, ...]
    answers: tuple[Answer, ...]
    reputation: Counts | None
    not_engaging: Level | None
    assurances: tuple[Scorecard, ...]
    roles: tuple[str, ...]
    unverified: tuple[str, ...]
    notice: str = NOTICE

    @property
    def bars(self) -> tuple[Finding, ...]:
        """What bars the proposal."""
        return tuple(one for one in self.findings if one.level is Level.BAR)


def assess(case: Screening, bank: Bank, day: date | None = None) -> Assessed:
    """Assess a case on a day, by default its own: highest row, bars, fragility, and what is missing."""
    bank, day = bank.at(case.bank_version), day or case.day
    known = [one for one in case.answers if one.id in bank.by_id]
    now = {one.id: settled(one, day, bank.rules) for one in known}
    weighed = weights(bank, now, day)
    rows = tuple(_rows(case, bank, weighed))
    findings = tuple(_findings(case, bank, now, weighed, rows))
    at_least, up, down = _levels(findings, rows, now, weighed)
    fragile = at_least is not Level.BAR and not up == down == at_least
    settled_level = max(at_least, Level.MEDIUM) if fragile and up > at_least else at_least
    missing = tuple(missing_in(case, bank, now, weighed, rows, settled_level))
    level = settled_level if not missing or settled_level is Level.BAR else None
    overridden = bool(case.decision and case.decision.override and level is Level.HIGH)
    stands = Level.MEDIUM if overridden else level
    return Assessed(
        at_least=settled_level,
        level=level,
        stands=stands,
        overridden=overridden,
        fragile=fragile,
        up=up,
        down=down,
        findings=findings,
        rows=rows,
        missing=missing,
        answers=tuple(now.values()),
        reputation=weighed.get(REPUTATION),
        not_engaging=_withheld(case.not_engaging, bank),
        assurances=scorecards(case.case, bank),
        roles=bank.ladder(settled_level if stands is None else stands, case.ladder),
        unverified=tuple(one.id for one in _asked(case, bank) if one.unverified),
    )


def _levels(
    findings: Sequence[Finding],
    rows: Sequence[Graded],
    answers: Mapping[str, Answer],
    weighed: Mapping[str, Counts],
) -> tuple[Level, Level, Level]:
    """The highest level asked for, and what it would be with every row one band higher, and one lower."""
    graded = {row.row.id for row in rows}
    others = [one.level for one in findings if one.source not in graded]
    up = [_floored(row, row.up, answers, weighed) for row in rows]
    down = [_floored(row, row.down, answers, weighed) for row in rows]
    asked = [one.level for one in findings]
    at_least, above, below = (
        max(levels, default=Level.LOW) for levels in (asked, others + up, others + down)
    )
    return at_least, above, below


def _asked(case: Screening, bank: Bank) -> tuple[Question, ...]:
    return bank.asked(case.depth, case.proposal.person_specific)


def _rows(case: Screening, bank: Bank, weighed: Mapping[str, Counts]) -> Iterator[Graded]:
    """Grade every row; a serious answer that no score agrees with is graded as one."""
    by_question: dict[str, list[Graded]] = {}
    serious = {name for name, weight in weighed.items() if bank.by_id[name].row and weight is Counts.SERIOUS}
    for row in case.risks:
        bold = row.question in serious and not any(
            is_serious(one, bank.rules) for one in case.risks if one.question == row.question
        )
        title = bank.by_id[row.question].title if row.question in bank.by_id else row.title
        stood = unscored(row.question, title, row) if bold else row
        graded = grade_row(stood, case.mitigations, bank.rules)
        by_question.setdefault(row.question, []).append(graded)
        yield graded
    for name in sorted(serious - set(by_question)):
        yield grade_row(unscored(name, bank.by_id[name].title, None), (), bank.rules)


def _findings(
    case: Screening,
    bank: Bank,
    answers: Mapping[str, Answer],
    weighed: Mapping[str, Counts],
    rows: Sequence[Graded],
) -> Iterator[Finding]:
    """Find everything that asks for a level."""
    yield from case_findings(case, bank, weighed, answers)
    yield from flag_findings(bank, answers)
    yield from unit_findings(weighed, answers)
    for graded in rows:
        level = _floored(graded, graded.residual, answers, weighed)
        yield Finding(graded.row.id, level, f"{graded.row.question} {graded.row.title}")
    scored = {graded.row.question for graded in rows}
    for name, weight in weighed.items():
        question = bank.by_id[name]
        if question.row and name not in scored and weight is Counts.SOME and _bare(answers[name]):
            yield Finding(name, Level.MEDIUM, f"{question.title}: {answers[name].says.value}, on no evidence")
        if name in MEDIUM_IF_SERIOUS and weight is Counts.SERIOUS:
            yield Finding(name, Level.MEDIUM, f"{question.title}: serious")
        if name == REPUTATION and weight is Counts.SERIOUS:
            yield Finding(name, Level.MEDIUM, "reputational or political risk is high (own line)")


def _floored(
    graded: Graded, level: Level, answers: Mapping[str, Answer], weighed: Mapping[str, Counts]
) -> Level:
    """Hold a row at medium where nothing carries a low result: an unknown, or no evidence at all."""
    answer = answers.get(graded.row.question)
    if answer is None or weighed.get(answer.id, Counts.NOTHING) is Counts.NOTHING:
        return level
    return max(level, Level.MEDIUM) if _bare(answer) else level


def _bare(answer: Answer) -> bool:
    """Whether an answer has nothing that would carry a low result."""
    return answer.says is Says.UNKNOWN or not answer.evidence


def _withheld(losses: Sequence[Loss], bank: Bank) -> Level | None:
    """Level of the gravest loss of not engaging, by the same table; beside the result, never against it."""
    grades = [bank.rules.grade[one.severity][one.likelihood - 1] for one in losses]
    named = {"low": Level.LOW, "moderate": Level.MEDIUM, "serious": Level.HIGH}
    return max((named[grade] for grade in grades), default=None)
