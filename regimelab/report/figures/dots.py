"""Dot-and-interval plot: a pale bar for the interval, a dot for the middle, the number beside it."""

import math

from markupsafe import Markup

from regimelab.report.figures import svg
from regimelab.report.figures.scale import Scale, extent, log_extent, tick_text
from regimelab.report.language import say
from regimelab.report.pictures import DotPlot, IntervalRow

LABELS = 236.0  # px for labels left of a wide plot
VALUES = 132.0  # px for numbers right of a wide plot
GROUP = 27.0
BESIDE_BAR = 8.0  # px of a grid line above and below a bar of a narrow plot, whose texts stand between bars


def draw_dots(plot: DotPlot, width: float, name: str) -> Markup:
    """Draw the plot at a width; a narrow one puts each label above its bar."""
    wide = width > 500
    across = _across(plot, width, wide)
    drawing: list[Markup] = []
    links: list[Markup] = []
    bars: list[float] = []
    y, group = 14.0, ""
    for row in plot.rows:
        if row.group and row.group != group:
            parts = svg.lines_of(row.group, width)
            drawing.append(svg.paragraph(0.0, y + 19, parts, "group"))
            y += GROUP + 15.0 * (len(parts) - 1)
        group = row.group
        bar, number, middle, y = (_wide_row if wide else _narrow_row)(row, across, width, y)
        drawing.append(bar)
        links.append(number)
        bars.append(middle)
    clear = [(6.0, y + 4)] if wide else [(middle - BESIDE_BAR, middle + BESIDE_BAR) for middle in bars]
    drawing.insert(0, _axis(plot, across, clear, y + 4))
    height = y + 44
    return svg.frame(
        name, (width, height), plot.title, _described(plot), svg.together(drawing), svg.together(links)
    )


def _across(plot: DotPlot, width: float, wide: bool) -> Scale:
    """Give the scale of values across the page."""
    ends = [end for row in plot.rows for end in (row.low, row.high, row.estimate)]
    low, high = plot.bounds or (
        log_extent(ends) if plot.logarithmic else extent(ends, 0.0 if plot.from_zero else plot.reference)
    )
    first, last = (LABELS + 8, width - VALUES) if wide else (8.0, width - 8)
    return Scale(low, high, first, last, plot.logarithmic)


def _wide_row(row: IntervalRow, across: Scale, width: float, y: float) -> tuple[Markup, Markup, float, float]:
    """Draw label, bar and number on one line; give the middle of the bar, and where the row ends."""
    parts = svg.lines_of(row.label, LABELS)
    height = max(38.0 if row.beside else 24.0, 15.0 * len(parts) + 8)
    middle = y + height / 2
    label = svg.paragraph(LABELS - 8, middle + 4 - 7.5 * (len(parts) - 1), parts, "label", "end")
    number = svg.finding_link(row.finding, svg.text(width, middle + 4, row.text, "value", "end"))
    return label + _bar(row, across, middle), number + _beside(row, width, middle + 18), middle, y + height


def _narrow_row(
    row: IntervalRow, across: Scale, width: float, y: float
) -> tuple[Markup, Markup, float, float]:
    """Draw label and number above the bar; give the middle of the bar, and where the row ends."""
    parts = svg.lines_of(row.label, width - VALUES)
    label = svg.paragraph(0.0, y + 13, parts, "label")
    number = svg.finding_link(row.finding, svg.text(width, y + 13, row.text, "value", "end"))
    bar_at = y + 15 * max(len(parts), 2 if row.beside else 1) + 9
    return label + _bar(row, across, bar_at), number + _beside(row, width, y + 27), bar_at, bar_at + 14


def _beside(row: IntervalRow, width: float, y: float) -> Markup:
    """Set a second number under the first, where there is one."""
    if not row.beside:
        return svg.EMPTY
    return svg.finding_link(row.beside_finding, svg.text(width, y, row.beside, "value", "end"))


def _bar(row: IntervalRow, across: Scale, y: float) -> Markup:
    """Draw the interval and its middle; an end beyond the axis keeps an arrow."""
    colour = f"c{row.colour % 6}"
    bar = svg.line(across.at(row.low), y, across.at(row.high), y, f"interval {colour}")
    arrows = [_arrow(across, end, y, colour) for end in (row.low, row.high)]
    dot = svg.element("circle", cx=across.at(row.estimate), cy=y, r=4.2, class_=f"dot {colour}")
    return bar + svg.together(arrows) + dot


def _arrow(across: Scale, end: float, y: float, colour: str) -> Markup:
    """Draw an arrow where an interval goes on beyond the axis."""
    if across.low <= end <= across.high and math.isfinite(end):
        return svg.EMPTY
    way = 1.0 if end > across.high else -1.0
    x = across.at(end)
    return svg.path([(x, y - 5), (x + 6 * way, y), (x, y + 5)], f"arrow {colour}", closed=True)


def _axis(plot: DotPlot, across: Scale, clear: list[tuple[float, float]], bottom: float) -> Markup:
    """Draw ticks, the unit, and grid lines and the line of reference where no text stands."""
    drawn: list[Markup] = []
    for tick in across.ticks():
        x = across.at(tick)
        drawn += [svg.line(x, first, x, last, "grid") for first, last in clear]
        drawn.append(svg.text(x, bottom + 16, tick_text(tick), "tick", "middle"))
    drawn.append(svg.text((across.first + across.last) / 2, bottom + 34, plot.unit, "unit", "middle"))
    if plot.reference is not None:
        x = across.at(plot.reference)
        drawn += [svg.line(x, first, x, last, "reference") for first, last in clear]
        drawn.append(svg.text(x, 5.0, plot.reference_label, "tick", "middle"))
    return svg.together(drawn)


def _described(plot: DotPlot) -> str:
    """Say what the plot shows to someone who cannot see it."""
    said = "; ".join(
        f"{f'{row.group}, ' if row.group else ''}{row.label}: {row.text}" for row in plot.rows[:12]
    )
    more = say("; and {count} more", count=len(plot.rows) - 12) if len(plot.rows) > 12 else ""
    told = say("{unit}, middle and interval. {rows}{more}.", unit=plot.unit, rows=said, more=more)
    return f"{told} {svg.all_numbers() if plot.where_numbers is None else plot.where_numbers}".strip()
