"""The parts of running text: words, numbers that lead to findings, references, sources, links."""

from dataclasses import dataclass

from regimelab.interval import Basis
from regimelab.report.slug import slug


@dataclass(frozen=True)
class Number:
    """A number in a sentence: what is printed, and the finding that it stands for."""

    finding: str
    text: str
    basis: Basis = "estimated"


@dataclass(frozen=True)
class Reference:
    """A place in the brief itself, named by its anchor."""

    anchor: str
    text: str


@dataclass(frozen=True)
class Link:
    """A page outside the brief."""

    url: str
    text: str


@dataclass(frozen=True)
class Citation:
    """A source in the list of sources, named by its id."""

    source: str
    text: str

    @property
    def anchor(self) -> str:
        """The source's place on the page."""
        return f"source-{slug(self.source)}"


Inline = str | Number | Reference | Citation | Link
Text = tuple[Inline, ...]
