"""A reliability diagram: chances across, how often it happened up, the band of chances that are right."""

from markupsafe import Markup

from regimelab.report.figures import svg
from regimelab.report.figures.scale import Scale
from regimelab.report.pictures import ReliabilityPlot

LEFT, TOP, FOOT, RUG = 46.0, 30.0, 44.0, 7.0
LARGEST = 420.0  # px: a square larger than this says no more
TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)


def draw_reliability(plot: ReliabilityPlot, width: float, name: str) -> Markup:
    """Draw a square with its diagonal, the band, the curve and a mark for each forecast."""
    side = min(width - LEFT - 14.0, LARGEST)
    across, up = Scale(0.0, 1.0, LEFT, LEFT + side), Scale(0.0, 1.0, TOP + side, TOP)
    drawing = [
        *_axes(across, up),
        svg.path(_band(plot, across, up), "band90", closed=True),
        svg.line(across.first, up.first, across.last, up.last, "reference"),
        svg.path([(across.at(x), up.at(y)) for x, y in zip(plot.chances, plot.often, strict=True)], "median"),
        *(svg.line(across.at(x), up.first - RUG, across.at(x), up.first, "stem") for x in plot.chances),
        svg.text(LEFT, 16.0, "How often it happened", "unit"),
        svg.text(LEFT + side, TOP + side + 34.0, "Chance that was forecast", "unit", "end"),
        svg.text(
            LEFT + side - 8.0, up.at(0.04), "shaded: where right chances lie, 9 times in 10", "tick", "end"
        ),
    ]
    return svg.frame(
        name,
        (LEFT + side + 24.0, TOP + side + FOOT),
        plot.title,
        f"{plot.title}. {plot.text}",
        svg.together(drawing),
    )


def _axes(across: Scale, up: Scale) -> list[Markup]:
    marks = []
    for tick in TICKS:
        marks.append(svg.line(across.first, up.at(tick), across.last, up.at(tick), "grid"))
        marks.append(svg.text(across.first - 8.0, up.at(tick) + 4.0, f"{tick:.0%}", "tick", "end"))
        marks.append(svg.text(across.at(tick), up.first + 16.0, f"{tick:.0%}", "tick", "middle"))
    return marks


def _band(plot: ReliabilityPlot, across: Scale, up: Scale) -> list[tuple[float, float]]:
    """Corners of the band, there along its top and back along its foot."""
    places = [across.at(chance) for chance in plot.chances]
    top = [(x, up.at(y)) for x, y in zip(places, plot.high, strict=True)]
    foot = [(x, up.at(y)) for x, y in zip(places, plot.low, strict=True)]
    return top + foot[::-1]
