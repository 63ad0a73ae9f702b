"""The public summary of one page: what class of thing was screened, what was found, what holds it."""

from collections.abc import Iterator, Mapping, Sequence

from regimelab.report.language import message, other, say, spoken
from regimelab.report.screening.document import Block, Document, Grid, Line, Part
from regimelab.report.screening.full import spelled, verdict, withheld
from regimelab.report.screening.words import on, word
from regimelab.screening import NOTICE
from regimelab.screening.assess import Assessed
from regimelab.screening.bank import Bank
from regimelab.screening.case import Screening
from regimelab.screening.chain import head_of
from regimelab.screening.scales import Level, Says, Stage
from regimelab.screening.signing import Standing

WHY_REDACTED = message(
    "Rationales, evidence, persons, units and signatories are held in the case file. The hash below is "
    "that of its log: whoever is shown the file later can tell whether it is the one summarised here."
)


def public_document(
    case: Screening, assessed: Assessed, signed: Standing, bank: Bank, names: Mapping[str, str]
) -> Document:
    """Write the public summary; nothing in it was written by hand but the public title, if there is one."""
    kind = other(bank.rules.classes[case.proposal.kind].title)
    facts = (
        (say("Class"), kind),
        (say("States"), spelled(case, names)),
        (say("As of"), on(case.as_of)),
        (say("Depth"), word("depth", case.depth.value)),
        (say("Question bank"), say("version {number}", number=case.bank_version)),
        (say("Status"), word("status", signed.status)),
    )
    return Document(
        kicker=say("Public summary of a screening"),
        title=case.proposal.public_title or f"{kind}: {spelled(case, names)}",
        facts=facts,
        notice=other(NOTICE),
        verdict=verdict(assessed),
        parts=(
            Part(say("What was found"), _found(case, assessed, bank)),
            Part(say("What holds it"), _held(case, signed)),
        ),
        language=spoken(),
        footer=say(
            "Head of the log {head}. Evidence {release}.",
            head=head_of(case),
            release=case.evidence_release.partition("@")[0],
        ),
    )


def _found(case: Screening, assessed: Assessed, bank: Bank) -> tuple[Block, ...]:
    told = say(
        "The risk of not engaging, assessed beside this and never netted against it: {withheld}.",
        withheld=withheld(assessed),
    )
    return (
        *_bars(assessed, bank),
        *_overridden(assessed),
        _by_stage(assessed, bank),
        Line(told),
        *_simulated(case),
    )


def _bars(assessed: Assessed, bank: Bank) -> Iterator[Line]:
    for one in assessed.bars:
        known = bank.by_id.get(one.source)
        told = say("Barred.")
        if known:
            title = other(known.title)
            told = say("Barred by {question}.", question=f"{title[:1].lower()}{title[1:]}")
        yield Line(told, "bar")


def _overridden(assessed: Assessed) -> Iterator[Line]:
    if assessed.overridden:
        told = say("A result of HIGH was overridden to MEDIUM, with a written reason and a second person.")
        yield Line(told, "override")


def _by_stage(assessed: Assessed, bank: Bank) -> Grid:
    """Count what was answered, stage by stage; what was said to which question is not public."""
    said = [(bank.by_id[one.id].stage, one.says) for one in assessed.answers]
    rows = [
        (word("stage", stage.value), *(str(said.count((stage, word))) for word in Says))
        for stage in Stage
        if any(stage is one for one, _ in said)
    ]
    heads = (
        say("Stage"),
        say("No concern"),
        say("Some"),
        say("Serious"),
        say("Unknown"),
        say("Not applicable"),
    )
    return Grid(say("Answers by stage"), heads, tuple(rows), (3, 2, 2, 2, 2, 2))


def _simulated(case: Screening) -> Iterator[Line]:
    if case.regime_effect:
        paid = [one for one in case.regime_effect.rows if one.side != "stability" and one.moves < 0]
        titles = dict.fromkeys(other(one.title).lower() for one in paid)
        told = ", ".join(titles) or say("nothing that could be told")
        yield Line(
            say(
                "Simulated with and without on the same futures, what societies pay got worse in: {told}. "
                "This is conditional on a model and apart from every legal test.",
                told=told,
            )
        )


def _held(case: Screening, signed: Standing) -> tuple[Block, ...]:
    planned = _named([(one.key, one.title) for one in case.mitigations if one.planned])
    watched = _named([(one.key, one.title) for one in case.triggers])
    roles = [f"{other(one.role)} ({word('opinion', one.opinion.value)})" for one in signed.holding]
    blocks: list[Block] = [
        Line(say("Mitigations: {named}.", named=planned)),
        Line(say("Stop triggers: {named}.", named=watched)),
        Line(say("Signed by: {named}.", named="; ".join(roles) or say("nobody yet"))),
        Line(say(WHY_REDACTED)),
    ]
    if case.decision and (
        signed.status in ("approved", "refused") or Level.BAR.name in signed.status.upper()
    ):
        outcome = word("outcome", case.decision.outcome)
        blocks.insert(0, Line(say("Decision: {outcome}.", outcome=outcome.lower())))
    return tuple(blocks)


def _named(parts: Sequence[tuple[str, str]]) -> str:
    """Name what is of the library, and count what was written by hand, which may say too much."""
    known = [other(title) for key, title in parts if key]
    own = len(parts) - len(known)
    return "; ".join([*known, *([say("{number} of its own", number=own)] if own else [])]) or say("none")
