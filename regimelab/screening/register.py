"""The register: all cases of a folder in one table, and how past judgements fared."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from regimelab.screening import NOTICE
from regimelab.screening.assess import Assessed, assess
from regimelab.screening.bank import Bank
from regimelab.screening.case import Screening
from regimelab.screening.chain import head_of
from regimelab.screening.signing import standing


@dataclass(frozen=True)
class Registered:
    """A case as the register lists it: no title, no person, no rationale."""

    id: str
    kind: str
    hosts: tuple[str, ...]
    as_of: date
    level: str
    status: str
    fragile: bool
    fired: int
    last_recheck: date | None
    head: str


@dataclass(frozen=True)
class Fared:
    """How many approved cases of a level there are, and in how many a stop trigger fired afterwards."""

    level: str
    approved: int
    fired: int


@dataclass(frozen=True)
class Register:
    """All cases, and how those that were approved fared."""

    cases: tuple[Registered, ...]
    fared: tuple[Fared, ...]
    notice: str = NOTICE


def register(cases: Sequence[Screening], bank: Bank) -> Register:
    """List cases, oldest first, and count what became of those that were approved."""
    ordered = [(case, assess(case, bank)) for case in sorted(cases, key=lambda case: (case.as_of, case.id))]
    rows = tuple(_row(case, assessed) for case, assessed in ordered)
    passed = [row for row, one in zip(rows, ordered, strict=True) if _approved(*one)]
    fared = []
    for level in dict.fromkeys(row.level for row in rows):
        approved = [row for row in passed if row.level == level]
        fared.append(Fared(level, len(approved), sum(row.fired > 0 for row in approved)))
    return Register(rows, tuple(fared))


def _approved(case: Screening, assessed: Assessed) -> bool:
    """Whether a case was approved, be it open still or closed since."""
    return standing(case.model_copy(update={"closed": False}), assessed).status == "approved"


def _row(case: Screening, assessed: Assessed) -> Registered:
    return Registered(
        id=case.id,
        kind=case.proposal.kind,
        hosts=case.proposal.hosts,
        as_of=case.as_of,
        level="incomplete" if assessed.level is None else assessed.level.name,
        status=standing(case, assessed).status,
        fragile=assessed.fragile,
        fired=sum(len(one.fired) for one in case.rechecks),
        last_recheck=case.rechecks[-1].on if case.rechecks else None,
        head=head_of(case),
    )
