"""Histograms of ranks, a block of parameters each, with the band that chance alone would fill."""

from markupsafe import Markup

from regimelab.report.figures import svg
from regimelab.report.figures.scale import Scale
from regimelab.report.language import say
from regimelab.report.pictures import RankPanel, RankPlot

PANEL = 244.0  # px that a panel takes across
HEIGHT, TOP, FOOT = 96.0, 34.0, 26.0


def draw_ranks(plot: RankPlot, width: float, name: str) -> Markup:
    """Draw the panels in rows of as many as fit."""
    columns = max(1, int(width // PANEL))
    each = width / columns
    drawing = [
        _panel(panel, (number % columns) * each, (number // columns) * (TOP + HEIGHT + FOOT), each - 20)
        for number, panel in enumerate(plot.panels)
    ]
    rows = -(-len(plot.panels) // columns)
    height = rows * (TOP + HEIGHT + FOOT)
    return svg.frame(name, (width, height), plot.title, _described(plot), svg.together(drawing))


def _panel(panel: RankPanel, x: float, y: float, width: float) -> Markup:
    most = max(*panel.counts, panel.high, 1.0)
    up = Scale(0.0, float(most), y + TOP + HEIGHT, y + TOP)
    across = Scale(0.0, float(len(panel.counts)), x, x + width)
    corners = [(x, up.at(panel.low)), (x + width, up.at(panel.low))]
    corners += [(x + width, up.at(panel.high)), (x, up.at(panel.high))]
    steps: list[tuple[float, float]] = []
    for bin_, count in enumerate(panel.counts):
        steps += [(across.at(bin_), up.at(count)), (across.at(bin_ + 1), up.at(count))]
    return svg.together(
        [
            svg.text(x, y + 13, panel.label, "group"),
            svg.text(x, y + 28, panel.text, "unit"),
            svg.path(corners, "band90", closed=True),
            svg.path(steps, "median"),
            svg.line(x, up.at(0.0), x + width, up.at(0.0), "grid"),
            svg.text(x, up.at(0.0) + 15, say("lowest rank"), "tick"),
            svg.text(x + width, up.at(0.0) + 15, say("highest"), "tick", "end"),
        ]
    )


def _described(plot: RankPlot) -> str:
    """Say what the panels show to someone who cannot see them."""
    told = "; ".join(f"{panel.label}: {panel.text}" for panel in plot.panels)
    flat = say("A flat line within the band means a fit as sure as it should be.")
    return f"{plot.title}. {flat} {told}."
