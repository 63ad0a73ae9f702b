"""What is still missing in a case, so that nobody has to look for it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from regimelab.screening.bank import Bank
from regimelab.screening.case import Answer, Screening
from regimelab.screening.risk import Graded
from regimelab.screening.scales import Counts, Depth, Level, Says, Stage

LOSSES = ("influence", "substitution", "unprotected")


@dataclass(frozen=True)
class Missing:
    """One thing that is missing: the stage, where it belongs, and what it is."""

    stage: str
    where: str
    what: str


def missing_in(
    case: Screening,
    bank: Bank,
    answers: Mapping[str, Answer],
    weighed: Mapping[str, Counts],
    rows: Sequence[Graded],
    level: Level,
) -> Iterator[Missing]:
    """List everything that a case lacks before it can be signed."""
    yield from _unanswered(case, bank, answers)
    yield from _unscored(case, bank, weighed)
    if case.proposal.person_specific and case.case is None:
        yield Missing("case", "case", "a pseudonym, the requesting state and the facts")
    if case.depth.rank < Depth.STANDARD.rank:
        return
    if not case.proposal.recipient:
        yield Missing("recipient", "proposal.recipient", "the unit that receives, and its chain of command")
    told = {one.kind for one in case.not_engaging}
    for kind in LOSSES:
        if kind not in told:
            yield Missing("effect", f"not_engaging.{kind}", "what is lost by not engaging, in bands")
    refused = case.decision is not None and case.decision.outcome != "approve"
    if level is not Level.BAR and not refused:
        yield from _unmitigated(case, rows)
        if not case.triggers:
            yield Missing("monitoring", "triggers", "at least one stop trigger")


def _unanswered(case: Screening, bank: Bank, answers: Mapping[str, Answer]) -> Iterator[Missing]:
    conflict = answers.get("Q1.2")
    for question in bank.asked(case.depth, case.proposal.person_specific):
        answer = answers.get(question.id)
        if answer is None:
            yield Missing(question.stage.value, question.id, f"{question.title}: no answer yet")
            continue
        for flag in question.flags:
            if flag.name not in answer.flags:
                yield Missing(question.stage.value, f"{question.id}.{flag.name}", flag.question)
        waived = question.id == "Q3.12" and answer.says is Says.NOT_APPLICABLE
        if waived and conflict and conflict.says is not Says.NO_CONCERN:
            yield Missing("proposal", "Q3.12", "an armed conflict is not excluded: humanitarian law applies")


def _unscored(case: Screening, bank: Bank, weighed: Mapping[str, Counts]) -> Iterator[Missing]:
    scored = {row.question for row in case.risks}
    asked = {one.id for one in bank.asked(case.depth, case.proposal.person_specific)}
    for name, weight in weighed.items():
        question = bank.by_id[name]
        if name in asked and question.row and weight is not Counts.NOTHING and name not in scored:
            yield Missing(
                Stage.PROPOSAL.value, f"risks.{name}", f"{question.title}: not scored as a risk yet"
            )


def _unmitigated(case: Screening, rows: Sequence[Graded]) -> Iterator[Missing]:
    met = {row for one in case.mitigations if one.planned for row in one.rows}
    for graded in rows:
        if graded.inherent > Level.LOW and graded.row.id not in met and graded.row.id != "R0":
            what = f"{graded.row.title}: a mitigation with owner, date and what shows that it worked"
            yield Missing("mitigation", f"mitigations.{graded.row.id}", what)
