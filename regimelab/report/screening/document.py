"""What a document of a screening consists of: sections of paragraphs, tables and notes, with their tones."""

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

Tone = Literal["plain", "bar", "override", "notice", "unverified"]


@dataclass(frozen=True)
class Line:
    """A paragraph; its tone says whether it is a bar, an override, the notice or a mark."""

    text: str
    tone: Tone = "plain"


@dataclass(frozen=True)
class Grid:
    """A table: caption, heads, rows of as many cells, and how wide its columns are to each other."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...] = ()


@dataclass(frozen=True)
class Matrix:
    """Likelihood by severity: the ids of the residual risks in each cell, and the grade of each cell."""

    caption: str
    cells: tuple[tuple[str, ...], ...]  # severity 5 to 1 by likelihood 1 to 5
    grades: tuple[tuple[str, ...], ...]


Block: TypeAlias = Line | Grid | Matrix


@dataclass(frozen=True)
class Part:
    """A section: its heading, and what stands under it."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Document:
    """A document: kicker, title, facts, the notice that stands on every page, and sections."""

    kicker: str
    title: str
    facts: tuple[tuple[str, str], ...]
    notice: str
    verdict: str
    parts: tuple[Part, ...]
    language: str = "en"
    footer: str = field(default="")
