"""The full document of a case, for those who decide and those who audit; the person stays redacted."""

from collections.abc import Iterator, Mapping

from regimelab.report.screening.after import (
    basis_grid,
    commitment_grid,
    decision_blocks,
    evidence_blocks,
    log_grid,
    mitigation_blocks,
    trigger_blocks,
)
from regimelab.report.screening.document import Block, Document, Grid, Line, Part
from regimelab.report.screening.stages import stage_blocks
from regimelab.screening import NOTICE
from regimelab.screening.assess import Assessed
from regimelab.screening.bank import Bank
from regimelab.screening.case import Screening
from regimelab.screening.chain import head_of
from regimelab.screening.scales import Level, Stage
from regimelab.screening.signing import Standing

TITLES: Mapping[Stage, str] = {
    Stage.CONTEXT: "1 Context: the state",
    Stage.RECIPIENT: "2 Recipient: the unit",
    Stage.PROPOSAL: "3 Proposal: could what we do contribute?",
    Stage.CASE: "4 Case layer: a person",
    Stage.EFFECT: "5 Regime, not engaging, reputation",
    Stage.MONITORING: "8 Monitoring and stop triggers",
}


def full_document(
    case: Screening, assessed: Assessed, signed: Standing, bank: Bank, names: Mapping[str, str]
) -> Document:
    """Write the document of a case in the order of its stages; ``names`` spells the states."""
    proposal = case.proposal
    facts = (
        ("Case", case.id),
        ("Class", bank.rules.classes[proposal.kind].title),
        ("States", spelled(case, names)),
        ("Recipient", proposal.recipient or "not named"),
        ("Depth", case.depth.value),
        ("As of", case.as_of.isoformat()),
        ("Evidence", case.evidence_release),
        ("Question bank", f"version {case.bank_version}"),
        ("Author", case.author),
        ("Status", signed.status),
    )
    return Document(
        kicker="Screening of a proposed engagement",
        title=proposal.title,
        facts=facts,
        notice=NOTICE,
        verdict=verdict(assessed),
        parts=tuple(_parts(case, assessed, signed, bank)),
        footer=f"Case {case.id}. Head of the log {head_of(case)}.",
    )


def spelled(case: Screening, names: Mapping[str, str]) -> str:
    """Name the states of a case in full."""
    return ", ".join(names.get(host, host) for host in case.proposal.hosts)


def verdict(assessed: Assessed) -> str:
    """Say the result in one sentence."""
    if assessed.level is None:
        said = f"Incomplete: at least {assessed.at_least.name}; {len(assessed.missing)} things are missing."
    elif assessed.level is Level.BAR:
        said = "BAR: not approvable. Refuse it, or offer an alternative; no override lifts it."
    elif assessed.overridden:
        said = f"{assessed.level.name}, overridden to MEDIUM."
    else:
        said = f"{assessed.level.name}."
    fragile = " Fragile: one band more or less in a risk changes it." if assessed.fragile else ""
    return f"Residual risk: {said}{fragile}"


def _parts(case: Screening, assessed: Assessed, signed: Standing, bank: Bank) -> Iterator[Part]:
    yield Part("Result", tuple(_result(case, assessed)))
    if assessed.missing:
        rows = tuple((one.stage, one.where, one.what) for one in assessed.missing)
        yield Part("What is missing", (Grid("", ("Stage", "Where", "What"), rows, (2, 3, 7)),))
    told = {stage: tuple(stage_blocks(case, assessed, bank, stage)) for stage in Stage}
    monitoring = told.pop(Stage.MONITORING)
    yield from (Part(TITLES[stage], blocks) for stage, blocks in told.items() if blocks)
    yield Part("6 Mitigation", tuple(mitigation_blocks(case)))
    yield Part("7 Decision and signatures", tuple(decision_blocks(case, signed)))
    yield Part(TITLES[Stage.MONITORING], (*monitoring, *trigger_blocks(case)))
    yield Part("Evidence", tuple(evidence_blocks(case)))
    yield Part("What the questions rest on", (basis_grid(case, bank),))
    yield Part("Commitments of the OSCE that bear on it", (commitment_grid(case, bank),))
    yield Part("Log", (log_grid(case),))


def _result(case: Screening, assessed: Assessed) -> Iterator[Block]:
    yield Line(case.proposal.summary)
    for bar in assessed.bars:
        yield Line(f"BAR: {bar.why}", "bar")
    if case.decision and case.decision.override:
        override = case.decision.override
        who = f"{override.by}, seconded by {override.seconded_by}, {override.on}"
        told = f"Override of HIGH to MEDIUM by {who}: "
        yield Line(f"{told}{override.reason}", "override")
    above = sorted((one for one in assessed.findings if one.level > Level.LOW), key=lambda one: -one.level)
    rows = tuple((one.level.name, one.source, one.why) for one in above)
    if rows:
        yield Grid(
            "What asks for the level; the highest counts, none is averaged away",
            ("Level", "Source", "Why"),
            rows,
            (2, 2, 8),
        )
    reputation = "not answered" if assessed.reputation is None else assessed.reputation.name.lower()
    withheld = "not assessed" if assessed.not_engaging is None else assessed.not_engaging.name
    yield Line(
        f"Beside the result, never netted against it: reputational or political risk {reputation}; "
        f"risk of not engaging {withheld}."
    )
