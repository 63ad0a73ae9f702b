"""Adding to a case: answers settled by the rules, risks, mitigations, triggers, each with its author."""

from regimelab.errors import InvalidInput, Problem, refuse, suggestion
from regimelab.screening.answering import refuse_answer, settled
from regimelab.screening.assess import assess
from regimelab.screening.bank import Bank, Question
from regimelab.screening.case import (
    Answer,
    Assurances,
    CaseLayer,
    Decision,
    Factor,
    Override,
    RiskRow,
    Score,
    Screening,
    View,
)
from regimelab.screening.chain import logged, spelled
from regimelab.screening.edits import (
    AnswerEdit,
    Edits,
    RiskEdit,
    ViewEdit,
)
from regimelab.screening.effect import Loss
from regimelab.screening.evidence import Cited
from regimelab.screening.personal import personal_problems
from regimelab.screening.persons import same_person, spelling
from regimelab.screening.risk import CAP
from regimelab.screening.safeguards import Looked, Pen, cited, guarded, mitigated, put
from regimelab.screening.scales import Told
from regimelab.screening.signing import override_problems
from regimelab.screening.stops import Report


def edited(case: Screening, edits: Edits, pen: Pen, bank: Bank, looked: Looked) -> Screening:
    """Add to a case all that was given, or refuse it with everything that is wrong."""
    changed = case
    for step in (_frame, _answers, _views, _risks, mitigated, guarded, _losses, _person, _closing):
        changed = step(changed, edits, pen, bank, looked)
    refuse(personal_problems(spelled(changed), changed.id, changed.proposal.terms))
    refuse(override_problems(changed, assess(changed, bank)) if edits.decision else [])
    if changed == case:
        return case
    return logged(changed, pen.by, "edited", pen.at, _told(edits))


def _told(edits: Edits) -> str:
    """Name what was touched, for the log: ids, no contents."""
    parts = [one.id for one in (*edits.answers, *edits.views)]
    parts += [f"risk {one.question}" for one in edits.risks]
    parts += [f"mitigation {one.id or one.key or one.title}" for one in edits.mitigations]
    parts += [f"trigger {one.id or one.key or one.title}" for one in edits.triggers]
    parts += [f"report {one.trigger}" for one in edits.reports]
    named = ("proposal", "case", "as_of", "bank_version", "closed", "not_engaging", "assurances")
    parts += [name for name in named if getattr(edits, name) not in (None, ())]
    if edits.decision:
        override = " with an override of HIGH" if edits.decision.override else ""
        parts.append(f"decision {edits.decision.outcome}{override}")
    return ", ".join(parts)


def _frame(case: Screening, edits: Edits, pen: Pen, bank: Bank, looked: Looked) -> Screening:
    update: dict[str, object] = {}
    if edits.proposal:
        given = edits.proposal.model_dump(exclude_none=True)
        update["proposal"] = case.proposal.model_copy(update=given)
    for name in ("as_of", "closed", "bank_version"):
        if getattr(edits, name) is not None:
            update[name] = getattr(edits, name)
    if edits.bank_version is not None and not case.bank_version <= edits.bank_version <= bank.version:
        what = f"{edits.bank_version} is not between the case's version and the newest, {bank.version}."
        refuse([Problem("bank_version", what, "Move a case forward only.")])
    return case.model_copy(update=update)


def _answers(case: Screening, edits: Edits, pen: Pen, bank: Bank, looked: Looked) -> Screening:
    now = bank.at(case.bank_version)
    problems: list[Problem] = []
    answers = case.answers
    for place, edit in enumerate(edits.answers):
        where = f"answers[{place}]"
        try:
            question = now.question(edit.id, f"{where}.id")
            problems += _lifted(case.answer(edit.id), question, edit, pen, where)
            answer = _answer(case, edit, pen, looked, where)
        except InvalidInput as error:
            problems += error.problems
            continue
        problems += refuse_answer(question, answer, where)
        answers = put(answers, settled(answer, case.day, now.rules), lambda one: one.id)
    refuse(problems)
    return case.model_copy(update={"answers": answers})


def _answer(case: Screening, edit: AnswerEdit, pen: Pen, looked: Looked, where: str) -> Answer:
    before = case.answer(edit.id)
    return Answer(
        id=edit.id,
        given=edit.answer,
        says=edit.answer,
        rationale=edit.rationale,
        confidence=edit.confidence,
        as_of=edit.as_of or case.day,
        by=pen.by,
        evidence=cited(looked, edit.evidence, f"{where}.evidence"),
        flags={**(before.flags if before else {}), **edit.flags},
        flagged=_flagged(before, edit, pen) if before else {},
        shown=looked.contrary(edit.id),
        views=_views_beside(before, pen) if before else (),
    )


def _flagged(before: Answer, edit: AnswerEdit, pen: Pen) -> dict[str, str]:
    """Name who stated each flag that somebody else than the one who answers now stated."""
    stated = {name: before.flagged.get(name, before.by) for name in before.flags if name not in edit.flags}
    return {name: by for name, by in stated.items() if not same_person(by, pen.by)}


def _lifted(
    before: Answer | None, question: Question, edit: AnswerEdit, pen: Pen, where: str
) -> list[Problem]:
    """Refuse to take back for somebody else what bars: whoever stated it may."""
    if before is None:
        return []
    return [
        Problem(
            f"{where}.flags.{flag.name}",
            f"'{flag.bars_on}' was stated by {before.flagged.get(flag.name, before.by)}, and bars.",
            "Nobody else takes it back: have that person answer again.",
        )
        for flag in question.flags
        if before.flags.get(flag.name) == Told(flag.bars_on)
        and edit.flags.get(flag.name, Told(flag.bars_on)) != Told(flag.bars_on)
        and not same_person(before.flagged.get(flag.name, before.by), pen.by)
    ]


