"""The case layer and the bars: what no interest outweighs, and what assurances can and cannot do."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from regimelab.screening.answering import flag_bars, stated_serious
from regimelab.screening.bank import Bank
from regimelab.screening.case import Answer, Assurances, CaseLayer, Screening
from regimelab.screening.scales import Counts, Level, Met, Says, Stage, Told

BARRING = ("E1", "E2", "E6")
OPEN_IS_HIGH = ("E1", "E2", "E3", "E4", "E5")


class Finding(NamedTuple):
    """One thing that the result rests on: where it was found, what level it asks for, and why."""

    source: str
    level: Level
    why: str


class Scorecard(NamedTuple):
    """Assurances about a question: what holds, what fails, and whether they lower it by one band."""

    assurances: Assurances
    met: tuple[str, ...]
    failed: tuple[str, ...]
    gates_failed: tuple[str, ...]
    lowers: bool
    why: str


def scorecards(case: CaseLayer | None, bank: Bank) -> tuple[Scorecard, ...]:
    """Score all assurances of a case."""
    return tuple(_score(one, bank) for one in case.assurances) if case else ()


def _score(given: Assurances, bank: Bank) -> Scorecard:
    """Score assurances: a gate that fails undoes them all, and gates alone do not suffice."""
    factors = {one.id: given.factors.get(one.id) for one in bank.assurances}
    met = tuple(name for name, factor in factors.items() if factor and factor.met is Met.MET)
    failed = tuple(name for name in factors if name not in met)
    gates = {one.id for one in bank.assurances if one.gate}
    gates_failed = tuple(name for name in failed if name in gates)
    beyond, least = len(set(met) - gates), bank.rules.assurances_beyond_gates
    why = ""
    if gates_failed:
        why = f"{', '.join(gates_failed)} fails: assurances lower nothing"
    elif beyond < least:
        why = f"only {beyond} of the other factors are met, of at least {least}"
    elif given.question == "E6" and not given.binding:
        why = "they do not bind the state"
    return Scorecard(given, met, failed, gates_failed, not why, why)


def case_findings(
    case: Screening, bank: Bank, weights: Mapping[str, Counts], answers: Mapping[str, Answer]
) -> Iterator[Finding]:
    """Find what the case layer asks for; a bar stands whatever else was answered."""
    cards = {card.assurances.question: card for card in scorecards(case.case, bank)}
    for question in bank.questions:
        weight = weights.get(question.id, Counts.NOTHING)
        if question.stage is not Stage.CASE or weight is Counts.NOTHING:
            continue
        said = answers[question.id]
        card = cards.get(question.id)
        if question.id in BARRING and weight is Counts.SERIOUS:
            lowered = bool(card and card.lowers and stated_serious(said))
            yield _barred(question.id, question.title, lowered, said)
        else:
            open_high = question.id in OPEN_IS_HIGH or weight is Counts.SERIOUS
            level = Level.HIGH if open_high else Level.MEDIUM
            yield Finding(question.id, level, f"{question.title}: {said.says.value}, and so open")


def _barred(name: str, title: str, lowered: bool, said: Answer) -> Finding:
    """Bar, unless assurances that hold lower the answer by one band."""
    if lowered:
        level = Level.HIGH if name == "E1" else Level.MEDIUM
        return Finding(name, level, f"{title}: serious, lowered by one band by assurances that hold")
    what = "serious" if stated_serious(said) else f"{said.says.value}, which counts as serious"
    return Finding(name, Level.BAR, f"{title}: {what}")


def flag_findings(bank: Bank, answers: Mapping[str, Answer]) -> Iterator[Finding]:
    """Find flags that bar, and flags that nobody can answer."""
    for name, answer in answers.items():
        question = bank.by_id.get(name)
        if question is None:
            continue
        for flag in flag_bars(question, answer):
            yield Finding(
                name, Level.BAR, f"{question.title}: {flag.replace('_', ' ')} material would be used"
            )
        for flag, told in answer.flags.items():
            if told is Told.UNKNOWN:
                what = f"{question.title}: whether material is {flag.replace('_', ' ')} is not known"
                yield Finding(name, Level.HIGH, what)


def unit_findings(weights: Mapping[str, Counts], answers: Mapping[str, Answer]) -> Iterator[Finding]:
    """Bar a unit with substantial grounds of grave violations, unless correction was shown on evidence."""
    if weights.get("Q2.2") is not Counts.SERIOUS:
        return
    correction = answers.get("Q2.4")
    if correction is None:
        yield Finding(
            "Q2.2", Level.MEDIUM, "grave violations on substantial grounds; Q2.4 decides whether it bars"
        )
        return
    said = correction.says in (Says.NO_CONCERN, Says.SOME)
    if not (said and correction.evidence) or weights["Q2.4"] is Counts.SERIOUS:
        what = "substantial grounds of grave violations by the unit, and no corrective measures shown"
        yield Finding("Q2.2", Level.BAR, what)
    elif weights["Q2.4"] is Counts.SOME:
        what = "grave violations on substantial grounds; whether the correction works is open"
        yield Finding("Q2.2", Level.HIGH, what)
