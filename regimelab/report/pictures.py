"""What a figure shows, before anyone decides how to draw it."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

MarkRole = Literal["unrest", "armed", "repression", "turnover", "meeting"]
TieSign = Literal["cooperative", "conflictual"]


@dataclass(frozen=True)
class IntervalRow:
    """One quantity on a line: its middle, its interval, and the finding it stands for."""

    label: str
    group: str
    estimate: float
    low: float
    high: float
    text: str
    finding: str
    colour: int = 0
    beside: str = ""
    beside_finding: str = ""


@dataclass(frozen=True)
class DotPlot:
    """Quantities of one unit under each other, each with its interval."""

    id: str
    title: str
    rows: tuple[IntervalRow, ...]
    unit: str
    reference: float | None = None
    reference_label: str = ""
    bounds: tuple[float, float] | None = None
    logarithmic: bool = False
    from_zero: bool = False
    where_numbers: str | None = None  # where all numbers are; none stands for among the findings


@dataclass(frozen=True)
class RankPanel:
    """Ranks of the truth among draws, counted by equal bins, and the counts that chance may give a bin."""

    label: str
    counts: tuple[int, ...]
    low: float
    high: float
    text: str


@dataclass(frozen=True)
class RankPlot:
    """Histograms of ranks side by side: flat where a fit is as sure as it should be."""

    id: str
    title: str
    panels: tuple[RankPanel, ...]


@dataclass(frozen=True)
class ReliabilityPlot:
    """Chances in rising order, how often it happened at each, and the band if every chance were right."""

    id: str
    title: str
    text: str
    chances: tuple[float, ...]
    often: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]


@dataclass(frozen=True)
class ProbabilityRow:
    """How probable one claim is, given the evidence; ``None`` is not yet tested."""

    label: str
    probability: float | None
    text: str
    finding: str | None
    verdict: str


@dataclass(frozen=True)
class ProbabilityPlot:
    """Claims on the scale from contradicted to supported, with the rule's two thresholds."""

    id: str
    title: str
    rows: tuple[ProbabilityRow, ...]
    contradicted_at: float
    supported_at: float


@dataclass(frozen=True)
class Fan:
    """A quantity in months from a start: median, 50 % band and 90 % band; ``marked`` is a stretch of them.

    ``past`` is what was recorded by month before the start, the last of it at the start; ``look`` is for how
    many months the picture leaves room before it.
    """

    id: str
    title: str
    unit: str
    start: date
    months: tuple[float, ...]
    q05: tuple[float, ...]
    q25: tuple[float, ...]
    q50: tuple[float, ...]
    q75: tuple[float, ...]
    q95: tuple[float, ...]
    text: str
    finding: str
    ceiling: float | None = None
    marked: tuple[float, float] | None = None
    marked_label: str = ""
    past: tuple[float, ...] = ()
    look: int = 0


@dataclass(frozen=True)
class Node:
    """An actor in a network; patrons stand outside the circle of members."""

    code: str
    name: str
    patron: bool


@dataclass(frozen=True)
class Tie:
    """Acts per year between two actors, with the interval of the rate."""

    a: str
    b: str
    estimate: float
    low: float
    high: float
    text: str
    finding: str


@dataclass(frozen=True)
class Network:
    """Who acts with or against whom, one sign at a time."""

    id: str
    title: str
    sign: TieSign
    nodes: tuple[Node, ...]
    ties: tuple[Tie, ...]
    widest: float


@dataclass(frozen=True)
class Mark:
    """A dated act; its width is how exactly the source dates it."""

    start: date
    end: date
    role: MarkRole
    size: float
    source: str


@dataclass(frozen=True)
class Lane:
    """One line of a timeline, with the windows that lie behind its marks."""

    label: str
    marks: tuple[Mark, ...]
    windows: tuple[tuple[date, date], ...] = ()


@dataclass(frozen=True)
class Timeline:
    """Crises and meetings in time, and one dated shock."""

    id: str
    title: str
    start: date
    end: date
    lanes: tuple[Lane, ...]
    shock: date | None = None
    shock_label: str = ""


@dataclass(frozen=True)
class HeatCell:
    """How probable it is that the column does better than its rival on the row's outcome."""

    probability: float
    text: str
    finding: str


@dataclass(frozen=True)
class HeatGrid:
    """Outcomes against pairs of portfolios; a missing cell was not compared."""

    id: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[str, ...]
    sides: tuple[str, ...]
    cells: tuple[tuple[HeatCell | None, ...], ...]


@dataclass(frozen=True)
class MapArea:
    """A member on a map: its code, its middle value, and what is printed on it."""

    code: str
    label: str
    estimate: float
    text: str
    finding: str


@dataclass(frozen=True)
class AreaMap:
    """One quantity by member on a map; ``neighbours`` are named where they are in view."""

    id: str
    title: str
    unit: str
    areas: tuple[MapArea, ...]
    neighbours: tuple[tuple[str, str], ...] = ()


Picture = (
    AreaMap | DotPlot | ProbabilityPlot | Fan | Network | RankPlot | ReliabilityPlot | Timeline | HeatGrid
)
