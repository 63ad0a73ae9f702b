"""The public summary of one page: what class of thing was screened, what was found, what holds it."""

from collections.abc import Mapping, Sequence

from regimelab.report.screening.document import Block, Document, Grid, Line, Part
from regimelab.report.screening.full import spelled, verdict
from regimelab.screening import NOTICE
from regimelab.screening.assess import Assessed
from regimelab.screening.bank import Bank
from regimelab.screening.case import Screening
from regimelab.screening.chain import head_of
from regimelab.screening.scales import Level, Stage
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
    counted = []
    for stage in Stage:
        here = [one for one in assessed.answers if bank.by_id[one.id].stage is stage]
        if here:
            says = [one.says.value for one in here]
            counted.append(
                (
                    stage.value,
                    *(str(says.count(word)) for word in ("no_concern", "some", "serious", "unknown", "n/a")),
                )
            )
    blocks: list[Block] = [
        Line(
            f"Barred by {bank.by_id[one.source].title.lower()}." if one.source in bank.by_id else "Barred.",
            "bar",
        )
        for one in assessed.bars
    ]
    if assessed.overridden:
        blocks.append(
            Line(
                "A result of HIGH was overridden to MEDIUM, with a written reason and a second person.",
                "override",
            )
        )
    blocks.append(
        Grid(
            "Answers by stage",
            ("Stage", "No concern", "Some", "Serious", "Unknown", "Not applicable"),
            tuple(counted),
            (3, 2, 2, 2, 2, 2),
        )
    )
    withheld = "not assessed" if assessed.not_engaging is None else assessed.not_engaging.name
    blocks.append(
        Line(f"The risk of not engaging, assessed beside this and never netted against it: {withheld}.")
    )
    if case.regime_effect:
        paid = [one for one in case.regime_effect.rows if one.side != "stability" and one.moves < 0]
        told = ", ".join(dict.fromkeys(one.title.lower() for one in paid)) or "nothing that could be told"
        blocks.append(
            Line(
                f"Simulated with and without on the same futures, what societies pay got worse in: {told}. "
                "This is conditional on a model and apart from every legal test."
            )
        )
    return tuple(blocks)


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
