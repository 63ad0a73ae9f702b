"""A case as doors show it: the stage rail, what is missing, the result and what it rests on, signatures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from regimelab.screening import NOTICE
from regimelab.screening.assess import Assessed
from regimelab.screening.bank import Bank
from regimelab.screening.case import Decision, Screening, SignOff
from regimelab.screening.chain import head_of
from regimelab.screening.complete import Missing
from regimelab.screening.effect import RegimeEffect
from regimelab.screening.scales import Level, Says, Stage
from regimelab.screening.signing import standing
from regimelab.screening.stops import Fired
from regimelab.screening.watching import open_alarms

OK, INCOMPLETE, HIGH, BAR, GONE = 0, 3, 4, 5, 6  # the exit codes of the command line


@dataclass(frozen=True)
class StageShown:
    """A stage of the form: how many of its questions are answered."""

    stage: str
    asked: int
    answered: int


@dataclass(frozen=True)
class RowShown:
    """A risk: its bands, what mitigation takes off, the residual level, and how far assessors differ."""

    id: str
    question: str
    title: str
    likelihood: tuple[int, int]
    severity: tuple[int, int]
    proximity: tuple[str, ...]
    mitigability: str
    inherent: str
    lowered: int
    residual: str
    one_band_up: str
    one_band_down: str
    disagreed: bool


@dataclass(frozen=True)
class AnswerShown:
    """An answer as it counts on the day, with its support."""

    id: str
    title: str
    answer: str
    given: str
    held_back: str
    rationale: str
    confidence: str
    by: str
    evidence: tuple[str, ...]
    contrary: tuple[str, ...]
    views: tuple[str, ...]
    unverified: bool


@dataclass(frozen=True)
class ScoreShown:
    """Assurances about a question, scored."""

    question: str
    met: tuple[str, ...]
    failed: tuple[str, ...]
    lowers: bool
    why: str


@dataclass(frozen=True)
class Checked:
    """A case with its result; every part of it says that it gives no legal advice.

    ``level`` is unknown while something is missing, unless a bar stands; ``at_least`` is the highest that the
    answers so far ask for. Reputation, the risk of not engaging and the regime effect stand beside it.
    """

    id: str
    title: str
    kind: str
    hosts: tuple[str, ...]
    depth: str
    as_of: date
    evidence_release: str
    bank_version: int
    status: str
    level: str | None
    at_least: str
    stands: str | None
    overridden: bool
    fragile: bool
    bars: tuple[str, ...]
    findings: tuple[Mapping[str, str], ...]
    rows: tuple[RowShown, ...]
    answers: tuple[AnswerShown, ...]
    stages: tuple[StageShown, ...]
    missing: tuple[Missing, ...]
    gone: tuple[str, ...]
    changed: tuple[str, ...]
    reputation: str | None
    not_engaging: str | None
    regime_effect: RegimeEffect | None
    assurances: tuple[ScoreShown, ...]
    decision: Decision | None
    signatures: tuple[SignOff, ...]
    void_signatures: tuple[SignOff, ...]
    open_roles: tuple[str, ...]
    alarms: tuple[Fired, ...]
    unverified: tuple[str, ...]
    head: str
    exit_code: int
    notice: str = NOTICE


def shown(
    case: Screening, assessed: Assessed, bank: Bank, gone: Sequence[str] = (), changed: Sequence[str] = ()
) -> Checked:
    """Lay a case and its result out."""
    signed = standing(case, assessed)
    proposal = case.proposal
    return Checked(
        id=case.id,
        title=proposal.title,
        kind=bank.rules.classes[proposal.kind].title,
        hosts=proposal.hosts,
        depth=case.depth.value,
        as_of=case.as_of,
        evidence_release=case.evidence_release,
        bank_version=case.bank_version,
        status=signed.status,
        level=_name(assessed.level),
        at_least=assessed.at_least.name,
        stands=_name(assessed.stands),
        overridden=assessed.overridden,
        fragile=assessed.fragile,
        bars=tuple(one.why for one in assessed.bars),
        findings=tuple(
            {"source": one.source, "level": one.level.name, "why": one.why}
            for one in sorted(assessed.findings, key=lambda one: -one.level)
        ),
        rows=tuple(_rows(assessed)),
        answers=tuple(_answers(assessed, bank)),
        stages=tuple(_stages(case, bank)),
        missing=assessed.missing,
        gone=tuple(gone),
        changed=tuple(changed),
        reputation=None if assessed.reputation is None else assessed.reputation.name.lower(),
        not_engaging=_name(assessed.not_engaging),
        regime_effect=case.regime_effect,
        assurances=tuple(
            ScoreShown(card.assurances.question, card.met, card.failed, card.lowers, card.why)
            for card in assessed.assurances
        ),
        decision=case.decision,
        signatures=signed.holding,
        void_signatures=signed.void,
        open_roles=signed.open_roles,
        alarms=open_alarms(case),
        unverified=assessed.unverified,
        head=head_of(case),
        exit_code=exit_code(assessed, gone),
    )


def exit_code(assessed: Assessed, gone: Sequence[str] = ()) -> int:
    """Tell a script how it stands: barred, evidence gone, incomplete, high, or none of these."""
    if assessed.at_least is Level.BAR:
        return BAR
    if gone:
        return GONE
    if assessed.level is None:
        return INCOMPLETE
    return HIGH if assessed.stands is Level.HIGH else OK


def flat(found: Checked) -> tuple[dict[str, Any], ...]:
    """Lay the answers out as rows, for tables and files."""
    return tuple(vars(one) for one in found.answers)


def _name(level: Level | None) -> str | None:
    return None if level is None else level.name


def _rows(assessed: Assessed) -> list[RowShown]:
    return [
        RowShown(
            id=one.row.id,
            question=one.row.question,
            title=one.row.title,
            likelihood=one.likelihood,
            severity=one.severity,
            proximity=tuple(dict.fromkeys(score.proximity.value for score in one.row.scores)),
            mitigability=one.row.mitigability.value,
            inherent=one.inherent.name,
            lowered=one.lowered,
            residual=one.residual.name,
            one_band_up=one.up.name,
            one_band_down=one.down.name,
            disagreed=one.disagreed,
        )
        for one in assessed.rows
    ]


def _answers(assessed: Assessed, bank: Bank) -> list[AnswerShown]:
    order = {one.id: place for place, one in enumerate(bank.questions)}
    return [
        AnswerShown(
            id=one.id,
            title=bank.by_id[one.id].title,
            answer=one.says.value,
            given=one.given.value,
            held_back=one.held_back,
            rationale=one.rationale,
            confidence=one.confidence.value,
            by=one.by,
            evidence=tuple(item.ref for item in one.evidence if not item.contrary),
            contrary=tuple(item.ref for item in one.evidence if item.contrary),
            views=tuple(f"{view.by}: {view.says.value}" for view in one.views),
            unverified=bank.by_id[one.id].unverified,
        )
        for one in sorted(assessed.answers, key=lambda one: order[one.id])
    ]


def _stages(case: Screening, bank: Bank) -> list[StageShown]:
    asked = bank.at(case.bank_version).asked(case.depth, case.proposal.person_specific)
    given = {one.id for one in case.answers if one.given in set(Says)}
    return [
        StageShown(stage.value, len(ids), len(ids & given))
        for stage in Stage
        if (ids := {one.id for one in asked if one.stage is stage})
    ]
