"""Safeguards of a case: mitigations with owners and proof, and the triggers that stop the assistance."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple, TypeVar

from regimelab.errors import InvalidInput, Problem, refuse, suggestion
from regimelab.screening.bank import Bank, Watch
from regimelab.screening.case import Mitigation, Screening
from regimelab.screening.edits import Edits, Evidence, MitigationEdit, TriggerEdit
from regimelab.screening.evidence import Cited
from regimelab.screening.stops import Trigger

Row = TypeVar("Row")


class Looked(NamedTuple):
    """What an edit needs of the evidence: items by name, what is shown to the contrary, acts watched."""

    cite: Callable[[Evidence, str], Cited]
    contrary: Callable[[str], tuple[str, ...]]
    watched: Callable[[Watch, Sequence[str]], tuple[str, ...]]


class Pen(NamedTuple):
    """Who writes, on what day, at what moment."""

    by: str
    day: date
    at: str


def cited(looked: Looked, given: Sequence[Evidence], where: str) -> tuple[Cited, ...]:
    """Look evidence up piece by piece, or say of every piece what keeps it from being cited."""
    found: list[Cited] = []
    problems: list[Problem] = []
    for number, one in enumerate(given):
        try:
            found.append(looked.cite(one, f"{where}[{number}]"))
        except InvalidInput as error:
            problems += error.problems
    refuse(problems)
    return tuple(found)


def mitigated(case: Screening, edits: Edits, pen: Pen, bank: Bank, looked: Looked) -> Screening:
    """Add mitigations of the library or one's own."""
    held = case.mitigations
    for place, edit in enumerate(edits.mitigations):
        held = put(held, _mitigation(case, held, edit, pen, bank, looked, place), lambda one: one.id)
    return case.model_copy(update={"mitigations": held})


def _mitigation(
    case: Screening,
    held: tuple[Mitigation, ...],
    edit: MitigationEdit,
    pen: Pen,
    bank: Bank,
    looked: Looked,
    place: int,
) -> Mitigation:
    """Take a mitigation of the library or one's own, and change what is given of one that stands already."""
    where = f"mitigations[{place}]"
    library = {one.key: one for one in bank.mitigations}
    before = next((one for one in held if one.id == edit.id or (edit.key and one.key == edit.key)), None)
    if edit.key and edit.key not in library:
        refuse(
            [Problem(f"{where}.key", f"'{edit.key}' is not in the library.", suggestion(edit.key, library))]
        )
    if edit.id and before is None:
        known = [one.id for one in held]
        refuse([Problem(f"{where}.id", f"'{edit.id}' is not a mitigation.", suggestion(edit.id, known))])
    rows = tuple(row.id for row in case.risks if row.question in edit.questions)
    lost = [name for name in edit.questions if name not in {row.question for row in case.risks}]
    if lost:
        refuse([Problem(f"{where}.questions", f"{', '.join(lost)}: no risk was scored.", "Score it first.")])
    known_of = library.get(edit.key)
    fresh = Mitigation(
        id=f"M{len(held) + 1}",
        key=edit.key,
        title=edit.title or (known_of.title if known_of else edit.key or "?"),
        shown_by=known_of.shown_by if known_of else "",
    )
    given = edit.model_dump(include={"owner", "due", "shown_by", "cost", "verified_on"})
    update: dict[str, object] = {name: value for name, value in given.items() if value}
    update |= {"rows": rows} if rows else {}
    update |= {"verified_by": pen.by} if edit.verified_on else {}
    if edit.evidence:
        update["evidence"] = cited(looked, edit.evidence, f"{where}.evidence")
    return (before or fresh).model_copy(update=update)


def guarded(case: Screening, edits: Edits, pen: Pen, bank: Bank, looked: Looked) -> Screening:
    """Add stop triggers; what they watch for and is known already does not fire them."""
    held = case.triggers
    for place, edit in enumerate(edits.triggers):
        held = put(held, _trigger(case, held, edit, bank, looked, place), lambda one: one.id)
    return case.model_copy(update={"triggers": held})


def _trigger(
    case: Screening, held: tuple[Trigger, ...], edit: TriggerEdit, bank: Bank, looked: Looked, place: int
) -> Trigger:
    where = f"triggers[{place}]"
    library = {one.key: one for one in bank.triggers}
    if edit.key and edit.key not in library:
        refuse(
            [Problem(f"{where}.key", f"'{edit.key}' is not in the library.", suggestion(edit.key, library))]
        )
    before = next((one for one in held if one.id == edit.id or (edit.key and one.key == edit.key)), None)
    stop = library.get(edit.key)
    base: dict[str, object] = stop.model_dump(exclude={"key", "about_unit"}) if stop else {}
    base |= {"names": unit_words(case.proposal.recipient)} if stop and stop.about_unit else {}
    given = {"states": case.proposal.hosts, **base, **(before.model_dump() if before else {})}
    given |= {
        name: value for name, value in edit.model_dump(exclude={"id"}).items() if value not in (None, "", ())
    }
    lacking = [name for name in ("title", "action", "days") if name not in given]
    one_way = any(given.get(name) for name in ("watch", "report", "effect"))
    if lacking or not one_way:
        what = f"it lacks {', '.join([*lacking, *([] if one_way else ['watch, report or effect'])])}."
        refuse([Problem(where, what, f"Give it, or take one of the library: {', '.join(library)}.")])
    given["id"] = before.id if before else f"T{len(held) + 1}"
    trigger = Trigger.model_validate(given)
    seen = looked.watched(trigger.watch, trigger.states) if trigger.watch else ()
    band = _band(case) if trigger.effect else {}
    return trigger.model_copy(update={"seen": seen, "band": band})


def unit_words(recipient: str) -> tuple[str, ...]:
    """Words that name a recipient: the parts of its description, as commas and semicolons divide it."""
    parts = (" ".join(part.split()) for part in re.split(r"[,;()]", recipient))
    return tuple(dict.fromkeys(part for part in parts if len(part) > 2))


def _band(case: Screening) -> dict[str, tuple[float, float]]:
    """Take the intervals of the simulated effect as approved: what leaves them later is to be told."""
    rows = case.regime_effect.rows if case.regime_effect else ()
    return {
        f"{one.scenario}/{one.outcome}": (one.low, one.high)
        for one in rows
        if one.low is not None and one.high is not None
    }


def put(held: tuple[Row, ...], new: Row, key: Callable[[Row], object]) -> tuple[Row, ...]:
    """Replace the row of the same key, in its place, or append."""
    keys = [key(one) for one in held]
    if key(new) not in keys:
        return (*held, new)
    at = keys.index(key(new))
    return (*held[:at], new, *held[at + 1 :])
