"""The log of a case: append-only, each line chained to the one before and to the contents after it."""

import hashlib
import json
from typing import Any

from regimelab.errors import InvalidInput, Problem
from regimelab.screening.case import Event, Screening

FIRST = "0" * 64
REMEDY = "Find the file as it was last signed; what was altered cannot be told from the file alone."


def digest(value: object) -> str:
    """Hash a value by its only spelling (SHA-256)."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()


def spelled(case: Screening) -> dict[str, Any]:
    """Spell a case as JSON; what is as by default is left out, so that later fields alter no hash."""
    return case.model_dump(mode="json", exclude_defaults=True)


def state_of(case: Screening) -> str:
    """Hash all of a case but its log."""
    return digest({name: value for name, value in spelled(case).items() if name != "log"})


def body_of(case: Screening) -> str:
    """Hash what a signature stands under: everything but signatures, what came after them, and the log."""
    later = {"log", "signoffs", "rechecks", "reports", "closed"}
    return digest({name: value for name, value in spelled(case).items() if name not in later})


def logged(case: Screening, by: str, what: str, at: str, detail: str = "") -> Screening:
    """Append a line to the log."""
    event = Event(
        number=len(case.log) + 1,
        at=at,
        by=by,
        what=what,
        detail=detail,
        state=state_of(case),
        previous=head_of(case),
        hash=FIRST,
    )
    chained = event.model_copy(update={"hash": _line(event)})
    return case.model_copy(update={"log": (*case.log, chained)})


def _line(event: Event) -> str:
    """Hash a line of the log, without its own hash."""
    return digest(event.model_dump(mode="json", exclude={"hash"}, exclude_defaults=True))


def head_of(case: Screening) -> str:
    """Hash of the last line of the log: whoever keeps it elsewhere can tell whether the file was altered."""
    return case.log[-1].hash if case.log else FIRST


def verify(case: Screening, where: str, anchor: str = "") -> None:
    """Refuse a case whose log, contents or signatures were altered; ``anchor`` is a head kept elsewhere."""
    problems = [Problem(where, what, REMEDY) for what in _broken(case)]
    heads = {event.hash for event in case.log}
    if anchor and not any(head.startswith(anchor) for head in heads):
        problems.append(Problem(where, f"no line of its log has the hash {anchor}.", REMEDY))
    if problems:
        raise InvalidInput(problems)


def _broken(case: Screening) -> list[str]:
    """Say every way in which the chain does not hold."""
    if not case.log:
        return ["it has no log."]
    wrong: list[str] = []
    before = FIRST
    for number, event in enumerate(case.log, start=1):
        if event.hash != _line(event) or event.number != number or event.previous != before:
            wrong.append(f"line {number} of its log was altered, or lines are missing.")
        before = event.hash
    if case.log[-1].state != state_of(case):
        wrong.append("its contents are not those that the log's last line was written for.")
    return wrong
