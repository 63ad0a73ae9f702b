"""Policy challenge: the region, its members' doctrines, what they fear, and when it came."""

import re
from collections.abc import Sequence
from datetime import date

from regimelab.codebook import in_sentence, kind_title
from regimelab.report.cited import with_citations
from regimelab.report.content import Block, Heading, Paragraph, Section, Table
from regimelab.report.dates import day_text, month_text
from regimelab.report.findings.book import Book
from regimelab.report.handed.region import MemberHanded, OutsideHanded, RegionHanded, StatementHanded
from regimelab.report.inline import Citation, Inline, Link, Text
from regimelab.report.inputs import BriefInputs
from regimelab.report.language import message, other, quoted, say, say_text
from regimelab.report.sections.crises import patron_name, timeline_figure

TESTED = message(
    "This brief tests the claims of \u201c{title}\u201d ({author}, {publisher}): that {members} are forming, "
    "without declaring it, an international regime whose purpose is that no member's government falls. It "
    "covers {first} to {last}.{coded}"
)
TESTED_ELSEWHERE = message(
    "This brief puts the claims that \u201c{title}\u201d ({author}, {publisher}) makes of {elsewhere} to "
    "other states: that {members} are forming, without declaring it, an international regime whose purpose "
    "is that no member's government falls. It covers {first} to {last}.{coded}"
)
MACHINE_CODED = message(
    " None of its {acts} acts was gathered by hand: all are machine-coded, drawn from event data that "
    "programs made of news reports, and other days are not covered."
)
REGIME = message(
    "An international regime is a set of principles, norms, rules and decision-making procedures around "
    "which the expectations of actors converge in some area of their relations (Krasner 1982, International "
    "Organization 36, 185). It need not be declared, nor have an organisation (Young 1982, International "
    "Organization 36, 277). The policy brief also speaks of the regimes of single states, and means their "
    "governments."
)
FEARS = message("What the members fear")
THEIR_FEARS = message("What the governments fear of which the brief speaks")
FEARED = message("Threats in the eyes of the governments")
ELSEWHERE_FEARED = message(
    "Threats in the eyes of the governments of {elsewhere}; here only the kinds of act are looked for"
)
NOT_GATHERED = message("not gathered")
NOT_SHOWN = message("no row of the evidence shows one")
IN_OFFICE = message("{office}, since {day}")
PATRON_ASSUMED = message("The patron is assumed to be {patron}: {reason}.")
NO_SHOCK = message(
    " No day is given from which its word is in doubt: what an unpredictable patron brings is not tested."
)
LATER = message("{office}, since {day}, after the period of this brief")


def challenge_section(inputs: BriefInputs, book: Book) -> Section:
    """Introduce the region to a reader who does not know it."""
    region = inputs.region
    blocks: list[Block] = [*opening(inputs), _members(region)]
    blocks.append(timeline_figure(inputs.evidence.acts.to_pylist(), region))
    blocks += [Heading("threats", say(THEIR_FEARS if region.registers else FEARS)), _threats(region)]
    blocks += [Heading("outside", say("Who stands outside")), *_patron(region)]
    blocks.append(_outside(region.outside, bool(region.registers)))
    return Section("challenge", say("Policy challenge"), tuple(blocks))


def grounds(statement: StatementHanded) -> Text:
    """Say a statement with its sources, or with the reason why it is assumed."""
    said: list[Inline] = list(with_citations(statement.text))
    if statement.basis == "assumed":
        said += say_text(" (assumed: {reason})", reason=with_citations(statement.reason.rstrip(".")))
    if statement.sources:
        said.append(" ")
    for index, source in enumerate(statement.sources):
        said += [", " if index else "[", source_reference(source)]
    return (*said, "]") if statement.sources else tuple(said)


def source_reference(source: str) -> Inline:
    """Refer to a source in the list of sources; a bare address becomes a link."""
    if source.startswith("http"):
        return Link(source, source.split("/")[2])
    line = re.fullmatch(r"brief:(\d+)", source)
    return Citation(source, say("line {line} of the brief", line=line[1]) if line else source)


def _spoken(day: object) -> str:
    """Say a date that is known to the day; one that is known less exactly stays as it is."""
    try:
        return day_text(date.fromisoformat(str(day)))
    except ValueError:
        return str(day)