def _views_beside(before: Answer, pen: Pen) -> tuple[View, ...]:
    """Keep what others answered beside a new answer, with their evidence; one's own earlier gives way to it.

    What was taken over from another case gives way too: whoever answered there did not assess this one.
    """
    here = tuple(one for one in before.views if not one.from_context)
    others = tuple(one for one in here if not same_person(one.by, pen.by))
    if before.from_context:
        return others
    if same_person(before.by, pen.by):
        return here
    own = View(by=before.by, says=before.given, rationale=before.rationale, evidence=before.evidence)
    return (*others, own)


def _views(case: Screening, edits: Edits, pen: Pen, bank: Bank, looked: Looked) -> Screening:
    answers = case.answers
    for place, edit in enumerate(edits.views):
        found = next((one for one in answers if one.id == edit.id), None)
        if found is None:
            what = f"'{edit.id}' has no answer to differ from yet."
            refuse([Problem(f"views[{place}].id", what, "Answer it instead.")])
        assert found is not None
        seen = cited(looked, edit.evidence, f"views[{place}].evidence")
        answers = put(answers, _seen_otherwise(found, edit, pen, seen), lambda one: one.id)
    return case.model_copy(update={"answers": answers})


def _seen_otherwise(answer: Answer, edit: ViewEdit, pen: Pen, evidence: tuple[Cited, ...]) -> Answer:
    view = View(by=pen.by, says=edit.answer, rationale=edit.rationale, evidence=evidence)
    return answer.model_copy(update={"views": put(answer.views, view, lambda one: spelling(one.by))})


def _risks(case: Screening, edits: Edits, pen: Pen, bank: Bank, looked: Looked) -> Screening:
    rows, now = case.risks, bank.at(case.bank_version)
    for place, edit in enumerate(edits.risks):
        question = now.question(edit.question, f"risks[{place}].question")
        if not question.row:
            what = f"{question.id} is not scored as a risk; its answer counts by itself."
            refuse([Problem(f"risks[{place}].question", what, "Score the rights of stage 3, Q3.1 to Q3.15.")])
        rows = put(rows, _scored(rows, edit, edit.title or question.title, pen), lambda one: one.id)
    return case.model_copy(update={"risks": rows})


def _scored(rows: tuple[RiskRow, ...], edit: RiskEdit, title: str, pen: Pen) -> RiskRow:
    """Find the row of a question and title, or begin one; an assessor's new score replaces the old.

    Of several assessors the least hope of mitigation counts, whoever wrote last.
    """
    score = Score(by=pen.by, **edit.model_dump(include={"likelihood", "severity", "proximity", "rationale"}))
    found = next((row for row in rows if (row.question, row.title) == (edit.question, title)), None)
    scores = put(found.scores if found else (), score, lambda one: spelling(one.by))
    name = found.id if found else f"R{len(rows) + 1}"
    least = edit.mitigability
    if found and not all(same_person(one.by, pen.by) for one in found.scores):
        least = min(found.mitigability, least, key=CAP.__getitem__)
    return RiskRow(id=name, question=edit.question, title=title, scores=scores, mitigability=least)


def _losses(case: Screening, edits: Edits, pen: Pen, bank: Bank, looked: Looked) -> Screening:
    held = case.not_engaging
    for edit in edits.not_engaging:
        held = put(held, Loss(by=pen.by, **edit.model_dump()), lambda one: one.kind)
    return case.model_copy(update={"not_engaging": held})


def _person(case: Screening, edits: Edits, pen: Pen, bank: Bank, looked: Looked) -> Screening:
    layer = case.case
    if edits.case:
        treaties = [one.id for one in bank.treaties]
        if edits.case.treaty and edits.case.treaty not in treaties:
            what = f"'{edits.case.treaty}' is not in the table of treaties."
            refuse([Problem("case.treaty", what, suggestion(edits.case.treaty, treaties))])
        held = layer.assurances if layer else ()
        layer = CaseLayer(**edits.case.model_dump(), assurances=held)
    for place, edit in enumerate(edits.assurances):
        if layer is None:
            refuse([Problem(f"assurances[{place}]", "there is no case yet.", "Give [case] first.")])
        assert layer is not None
        strange = sorted(set(edit.factors) - {one.id for one in bank.assurances})
        if strange:
            what = f"{', '.join(strange)}: no such factor."
            refuse([Problem(f"assurances[{place}].factors", what, "They run from A1 to A11.")])
        factors = {name: Factor.model_validate(said) for name, said in edit.factors.items()}
        given = Assurances(by=pen.by, **{**edit.model_dump(), "factors": factors})
        layer = layer.model_copy(
            update={"assurances": put(layer.assurances, given, lambda one: one.question)}
        )
    return case.model_copy(update={"case": layer})


def _closing(case: Screening, edits: Edits, pen: Pen, bank: Bank, looked: Looked) -> Screening:
    """Record a decision, and what monitors reported."""
    update: dict[str, object] = {}
    if edits.decision:
        given = edits.decision.model_dump(exclude={"override"})
        override = edits.decision.override
        second = Override(by=pen.by, on=pen.day, **override.model_dump()) if override else None
        update["decision"] = Decision(by=pen.by, on=pen.day, override=second, **given)
    if edits.reports:
        known = [one.id for one in case.triggers]
        lost = [one.trigger for one in edits.reports if one.trigger not in known]
        refuse(
            [
                Problem("reports.trigger", f"'{name}' is not a trigger.", suggestion(name, known))
                for name in lost
            ]
        )
        added = [Report(by=pen.by, **{**one.model_dump(), "on": one.on or pen.day}) for one in edits.reports]
        update["reports"] = (*case.reports, *added)
    return case.model_copy(update=update)
