"""One way in: a picture becomes one or two drawings, wide for paper and narrow for a telephone."""

from collections.abc import Callable
from typing import Any, NamedTuple

from markupsafe import Markup

from regimelab.report.figures.areas import draw_areas
from regimelab.report.figures.dots import draw_dots
from regimelab.report.figures.fan import draw_fan
from regimelab.report.figures.heat import draw_heat
from regimelab.report.figures.network import draw_network
from regimelab.report.figures.probability import draw_probabilities
from regimelab.report.figures.ranks import draw_ranks
from regimelab.report.figures.reliability import draw_reliability
from regimelab.report.figures.timeline import draw_timeline
from regimelab.report.pictures import (
    AreaMap,
    DotPlot,
    Fan,
    HeatGrid,
    Network,
    Picture,
    ProbabilityPlot,
    RankPlot,
    ReliabilityPlot,
    Timeline,
)

WIDE = 780.0
NARROW = 328.0


class Drawing(NamedTuple):
    """A picture at one width; ``variant`` is wide, narrow or small (which fits both)."""

    variant: str
    svg: Markup


def drawings(picture: Picture, half: bool = False) -> tuple[Drawing, ...]:
    """Draw a picture at the widths it needs; ``half`` draws it for half a column only."""
    if half or isinstance(picture, Fan | Network):
        return (Drawing("small", draw(picture, NARROW, f"{picture.id}-small")),)
    return (
        Drawing("wide", draw(picture, WIDE, f"{picture.id}-wide")),
        Drawing("narrow", draw(picture, NARROW, f"{picture.id}-narrow")),
    )


DRAW: dict[type[Any], Callable[..., Markup]] = {
    AreaMap: draw_areas,
    DotPlot: draw_dots,
    Fan: draw_fan,
    HeatGrid: draw_heat,
    Network: draw_network,
    ProbabilityPlot: draw_probabilities,
    RankPlot: draw_ranks,
    ReliabilityPlot: draw_reliability,
    Timeline: draw_timeline,
}


def draw(picture: Picture, width: float, name: str) -> Markup:
    """Choose the drawing by the kind of picture."""
    return DRAW[type(picture)](picture, width, name)
