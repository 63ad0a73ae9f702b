"""Results in, content out: the sections of the policy brief, in its own order."""

from collections.abc import Iterator, Sequence

from regimelab.report.content import (
    AssumptionsBlock,
    Block,
    Brief,
    ClaimsTable,
    Comparison,
    FigureBlock,
    FindingsList,
    Listing,
    MeasureBlock,
    Paragraph,
    Section,
    Table,
)
from regimelab.report.dates import month_text
from regimelab.report.findings.book import book_of, grouped_findings
from regimelab.report.inline import Citation, Inline
from regimelab.report.inputs import BriefInputs
from regimelab.report.language import other, say, speaking
from regimelab.report.sections.challenge import challenge_section
from regimelab.report.sections.changes import changes_section
from regimelab.report.sections.evidence import evidence_section
from regimelab.report.sections.futures import futures_section
from regimelab.report.sections.options import options_section
from regimelab.report.sections.recommendations import recommendations_section
from regimelab.report.sections.short import short_sections
from regimelab.report.sections.sources import cited_sources, sources_section
from regimelab.report.sections.summary import summary_section
from regimelab.report.sections.track_record import track_record_section


def build_brief(inputs: BriefInputs) -> Brief:
    """Build the brief in its language: nothing in it is written that the results do not say."""
    with speaking(inputs.meta.language):
        return _built(inputs)


def build_short(inputs: BriefInputs) -> Brief:
    """Build the brief in two pages, for those in a hurry: the same numbers, without their findings."""
    with speaking(inputs.meta.language):
        book = book_of(grouped_findings(inputs))
        return Brief(
            _title(inputs), _subtitle(inputs), inputs.meta, short_sections(inputs, book), (), (), True
        )


def _title(inputs: BriefInputs) -> str:
    return say("{region}: is a regime forming?", region=other(inputs.region.name))


def _subtitle(inputs: BriefInputs) -> str:
    period = inputs.region.period
    first, last = month_text(period.start), month_text(period.end)
    return say("A living policy brief, {first} to {last}", first=first, last=last)


def _built(inputs: BriefInputs) -> Brief:
    groups = grouped_findings(inputs)
    book = book_of(groups)
    told = [
        summary_section(inputs, book),
        *changes_section(inputs, book),
        challenge_section(inputs, book),
        evidence_section(inputs, book),
        futures_section(inputs, book),
        options_section(inputs, book),
        recommendations_section(inputs, book),
        track_record_section(inputs, book),
    ]
    cited = {source for finding in book.values() for source in finding.estimate.sources}
    sources = cited_sources(inputs, cited | set(_referred(told)))
    return Brief(
        title=_title(inputs),
        subtitle=_subtitle(inputs),
        meta=inputs.meta,
        sections=(
            *told,
            Section("findings", say("Findings"), (FindingsList(groups),)),
            sources_section(inputs, book, sources),
        ),
        findings=tuple(book.values()),
        sources=sources,
    )


def _referred(sections: Sequence[Section]) -> Iterator[str]:
    """List sources that text, tables and figures cite, beside those of findings."""
    for block in (block for section in sections for block in section.blocks):
        for figure in _figures(block):
            yield from figure.sources
        yield from (part.source for part in _inline(block) if isinstance(part, Citation))


def _figures(block: Block) -> tuple[FigureBlock, ...]:
    """List the figures of a block."""
    match block:
        case FigureBlock():
            return (block,)
        case MeasureBlock():
            return block.figures
        case Comparison():
            return block.stability, block.who_pays
        case _:
            return ()


def _inline(block: Block) -> Iterator[Inline]:
    """List the parts of a block's running text and tables."""
    for table in (figure.table for figure in _figures(block)):
        yield from (part for row in table.rows for cell in row for part in cell)
    match block:
        case Table():
            yield from (part for row in block.rows for cell in row for part in cell)
        case Paragraph():
            yield from (*block.lead, *block.body)
        case ClaimsTable():
            yield from (entry.place for entry in block.entries)
        case AssumptionsBlock():
            yield from (part for entry in block.entries for part in (*entry.reason, *entry.source))
        case Listing():
            yield from (part for item in block.items for part in item)
        case _:
            return
