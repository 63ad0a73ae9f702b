"""What the page says of itself: limits, what was run, licence; in the brief's own words."""

from dataclasses import dataclass

from regimelab.report.content import Callout, Paragraph, Table
from regimelab.report.inline import Text
from regimelab.report.language import other
from regimelab.study.lab.session import Lab


@dataclass(frozen=True)
class Said:
    """A part of the text: its title, and what it says."""

    title: str
    text: Text


@dataclass(frozen=True)
class About:
    """What the brief cannot say, how it reads, and what makes the same numbers again."""

    cautions: tuple[Said, ...]
    run: tuple[tuple[str, str], ...]
    command: str
    licence: str
    evidence_licence: str


def about(lab: Lab) -> About:
    """Gather cautions and the record of the run."""
    blocks = [block for section in lab.content.sections for block in section.blocks]
    cautions = tuple(Said(one.title, one.body) for one in blocks if isinstance(one, Callout))
    leads = tuple(
        Said("", one.body)
        for section in lab.content.sections
        if section.id == "sources"
        for one in section.blocks
        if isinstance(one, Paragraph)
    )
    run = next((one for one in blocks if isinstance(one, Table) and one.id == "run-facts"), None)
    meta, region = lab.content.meta, lab.inquiry.evidence.region
    told = tuple((_words(row[0]), _words(row[1])) for row in run.rows) if run else ()
    rows = tuple(row for row in told if row[1] != meta.manifest)  # a lab writes none
    return About((*leads, *cautions), rows, meta.command, "Apache-2.0", other(region.chronicle.licence))


def _words(text: Text) -> str:
    return "".join(part if isinstance(part, str) else part.text for part in text)
