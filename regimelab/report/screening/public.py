"""The public summary of one page: what class of thing was screened, what was found, what holds it."""

from collections.abc import Iterator, Mapping, Sequence

from regimelab.report.screening.document import Block, Document, Grid, Line, Part
from regimelab.report.screening.full import spelled, verdict
from regimelab.screening import NOTICE
from regimelab.screening.assess import Assessed
from regimelab.screening.bank import Bank
from regimelab.screening.case import Screening
from regimelab.screening.chain import head_of
from regimelab.screening.scales import Level, Says, Stage
from regimelab.screening.signing import Standing

WHY_REDACTED = (
    "Rationales, evidence, persons, units and signatories are held in the case file. The hash below is "
    "that of its log: whoever is shown the file later can tell whether it is the one summarised here."
)


def public_document(
    case: Screening, assessed: Assessed, signed: Standing, bank: Bank, names: Mapping[str, str]
) -> Document:
    """Write the public summary; nothing in it was written by hand but the public title, if there is one."""
    kind = bank.rules.classes[case.proposal.kind].title
    facts = (
        ("Class", kind),
        ("States", spelled(case, names)),
        ("As of", case.as_of.isoformat()),
        ("Depth", case.depth.value),
        ("Question bank", f"version {case.bank_version}"),
        ("Status", signed.status),
    )
    return Document(
        kicker="Public summary of a screening",
        title=case.proposal.public_title or f"{kind}: {spelled(case, names)}",
        facts=facts,
        notice=NOTICE,
        verdict=verdict(assessed),
        parts=(
            Part("What was found", _found(case, assessed, bank)),
            Part("What holds it", _held(case, signed)),
        ),
        footer=f"Head of the log {head_of(case)}. Evidence {case.evidence_release.partition('@')[0]}.",
    )


def _found(case: Screening, assessed: Assessed, bank: Bank) -> tuple[Block, ...]:
    withheld = "not assessed" if assessed.not_engaging is None else assessed.not_engaging.name
    return (
        *_bars(assessed, bank),
        *_overridden(assessed),
        _by_stage(assessed, bank),
        Line(f"The risk of not engaging, assessed beside this and never netted against it: {withheld}."),
        *_simulated(case),
    )


def _bars(assessed: Assessed, bank: Bank) -> Iterator[Line]:
    for one in assessed.bars:
        known = bank.by_id.get(one.source)
        yield Line(f"Barred by {known.title.lower()}." if known else "Barred.", "bar")


def _overridden(assessed: Assessed) -> Iterator[Line]:
    if assessed.overridden:
        told = "A result of HIGH was overridden to MEDIUM, with a written reason and a second person."
        yield Line(told, "override")


def _by_stage(assessed: Assessed, bank: Bank) -> Grid:
    """Count what was answered, stage by stage; what was said to which question is not public."""
    said = [(bank.by_id[one.id].stage, one.says) for one in assessed.answers]
    rows = [
        (stage.value, *(str(said.count((stage, word))) for word in Says))
        for stage in Stage
        if any(stage is one for one, _ in said)
    ]
    heads = ("Stage", "No concern", "Some", "Serious", "Unknown", "Not applicable")
    return Grid("Answers by stage", heads, tuple(rows), (3, 2, 2, 2, 2, 2))


def _simulated(case: Screening) -> Iterator[Line]:
    if case.regime_effect:
        paid = [one for one in case.regime_effect.rows if one.side != "stability" and one.moves < 0]
        told = ", ".join(dict.fromkeys(one.title.lower() for one in paid)) or "nothing that could be told"
        yield Line(
            f"Simulated with and without on the same futures, what societies pay got worse in: {told}. "
            "This is conditional on a model and apart from every legal test."
        )


def _held(case: Screening, signed: Standing) -> tuple[Block, ...]:
    planned = _named([(one.key, one.title) for one in case.mitigations if one.planned])
    watched = _named([(one.key, one.title) for one in case.triggers])
    roles = [f"{one.role} ({one.opinion.value})" for one in signed.holding]
    blocks: list[Block] = [
        Line(f"Mitigations: {planned}."),
        Line(f"Stop triggers: {watched}."),
        Line(f"Signed by: {'; '.join(roles) or 'nobody yet'}."),
        Line(WHY_REDACTED),
    ]
    if case.decision and (
        signed.status in ("approved", "refused") or Level.BAR.name in signed.status.upper()
    ):
        blocks.insert(0, Line(f"Decision: {case.decision.outcome}."))
    return tuple(blocks)


def _named(parts: Sequence[tuple[str, str]]) -> str:
    """Name what is of the library, and count what was written by hand, which may say too much."""
    known = [title for key, title in parts if key]
    own = len(parts) - len(known)
    return "; ".join([*known, *([f"{own} of its own"] if own else [])]) or "none"
