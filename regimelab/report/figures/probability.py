"""Claims on one scale from contradicted to supported, with the two thresholds of the rule."""

from markupsafe import Markup

from regimelab.report.figures import svg
from regimelab.report.figures.scale import Scale, tick_text
from regimelab.report.language import say
from regimelab.report.pictures import ProbabilityPlot, ProbabilityRow

LABELS = 380.0
VALUES = 78.0
TOP = 26.0


def draw_probabilities(plot: ProbabilityPlot, width: float, name: str) -> Markup:
    """Draw one line a claim: a stem from even odds to the probability, and the number."""
    wide = width > 500
    across = Scale(0.0, 1.0, LABELS + 8, width - VALUES) if wide else Scale(0.0, 1.0, 8.0, width - 8)
    drawing: list[Markup] = []
    links: list[Markup] = []
    y = TOP
    for row in plot.rows:
        middle, label, y = _place(row, width, y, wide)
        drawing.append(label + _stem(row, across, middle))
        links.append(_number(row, width, middle if wide else middle - 17))
    drawing.insert(0, _zones(plot, across, y))
    size = (width, y + 24)
    return svg.frame(name, size, plot.title, _described(plot), svg.together(drawing), svg.together(links))


def _place(row: ProbabilityRow, width: float, y: float, wide: bool) -> tuple[float, Markup, float]:
    """Give the line's height on the page, its label, and where the next begins."""
    parts = svg.lines_of(row.label, LABELS if wide else width - VALUES)
    height = 15.0 * len(parts) + 9
    if wide:
        first = y + height / 2 + 4 - 7.5 * (len(parts) - 1)
        return y + height / 2, svg.paragraph(0.0, first, parts, "label"), y + height
    return y + height + 5, svg.paragraph(0.0, y + 13, parts, "label"), y + height + 18


def _stem(row: ProbabilityRow, across: Scale, y: float) -> Markup:
    """Draw the probability, or an empty ring where the claim is not yet tested."""
    if row.probability is None:
        return svg.element("circle", cx=across.at(0.5), cy=y, r=4.2, class_="untested")
    x = across.at(row.probability)
    stem = svg.line(across.at(0.5), y, x, y, "stem")
    return stem + svg.element("circle", cx=x, cy=y, r=4.8, class_=f"dot {row.verdict}")


def _number(row: ProbabilityRow, width: float, y: float) -> Markup:
    """Set the probability as a link, or say that there is none."""
    label = svg.text(width, y + 4, row.text, "value", "end")
    return svg.finding_link(row.finding, label) if row.finding else label


def _zones(plot: ProbabilityPlot, across: Scale, bottom: float) -> Markup:
    """Shade the two zones where the rule gives a verdict, and name all three."""
    low, high = across.at(plot.contradicted_at), across.at(plot.supported_at)
    drawn = [
        svg.element(
            "rect",
            x=across.first,
            y=TOP - 4,
            width=low - across.first,
            height=bottom - TOP + 4,
            class_="zone",
        ),
        svg.element(
            "rect", x=high, y=TOP - 4, width=across.last - high, height=bottom - TOP + 4, class_="zone"
        ),
        svg.line(across.at(0.5), TOP - 4, across.at(0.5), bottom, "grid"),
        svg.text(across.first, TOP - 11, say("contradicted"), "tick"),
        svg.text(across.at(0.5), TOP - 11, say("undetermined"), "tick", "middle"),
        svg.text(across.last, TOP - 11, say("supported"), "tick", "end"),
    ]
    marks = (0.0, plot.contradicted_at, 0.5, plot.supported_at, 1.0)
    drawn += [svg.text(across.at(mark), bottom + 15, tick_text(mark), "tick", "middle") for mark in marks]
    return svg.together(drawn)


def _described(plot: ProbabilityPlot) -> str:
    """Say what the plot shows to someone who cannot see it."""
    said = "; ".join(f"{row.label}: {row.text}" for row in plot.rows)
    return say("Probability that each claim holds, given the evidence. {claims}.", claims=said)
