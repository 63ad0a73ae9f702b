"""The full document of a case, for those who decide and those who audit; the person stays redacted."""

from collections.abc import Iterator, Mapping

from regimelab.report.language import ENGLISH, message, other, say, say_count, spoken, written_in
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
from regimelab.report.screening.words import level_word, on, why, word
from regimelab.screening import NOTICE
from regimelab.screening.assess import Assessed
from regimelab.screening.bank import Bank
from regimelab.screening.case import Screening
from regimelab.screening.chain import head_of
from regimelab.screening.scales import Counts, Level, Stage
from regimelab.screening.signing import Standing

TITLES: Mapping[Stage, str] = {
    Stage.CONTEXT: message("1 Context: the state"),
    Stage.RECIPIENT: message("2 Recipient: the unit"),
    Stage.PROPOSAL: message("3 Proposal: could what we do contribute?"),
    Stage.CASE: message("4 Case layer: a person"),
    Stage.EFFECT: message("5 Regime, not engaging, reputation"),
    Stage.MONITORING: message("8 Monitoring and stop triggers"),
}
COUNTS = {
    Counts.NOTHING: message("nothing"),
    Counts.SOME: message("some"),
    Counts.SERIOUS: message("serious"),
}


def full_document(
    case: Screening, assessed: Assessed, signed: Standing, bank: Bank, names: Mapping[str, str]
) -> Document:
    """Write the document of a case in the order of its stages; ``names`` spells the states."""
    proposal = case.proposal
    facts = (
        (say("Case"), case.id),
        (say("Class"), other(bank.rules.classes[proposal.kind].title)),
        (say("States"), spelled(case, names)),
        (say("Recipient"), proposal.recipient or say("not named")),
        (say("Depth"), word("depth", case.depth.value)),
        (say("As of"), on(case.as_of)),
        (say("Evidence release"), case.evidence_release),
        (say("Question bank"), say("version {number}", number=case.bank_version)),
        (say("Author"), case.author),
        (say("Status"), word("status", signed.status)),
    )
    return Document(
        kicker=say("Screening of a proposed engagement"),
        title=proposal.title,
        facts=facts,
        notice=other(NOTICE),
        verdict=verdict(assessed),
        parts=tuple(_parts(case, assessed, signed, bank)),
        language=spoken(),
        footer=say("Case {case}. Head of the log {head}.", case=case.id, head=head_of(case)),
    )


def spelled(case: Screening, names: Mapping[str, str]) -> str:
    """Name the states of a case in full."""
    return ", ".join(other(names.get(host, host)) for host in case.proposal.hosts)


def verdict(assessed: Assessed) -> str:
    """Say the result in one sentence."""
    if assessed.level is None:
        lacking = len(assessed.missing)
        missing = say_count("{count} thing is missing", "{count} things are missing", lacking)
        level = level_word(assessed.at_least)
        said = say("Incomplete: at least {level}; {missing}.", level=level, missing=missing)
    elif assessed.level is Level.BAR:
        said = say("BAR: not approvable. Refuse it, or offer an alternative; no override lifts it.")
    elif assessed.overridden:
        said = say("{level}, overridden to MEDIUM.", level=level_word(assessed.level))
    else:
        said = f"{level_word(assessed.level)}."
    told = say("Residual risk: {said}", said=said)
    if not assessed.fragile:
        return told
    return f"{told} {say('Fragile: one band more or less in a risk changes it.')}"


def _parts(case: Screening, assessed: Assessed, signed: Standing, bank: Bank) -> Iterator[Part]:
    yield Part(say("Result"), tuple(_result(case, assessed)))
    if assessed.missing:
        rows = tuple(
            (word("stage", one.stage), written_in(ENGLISH, one.where), other(one.what))
            for one in assessed.missing
        )
        heads = (say("Stage"), say("Where"), say("What is lacking"))
        yield Part(say("What is missing"), (Grid("", heads, rows, (2, 3, 7)),))
    told = {stage: tuple(stage_blocks(case, assessed, bank, stage)) for stage in Stage}
    monitoring = told.pop(Stage.MONITORING)
    yield from (Part(say(TITLES[stage]), blocks) for stage, blocks in told.items() if blocks)
    yield Part(say("6 Mitigation"), tuple(mitigation_blocks(case)))
    yield Part(say("7 Decision and signatures"), tuple(decision_blocks(case, signed)))
    yield Part(say(TITLES[Stage.MONITORING]), (*monitoring, *trigger_blocks(case)))
    yield Part(say("Evidence cited"), tuple(evidence_blocks(case)))
    yield Part(say("What the questions rest on"), (basis_grid(case, bank),))
    yield Part(say("Commitments of the OSCE that bear on it"), (commitment_grid(case, bank),))
    yield Part(say("Log"), (log_grid(case),))


def _result(case: Screening, assessed: Assessed) -> Iterator[Block]:
    yield Line(case.proposal.summary)
    for bar in assessed.bars:
        yield Line(say("BAR: {why}", why=why(bar)), "bar")
    if case.decision and case.decision.override:
        override = case.decision.override
        told = say(
            "Override of HIGH to MEDIUM by {by}, seconded by {second}, {day}: {reason}",
            by=override.by,
            second=override.seconded_by,
            day=on(override.on),
            reason=override.reason,
        )
        yield Line(told, "override")
    above = sorted((one for one in assessed.findings if one.level > Level.LOW), key=lambda one: -one.level)
    rows = tuple((level_word(one.level), one.source, why(one)) for one in above)
    if rows:
        yield Grid(
            say("What asks for the level; the highest counts, none is averaged away"),
            (say("Level"), say("Source of it"), say("Why")),
            rows,
            (2, 2, 8),
        )
    yield Line(
        say(
            "Beside the result, never netted against it: reputational or political risk {reputation}; risk "
            "of not engaging {withheld}.",
            reputation=_reputation(assessed),
            withheld=withheld(assessed),
        )
    )


def _reputation(assessed: Assessed) -> str:
    found = assessed.reputation
    return say("not answered") if found is None else say(COUNTS[found])


def withheld(assessed: Assessed) -> str:
    """Say the risk of not engaging."""
    return say("not assessed") if assessed.not_engaging is None else level_word(assessed.not_engaging)