def opening(inputs: BriefInputs) -> tuple[Paragraph, ...]:
    """Say whose claims are tested, and what an international regime is."""
    acts = len(inputs.evidence.acts.to_pylist()) if inputs.evidence.drawn else 0
    return _tested(inputs.region, acts), Paragraph((say(REGIME),))


def _tested(region: RegionHanded, acts: int) -> Paragraph:
    """Say whose claims are tested, on which states and which dates, and on how many machine-coded acts."""
    names = [other(in_sentence(member.name)) for member in region.members]
    listed = say("{some} and {last}", some=", ".join(names[:-1]), last=names[-1])
    return Paragraph(
        say_text(
            TESTED_ELSEWHERE if region.registers else TESTED,
            title=other(region.brief.title),
            author=other(region.brief.author),
            publisher=other(region.brief.publisher),
            elsewhere=_elsewhere(region),
            members=listed,
            first=month_text(region.period.start),
            last=month_text(region.period.end),
            coded=say(MACHINE_CODED, acts=acts) if acts else "",
        )
    )


def _members(region: RegionHanded) -> Table:
    """Lay out the members: doctrine, office, expected handover."""
    rows = tuple(
        (
            (f"{other(member.name)} ({member.code})",),
            grounds(member.doctrine) if member.doctrine else (say(NOT_GATHERED),),
            (_leader(member, region),),
            grounds(member.expected_handover) if member.expected_handover else (say("none known"),),
        )
        for member in region.members
    )
    head = (say("Member"), say("Foreign-policy doctrine"), say("Head of state"), say("Expected handover"))
    return Table("members", say("The members and what they live by"), head, rows, (False,) * 4)


def _leader(member: MemberHanded, region: RegionHanded) -> str:
    """Say which office leads a member, and since when, as far as that was gathered."""
    if not member.leader_office:
        return say(NOT_GATHERED)
    if member.leader_since is None:
        return other(member.leader_office)
    text = LATER if str(member.leader_since) > str(region.period.end) else IN_OFFICE
    return say(text, office=other(member.leader_office), day=_spoken(member.leader_since))


def _patron(region: RegionHanded) -> tuple[Paragraph, ...]:
    """Say on what ground a patron is assumed, and what is not asked without a day of its shock."""
    said: list[Inline] = []
    if region.patron.basis == "assumed":
        reason = other(region.patron.reason.rstrip("."))
        said += say_text(PATRON_ASSUMED, patron=patron_name(region), reason=reason)
    if region.patron.shock is None:
        said += say_text(NO_SHOCK)
    return (Paragraph(tuple(said)),) if said else ()


def _threats(region: RegionHanded) -> Table:
    """Lay out the threat register in the brief's words."""
    rows = tuple(
        (
            (other(threat.title),),
            quoted(threat.passage, Citation(f"brief:{threat.line}", say("line {line}", line=threat.line))),
            (", ".join(other(kind_title(kind)) for kind in threat.kinds),),
        )
        for threat in region.threats
    )
    head = (say("Threat"), say("In the brief's words"), say("Kinds of act that realise it"))
    told = say(ELSEWHERE_FEARED, elsewhere=_elsewhere(region)) if region.registers else say(FEARED)
    return Table("threat-register", told, head, rows, (False,) * 3)


def _elsewhere(region: RegionHanded) -> str:
    """Name the region of which the brief speaks."""
    return other(region.registers.replace("_", " ").title())


def _outside(outside: Sequence[OutsideHanded], drafted: bool) -> Table:
    """Lay out the outside actors: what they offer, what they hold over the members."""
    said = [actor for actor in outside if actor.offers or actor.threatens] or outside
    nothing = NOT_GATHERED if drafted or said is outside else NOT_SHOWN
    rows = tuple(
        (
            (f"{other(actor.name)}, {other(str(actor.role).replace('_', ' '))}",),
            grounds(actor.offers) if actor.offers else (say(nothing),),
            grounds(actor.threatens) if actor.threatens else (say(nothing),),
        )
        for actor in said
    )
    head = (say("Actor and part"), say("Offers the members"), say("Holds over them"))
    caption = say("Outside actors, what they offer and hold")
    return Table("outside-actors", caption, head, rows, (False,) * 3, folded=True)
