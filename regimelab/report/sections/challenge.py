"""Policy challenge: the region, its members' doctrines, what they fear, and when it came."""

import re
from collections.abc import Sequence
from datetime import date

from regimelab.report.cited import with_citations
from regimelab.report.content import Block, Heading, Paragraph, Section, Table
from regimelab.report.findings.book import Book
from regimelab.report.handed.region import MemberHanded, OutsideHanded, RegionHanded, StatementHanded
from regimelab.report.inline import Citation, Inline, Link, Text
from regimelab.report.inputs import BriefInputs
from regimelab.report.sections.crises import timeline_figure

MACHINE_CODED = (
    " No act in it was gathered by hand: all are machine-coded, drawn from event data that programs made of "
    "news reports, and other days are not covered."
)


def challenge_section(inputs: BriefInputs, book: Book) -> Section:
    """Introduce the region to a reader who does not know it."""
    region = inputs.region
    drawn = inputs.evidence.drawn
    blocks: list[Block] = [_opening(region, drawn), _members(region.members)]
    blocks.append(timeline_figure(inputs.evidence.acts.to_pylist(), region))
    blocks += [Heading("threats", "What the members fear"), _threats(region)]
    blocks += [Heading("outside", "Who stands outside"), _outside(region.outside)]
    return Section("challenge", "Policy challenge", tuple(blocks))


def grounds(statement: StatementHanded | None) -> Text:
    """Say a statement with its sources, or with the reason why it is assumed."""
    if statement is None:
        return ("no row of the evidence shows one",)
    said: list[Inline] = list(with_citations(statement.text))
    if statement.basis == "assumed":
        said += [" (assumed: ", *with_citations(statement.reason.rstrip(".")), ")"]
    if statement.sources:
        said.append(" ")
    for index, source in enumerate(statement.sources):
        said += [", " if index else "[", source_reference(source)]
    return (*said, "]") if statement.sources else tuple(said)


def source_reference(source: str) -> Inline:
    """Refer to a source in the list of sources; a bare address becomes a link."""
    if source.startswith("http"):
        return Link(source, source.split("/")[2])
    return Citation(source, re.sub(r"^brief:(\d+)$", r"line \1 of the brief", source))


def _spoken(day: object) -> str:
    """Say a date that is known to the day; one that is known less exactly stays as it is."""
    try:
        return f"{date.fromisoformat(str(day)):%d %B %Y}".lstrip("0")
    except ValueError:
        return str(day)


def _opening(region: RegionHanded, drawn: bool) -> Paragraph:
    """Say whose claims are tested, on which states and which dates, and on what sort of acts."""
    names = [member.name for member in region.members]
    listed = f"{', '.join(names[:-1])} and {names[-1]}"
    return Paragraph(
        (
            f"This brief {_tests(region, listed)} are forming, without declaring it, an international "
            "regime whose purpose is that no member's government falls. It covers "
            f"{region.period.start:%B %Y} to {region.period.end:%B %Y}.{MACHINE_CODED if drawn else ''}",
        )
    )


def _tests(region: RegionHanded, listed: str) -> str:
    """Say of whom the document claims it, where that is another region."""
    said = region.brief
    document = f"\u201c{said.title}\u201d ({said.author}, {said.publisher})"
    if not region.registers:
        return f"tests the claims of {document}: that {listed}"
    other = region.registers.replace("_", " ").title()
    return f"puts the claims that {document} makes of {other} to other states: that {listed}"


def _members(members: Sequence[MemberHanded]) -> Table:
    """Lay out the members: doctrine, office, expected handover."""
    rows = tuple(
        (
            (f"{member.name} ({member.code})",),
            grounds(member.doctrine) if member.doctrine else ("not gathered",),
            (f"{member.leader_office}, since {_spoken(member.leader_since)}",),
            grounds(member.expected_handover) if member.expected_handover else ("none known",),
        )
        for member in members
    )
    head = ("Member", "Foreign-policy doctrine", "Leader", "Expected handover")
    return Table("members", "The members and what they live by", head, rows, (False,) * 4)


def _threats(region: RegionHanded) -> Table:
    """Lay out the threat register in the brief's words."""
    rows = tuple(
        (
            (threat.title,),
            (
                f"\u201c{threat.passage}\u201d ",
                Citation(f"brief:{threat.line}", f"line {threat.line}"),
            ),
            (", ".join(threat.kinds).replace("_", " "),),
        )
        for threat in region.threats
    )
    head = ("Threat", "In the brief's words", "Kinds of act that realise it")
    return Table("threat-register", "Threats in the eyes of the governments", head, rows, (False,) * 3)


def _outside(outside: Sequence[OutsideHanded]) -> Table:
    """Lay out the outside actors: what they offer, what they hold over the members."""
    said = [actor for actor in outside if actor.offers or actor.threatens]
    rows = tuple(
        (
            (f"{actor.name}, {str(actor.role).replace('_', ' ')}",),
            grounds(actor.offers),
            grounds(actor.threatens),
        )
        for actor in said
    )
    head = ("Actor and part", "Offers the members", "Holds over them")
    return Table(
        "outside-actors", "Outside actors, what they offer and hold", head, rows, (False,) * 3, folded=True
    )
