"""What of a brief goes on paper: what opens on demand on the page is left out, and counted."""

from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass, replace

from regimelab.report.content import (
    Block,
    Brief,
    Comparison,
    FigureBlock,
    Finding,
    FindingsList,
    Paragraph,
    Section,
)
from regimelab.report.inline import Number
from regimelab.report.language import say


def on_paper(brief: Brief) -> Brief:
    """Leave out figures that open on demand, and findings to which no number on paper leads."""
    sections = tuple(map(_without_folded, brief.sections))
    led_to = {
        number.finding
        for section in sections
        for block in section.blocks
        if not isinstance(block, FindingsList)
        for number in _numbers(block)
    }
    return replace(brief, sections=tuple(_with_findings(section, led_to) for section in sections))


def _without_folded(section: Section) -> Section:
    kept = tuple(block for block in section.blocks if not _folded(block))
    left = len(section.blocks) - len(kept)
    if not left:
        return section
    note = say("Figures of this section that only brief.html has: {count}.", count=left)
    return replace(section, blocks=(*kept, Paragraph((note,))))


def _folded(block: Block) -> bool:
    return isinstance(block, FigureBlock | Comparison) and block.folded


def _numbers(value: object) -> Iterator[Number]:
    """Find every number within some content."""
    if isinstance(value, Number):
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            yield from _numbers(getattr(value, field.name))
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for part in value:
            yield from _numbers(part)


def _with_findings(section: Section, led_to: set[str]) -> Section:
    blocks: list[Block] = []
    for block in section.blocks:
        if not isinstance(block, FindingsList):
            blocks.append(block)
            continue
        groups = tuple(
            (name, tuple(one for one in found if one.id in led_to)) for name, found in block.groups
        )
        left = _count(block.groups) - _count(groups)
        blocks.append(replace(block, groups=tuple(group for group in groups if group[1])))
        if left:
            note = say(
                "Findings to which nothing on paper leads, and which only brief.html has: {count}.",
                count=left,
            )
            blocks.insert(-1, Paragraph((note,)))
    return replace(section, blocks=tuple(blocks))


def _count(groups: Sequence[tuple[str, Sequence[Finding]]]) -> int:
    return sum(len(found) for _, found in groups)
