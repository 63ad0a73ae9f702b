"""A scan of a collection of laws, as its page is handed it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Cell:
    """A cell of the matrix: where it lies, how dark it is, what it says."""

    row: int
    column: int
    darkness: float
    said: str


@dataclass(frozen=True)
class Branch:
    """A law in the tree of sources, with its share and how deep it stands."""

    depth: int
    name: str
    said: str


@dataclass(frozen=True)
class LinkLine:
    """What a law has from another, as it is printed; ``rival`` is a verdict, and the law that it is of."""

    law: str
    source: str
    share: str
    without_boilerplate: str
    credited: str
    private: str
    passages: int
    order: str
    also_in: tuple[str, ...]
    rival: tuple[str, str]


@dataclass(frozen=True)
class Dot:
    """A law on the time line: its place in thousandths, its row, its name."""

    at: float
    row: int
    name: str
    said: str


@dataclass(frozen=True)
class Arc:
    """A credited link on the time line, from source to law."""

    x1: float
    y1: int
    x2: float
    y2: int
    width: float
    said: str


@dataclass(frozen=True)
class ScanPage:
    """A scan of laws."""

    version: str
    headline: str
    subtitle: str
    names: tuple[str, ...]
    cells: tuple[Cell, ...]
    branches: tuple[Branch, ...]
    links: tuple[LinkLine, ...]
    left_out: int
    dots: tuple[Dot, ...]
    arcs: tuple[Arc, ...]
    rows: tuple[str, ...]
    years: tuple[tuple[float, str], ...]
    notes: tuple[str, ...]
