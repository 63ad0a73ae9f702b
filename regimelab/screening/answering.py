"""What an answer is stored as and counts as: no evidence, no comfort; unknown is never better than some."""

from collections.abc import Mapping
from datetime import date

from regimelab.errors import Problem, suggestion
from regimelab.screening.bank import Bank, Question, Rules
from regimelab.screening.case import Answer
from regimelab.screening.evidence import why_no_comfort
from regimelab.screening.scales import Counts, Says, Told

ORDER = {Says.NO_CONCERN: 0, Says.NOT_APPLICABLE: 0, Says.SOME: 1, Says.UNKNOWN: 1, Says.SERIOUS: 2}


def settled(answer: Answer, day: date, rules: Rules) -> Answer:
    """Store an answer as the rules allow: ``no_concern`` that evidence does not carry becomes ``unknown``."""
    if answer.given != Says.NO_CONCERN:
        return answer.model_copy(update={"says": answer.given, "held_back": ""})
    limits = rules.stale_months, rules.families_for_comfort
    why = why_no_comfort(answer.evidence, answer.shown, day, *limits)
    says = Says.UNKNOWN if why else Says.NO_CONCERN
    return answer.model_copy(update={"says": says, "held_back": why})


def counts(question: Question, answer: Answer, day: date, rules: Rules) -> Counts:
    """Weigh an answer; of several assessors' answers the gravest counts, and none is averaged away."""
    now = settled(answer, day, rules)
    return max(_weight(question, says) for says in (now.says, *(view.says for view in answer.views)))


def _weight(question: Question, says: Says) -> Counts:
    if says == Says.UNKNOWN:
        return Counts.SERIOUS if question.unknown_is_serious else Counts.SOME
    return Counts(ORDER[says])


def stated_serious(answer: Answer) -> bool:
    """Whether somebody said that it is serious, rather than that it is not known."""
    return Says.SERIOUS in (answer.given, *(view.says for view in answer.views))


def refuse_answer(question: Question, answer: Answer, where: str) -> list[Problem]:
    """Find what is wrong with an answer in itself."""
    problems = [
        Problem(
            f"{where}.flags.{name}", "is not asked here.", suggestion(name, [f.name for f in question.flags])
        )
        for name in answer.flags
        if name not in {flag.name for flag in question.flags}
    ]
    if answer.given == Says.NOT_APPLICABLE and question.must_apply:
        what = f"{question.id} applies to every proposal that is asked it."
        problems.append(Problem(f"{where}.answer", what, "Answer it, with 'unknown' if it is not known."))
    refs = [one.ref for one in answer.evidence]
    repeated = sorted({ref for ref in refs if refs.count(ref) > 1})
    if repeated:
        problems.append(
            Problem(f"{where}.evidence", f"{', '.join(repeated)} is listed twice.", "List it once.")
        )
    return problems


def weights(bank: Bank, answers: Mapping[str, Answer], day: date) -> dict[str, Counts]:
    """Weigh every answer to a question that the bank knows."""
    known = {name: one for name, one in answers.items() if name in bank.by_id}
    return {name: counts(bank.by_id[name], one, day, bank.rules) for name, one in known.items()}


def flag_bars(question: Question, answer: Answer) -> tuple[str, ...]:
    """Name the flags whose answer bars."""
    return tuple(flag.name for flag in question.flags if answer.flags.get(flag.name) == Told(flag.bars_on))
