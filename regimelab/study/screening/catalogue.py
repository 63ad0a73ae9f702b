"""The catalogue of screening: questions, commitments, treaties, assurances, mitigations, triggers."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from regimelab.errors import Problem, UsageError, suggestion
from regimelab.screening import NOTICE
from regimelab.screening.bank import Bank, Basis, newest
from regimelab.study.result import Result

Row = Mapping[str, object]


@dataclass(frozen=True)
class BankShown:
    """A part of the question bank as it stands; ``unverified`` counts what nobody held against its text."""

    version: int
    part: str
    rows: tuple[Row, ...]
    unverified: int
    notice: str = NOTICE


def question_bank(part: str = "questions") -> Result[BankShown]:
    """List a part of the bank: its items, why they are there, and what they rest on, with marks."""
    if part not in PARTS:
        raise UsageError(Problem("--part", f"'{part}' is not a part of the bank.", suggestion(part, PARTS)))
    bank = newest()
    rows = tuple(PARTS[part](bank))
    unread = sum("unverified" in str(row.get("marks", "")) for row in rows)
    return Result(BankShown(bank.version, part, rows, unread), rows)


def _questions(bank: Bank) -> list[Row]:
    return [
        {
            "id": one.id,
            "stage": one.stage.value,
            "depth": "person" if one.stage.value == "case" else one.depth.value,
            "title": one.title,
            "question": one.question,
            "marks": _marks(one.basis),
            "why": one.why,
            "no_concern": one.meaning.no_concern,
            "some": one.meaning.some,
            "serious": one.meaning.serious,
            "unknown_counts_as": "serious" if one.unknown_is_serious else "some",
            "sources": tuple(each.source for each in one.basis if each.source),
        }
        for one in bank.questions
    ]


def _classes(bank: Bank) -> list[Row]:
    return [
        {
            "class": name,
            "title": one.title,
            "depth": one.depth.value,
            "person": "yes" if one.person_specific else "",
        }
        for name, one in bank.rules.classes.items()
    ]


def _commitments(bank: Bank) -> list[Row]:
    return [
        {
            "code": one.code,
            "dimension": one.dimension,
            "instrument": one.instrument,
            "test": one.test,
            "marks": _marks(one.basis),
        }
        for one in bank.commitments
    ]


def _treaties(bank: Bank) -> list[Row]:
    return [
        {
            "id": one.id,
            "name": one.name,
            "grade": one.grade,
            "finding": one.finding,
            "article": one.article,
            "marks": (f"[{one.mark}] finding", f"[{one.article_mark}] article"),
            "source": one.source,
        }
        for one in bank.treaties
    ]


def _assurances(bank: Bank) -> list[Row]:
    mark = "[unverified] the paragraph of the judgment"
    return [
        {"id": one.id, "text": one.text, "gate": "gate" if one.gate else "", "marks": mark}
        for one in bank.assurances
    ]


def _mitigations(bank: Bank) -> list[Row]:
    return [{"key": one.key, "title": one.title, "shown_by": one.shown_by} for one in bank.mitigations]


def _triggers(bank: Bank) -> list[Row]:
    return [
        {
            "key": one.key,
            "title": one.title,
            "threshold": one.threshold,
            "action": one.action.value,
            "days": one.days,
        }
        for one in bank.triggers
    ]


def _marks(basis: Sequence[Basis]) -> tuple[str, ...]:
    return tuple(f"[{one.mark}] {one.text}" for one in basis)


PARTS: Final[dict[str, Callable[[Bank], list[Row]]]] = {
    "questions": _questions,
    "classes": _classes,
    "commitments": _commitments,
    "treaties": _treaties,
    "assurances": _assurances,
    "mitigations": _mitigations,
    "triggers": _triggers,
}
