"""The neutral content of a brief: what is said and what stands behind it, without any format."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from regimelab.interval import Basis, Estimate
from regimelab.report.inline import Citation, Number, Text
from regimelab.report.language import say
from regimelab.report.pictures import Picture
from regimelab.report.slug import slug


@dataclass(frozen=True)
class Finding:
    """A result with a number: the sentence, the estimate, and the place that discusses it."""

    id: str
    sentence: str
    estimate: Estimate
    about: str
    anchor: str
    probability: float | None = None
    detail: str = ""

    @property
    def anchor_id(self) -> str:
        """The finding's own place on the page."""
        return f"finding-{self.id}"


@dataclass(frozen=True)
class Paragraph:
    """Running text; ``lead`` is the plain sentence that carries it, printed bold."""

    kind: ClassVar[str] = "paragraph"
    body: Text
    lead: Text = ()


@dataclass(frozen=True)
class Callout:
    """A caution or a rule of reading, set apart from the text."""

    kind: ClassVar[str] = "callout"
    title: str
    body: Text


@dataclass(frozen=True)
class Listing:
    """Short statements under each other."""

    kind: ClassVar[str] = "listing"
    items: tuple[Text, ...]


@dataclass(frozen=True)
class Heading:
    """A heading inside a section."""

    kind: ClassVar[str] = "heading"
    id: str
    text: str


@dataclass(frozen=True)
class Table:
    """Rows and columns; ``numeric`` says which columns are figures, ``folded`` that it opens on demand."""

    kind: ClassVar[str] = "table"
    id: str
    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Text, ...], ...]
    numeric: tuple[bool, ...]
    folded: bool = False


@dataclass(frozen=True)
class FigureBlock:
    """A figure: pictures, what to see in them, their numbers, their sources.

    ``folded`` opens on demand; ``half`` sets two pictures beside each other.
    """

    kind: ClassVar[str] = "figure"
    id: str
    title: str
    caption: Text
    pictures: tuple[Picture, ...]
    table: Table
    sources: tuple[str, ...] = ()
    folded: bool = False
    half: bool = False


@dataclass(frozen=True)
class ClaimEntry:
    """One claim of the brief, its verdict, and what could undo it."""

    id: int
    title: str
    passage: str
    line: int
    verdict: str
    probability: Number | None
    effect: Number | None
    estimand: str
    unit: str
    method: Text
    data: str
    alternatives: tuple[str, ...]
    would_change: str
    chronicle_only: bool
    world_alone: bool
    needs: str
    readings: tuple[tuple[str, Number], ...] = ()

    @property
    def anchor(self) -> str:
        """The claim's place on the page."""
        return f"claim-{self.id}"

    @property
    def place(self) -> Citation:
        """Where the policy brief says it."""
        return Citation(f"brief:{self.line}", say("line {line}", line=self.line))


@dataclass(frozen=True)
class ClaimsTable:
    """All claims in the order of the brief."""

    kind: ClassVar[str] = "claims"
    entries: tuple[ClaimEntry, ...]


@dataclass(frozen=True)
class MeasureBlock:
    """One measure: the sentence that says it, its figure, and the caution that goes with it."""

    kind: ClassVar[str] = "measure"
    id: str
    title: str
    sentence: Text
    figures: tuple[FigureBlock, ...]
    caution: str


@dataclass(frozen=True)
class Comparison:
    """Portfolios in one scenario: stability beside who pays for it; ``folded`` opens on demand."""

    kind: ClassVar[str] = "comparison"
    id: str
    title: str
    description: str
    stability: FigureBlock
    who_pays: FigureBlock
    folded: bool = False


@dataclass(frozen=True)
class Assumption:
    """A number nobody measured: what it says, its prior, why it was chosen."""

    title: str
    value: Number | None
    unit: str
    prior: str
    reason: Text
    source: Text
    basis: Basis


@dataclass(frozen=True)
class AssumptionsBlock:
    """Every assumption behind the options, each with label, prior and reason."""

    kind: ClassVar[str] = "assumptions"
    entries: tuple[Assumption, ...]


@dataclass(frozen=True)
class FindingsList:
    """The appendix of findings, grouped as the sections are."""

    kind: ClassVar[str] = "findings"
    groups: tuple[tuple[str, tuple[Finding, ...]], ...]


@dataclass(frozen=True)
class Source:
    """Something a number rests on: a dated act as a page reports it, or a whole table."""

    id: str
    title: str
    start: date | None = None
    dated: str = ""
    kind: str = ""
    actors: str = ""
    description: str = ""
    publisher: str = ""
    published: str = ""
    urls: tuple[str, ...] = ()
    confidence: str = ""
    licence: str = ""
    in_brief: bool = False

    @property
    def anchor(self) -> str:
        """The source's place on the page."""
        return f"source-{slug(self.id)}"


@dataclass(frozen=True)
class SourcesList:
    """The sources that some finding rests on."""

    kind: ClassVar[str] = "sources"
    entries: tuple[Source, ...]


Block = (
    Paragraph
    | Callout
    | Listing
    | Heading
    | Table
    | FigureBlock
    | ClaimsTable
    | MeasureBlock
    | Comparison
    | AssumptionsBlock
    | FindingsList
    | SourcesList
)


@dataclass(frozen=True)
class Section:
    """A part of the brief."""

    id: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Meta:
    """What the run was: printed with the brief so that it can be repeated.

    ``futures`` were simulated for the forecast, ``futures_compared`` for each comparison of options.
    """

    version: str
    evidence_release: str
    seed: int
    futures: int
    command: str = ""
    manifest: str = ""
    futures_compared: int | None = None
    language: str = "en"


@dataclass(frozen=True)
class Brief:
    """A brief: its text, the findings it prints, the sources they rest on; ``short`` is in two pages."""

    title: str
    subtitle: str
    meta: Meta
    sections: tuple[Section, ...]
    findings: tuple[Finding, ...]
    sources: tuple[Source, ...]
    short: bool = False
