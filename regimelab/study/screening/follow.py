"""What comes after: cases held against newer evidence, compared with each other, and registered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from regimelab.errors import InvalidInput
from regimelab.evidence import Evidence
from regimelab.screening import NOTICE
from regimelab.screening.assess import assess
from regimelab.screening.bank import Bank, newest
from regimelab.screening.case import Screening
from regimelab.screening.difference import Difference, difference
from regimelab.screening.register import Register, register
from regimelab.screening.scales import Says
from regimelab.screening.stops import Fired, Recheck
from regimelab.screening.watching import judged, rechecked, recorded
from regimelab.study.opening import Asked
from regimelab.study.result import Progress, Result, silent
from regimelab.study.screening.drawer import Drawers
from regimelab.study.screening.files import (
    CaseFile,
    cases_in,
    now,
    open_case,
    save_case,
    today,
)
from regimelab.study.screening.ground import acts_of, asked_of, evidence_by
from regimelab.study.screening.shown import GONE, exit_code, shown


@dataclass(frozen=True)
class Rechecked:
    """What rechecking found in one case."""

    file: str
    id: str
    status: str
    level: str
    found: Recheck
    exit_code: int
    notice: str = NOTICE


def recheck_screenings(
    places: Sequence[Path],
    passphrase: str,
    asked: Asked,
    by: str,
    day: date | None = None,
    simulate: bool = False,
    progress: Progress = silent,
) -> Result[tuple[Rechecked, ...]]:
    """Hold every open case against the evidence of a day: what fired, what is gone, what is stale."""
    opened, unread = cases_in(tuple(places), passphrase)
    if unread and not opened:
        raise InvalidInput(unread)
    on = day or today()
    found = []
    for number, one in enumerate(opened):
        progress("cases", number / len(opened))
        if not one.case.closed:
            found.append(_recheck(one, passphrase, asked, by, on, simulate))
    progress("cases", 1.0)
    warnings = tuple(str(problem) for problem in unread)
    return Result(tuple(found), tuple(_recheck_row(one) for one in found), None, warnings)


def compare_screenings(
    path: Path, other: Path, passphrase: str, other_passphrase: str | None = None
) -> Result[Difference]:
    """Compare two versions of a case, or the variants of a proposal with and without a part."""
    one = open_case(path, passphrase).case
    two = open_case(other, other_passphrase or passphrase).case
    found = difference(one, two, newest())
    return Result(found, tuple(vars(change) for change in found.changes), two.evidence_release)


def register_screenings(places: Sequence[Path], passphrase: str) -> Result[Register]:
    """List the cases of a folder with their levels, and how those that were approved fared."""
    opened, unread = cases_in(tuple(places), passphrase)
    if unread and not opened:
        raise InvalidInput(unread)
    found = register([one.case for one in opened], newest())
    return Result(found, tuple(vars(row) for row in found.cases), None, tuple(map(str, unread)))


def _recheck(
    opened: CaseFile, passphrase: str, asked: Asked, by: str, day: date, simulate: bool
) -> Rechecked:
    bank, case = newest(), opened.case
    evidence = evidence_by(asked, case.proposal.region, day)
    acts = acts_of(evidence)
    effect = None
    if simulate and case.regime_effect and any(one.effect for one in case.triggers):
        from regimelab.study.screening.effect import regime_effect

        before = case.regime_effect
        plan = (before.seed, before.futures, before.months)
        effect = regime_effect(case, asked_of(case, asked, day), day, *plan)
    found = rechecked(case, bank, acts, evidence.release, day, effect)
    found = found.model_copy(update={"contrary": _new_contrary(case, bank, evidence, day)})
    saved = save_case(opened, recorded(case, found, by, now()), passphrase)
    assessed = judged(saved.case, bank, acts, day)
    code = exit_code(assessed, found.gone)
    alarm = bool(found.fired or found.changed or found.stale or found.contrary)
    return Rechecked(
        file=str(opened.path),
        id=case.id,
        status=shown(saved.case, assess(saved.case, bank), bank).status,
        level=found.level,
        found=found,
        exit_code=GONE if alarm and code == 0 else code,
    )


def _new_contrary(case: Screening, bank: Bank, evidence: Evidence, day: date) -> tuple[str, ...]:
    """Name answers of no concern that newer evidence speaks against, with that evidence."""
    later = Drawers(case.model_copy(update={"as_of": day}), bank, evidence)
    found = []
    for answer in case.answers:
        if answer.says is Says.NO_CONCERN and answer.id in bank.by_id:
            new = sorted(
                set(later.must_answer(answer.id)) - set(answer.shown) - {one.ref for one in answer.evidence}
            )
            found += [f"{answer.id}: {', '.join(new)}"] if new else []
    return tuple(found)


def _recheck_row(one: Rechecked) -> dict[str, object]:
    fired: tuple[Fired, ...] = one.found.fired
    return {
        "file": one.file,
        "id": one.id,
        "status": one.status,
        "level": one.level,
        "fired": tuple(f"{each.title}: {each.action.value} by {each.deadline}" for each in fired),
        "gone": one.found.gone,
        "changed": one.found.changed,
        "stale": one.found.stale,
        "contrary": one.found.contrary,
    }
