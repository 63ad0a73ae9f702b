"""The register: all cases of a folder in one table, and how past judgements fared."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from regimelab.screening import NOTICE
from regimelab.screening.assess import assess
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
    rows = tuple(sorted((_row(case, bank) for case in cases), key=lambda row: (row.as_of, row.id)))
    levels = dict.fromkeys(row.level for row in rows)
    fared = []
    for level in levels:
        approved = [row for row in rows if row.level == level and row.status in ("approved", "closed")]
        fared.append(Fared(level, len(approved), sum(row.fired > 0 for row in approved)))
    return Register(rows, tuple(fared))


def _row(case: Screening, bank: Bank) -> Registered:
    assessed = assess(case, bank)
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
