"""Fan chart: what may happen, as a median with its 50 % and 90 % bands."""

from collections.abc import Sequence

from markupsafe import Markup

from regimelab.report.dates import month_text, short_month_text
from regimelab.report.figures import svg
from regimelab.report.figures.scale import Scale, after_months, extent, tick_text, ticks
from regimelab.report.language import message, say
from regimelab.report.numbers import figure_text
from regimelab.report.pictures import Fan

LEFT = 30.0
RIGHT = 78.0
TOP = 50.0
BOTTOM = 140.0
DATED = 170.0  # px of an axis that has room for three dates


def draw_fan(fan: Fan, width: float, name: str) -> Markup:
    """Draw the bands and the median, with the last month's numbers at their end."""
    across = Scale(float(-fan.look), max(fan.months), LEFT, width - RIGHT)
    ceiling = fan.ceiling if fan.ceiling is not None else max([*fan.q95, *fan.past])
    low, high = extent([0.0, min(fan.q05), ceiling])
    up = Scale(low, high, BOTTOM, TOP)
    drawing = svg.together(
        [
            svg.text(0.0, 13.0, fan.title, "group"),
            svg.text(0.0, 29.0, fan.unit, "unit"),
            _marked(fan, across),
            _axes(fan, across, up),
            _band(fan.months, fan.q05, fan.q95, across, up, "band90"),
            _band(fan.months, fan.q25, fan.q75, across, up, "band50"),
            svg.path(_points(fan.months, fan.q50, across, up), "median"),
            _before(fan, across, up),
        ]
    )
    return svg.frame(name, (width, BOTTOM + 26), fan.title, _described(fan), drawing, _end(fan, across, up))


def _points(
    months: Sequence[float], values: Sequence[float], across: Scale, up: Scale
) -> list[tuple[float, float]]:
    """Place a path on the page."""
    return [(across.at(month), up.at(value)) for month, value in zip(months, values, strict=True)]


def _band(
    months: Sequence[float],
    low: Sequence[float],
    high: Sequence[float],
    across: Scale,
    up: Scale,
    class_: str,
) -> Markup:
    """Fill the area between two quantiles."""
    edge = _points(months, high, across, up) + _points(months, low, across, up)[::-1]
    return svg.path(edge, class_, closed=True)


def _marked(fan: Fan, across: Scale) -> Markup:
    """Shade a stretch of months and say what it is."""
    if fan.marked is None:
        return svg.EMPTY
    left, right = (across.at(month) for month in fan.marked)
    area = svg.path([(left, TOP), (right, TOP), (right, BOTTOM), (left, BOTTOM)], "window", closed=True)
    return area + svg.text(left + 3, TOP + 10, fan.marked_label, "tick")


def _before(fan: Fan, across: Scale, up: Scale) -> Markup:
    """Draw what was recorded, and the rule where the record ends."""
    if not fan.look:
        return svg.EMPTY
    x = across.at(0.0)
    rule = svg.line(x, TOP - 10, x, BOTTOM, "reference") + svg.text(
        x + 4, TOP - 4, say("record ends"), "tick"
    )
    if not fan.past:
        return rule + svg.text(LEFT + 4, BOTTOM - 6, say("no such act on record"), "tick")
    months = [float(month) for month in range(1 - len(fan.past), 1)]
    return rule + svg.path(_points(months, fan.past, across, up), "past")


def _axes(fan: Fan, across: Scale, up: Scale) -> Markup:
    """Draw the levels and the dates."""
    drawn: list[Markup] = []
    for tick in ticks(up.low, up.high, 3):
        y = up.at(tick)
        drawn.append(svg.line(across.first, y, across.last, y, "grid"))
        drawn.append(svg.text(LEFT - 6, y + 4, tick_text(tick), "tick", "end"))
    last = max(fan.months)
    first = float(-fan.look)
    shown = ((first, "start"), ((first + last) / 2, "middle"), (last, "end"))
    for month, anchor in shown if across.last - across.first > DATED else shown[::2]:
        label = short_month_text(after_months(fan.start, month))
        drawn.append(svg.text(across.at(month), BOTTOM + 18, label, "tick", anchor))
    return svg.together(drawn)


def _end(fan: Fan, across: Scale, up: Scale) -> Markup:
    """Set the last month's median and interval where the fan ends."""
    middle, _, interval = fan.text.partition(" ")
    y = min(BOTTOM - 16, max(TOP + 8, up.at(fan.q50[-1])))
    x = across.last + 8
    number = svg.text(x, y + 2, middle, "value strong") + svg.text(x, y + 17, interval, "value")
    return svg.finding_link(fan.finding, number)


def _described(fan: Fan) -> str:
    """Say what the fan shows to someone who cannot see it."""
    end = after_months(fan.start, max(fan.months))
    marked = say("; shaded: {stretch}", stretch=fan.marked_label) if fan.marked else ""
    marked += _recorded(fan)
    told = say(
        "{title}, {unit}, {first} to {last}: median and 90 % band at the end {number}{marked}.",
        title=fan.title,
        unit=fan.unit,
        first=month_text(fan.start),
        last=month_text(end),
        number=fan.text,
        marked=marked,
    )
    return f"{told} {svg.all_numbers()}"


def _recorded(fan: Fan) -> str:
    """Say between what the record lay."""
    if not fan.past:
        return ""
    least, most = (figure_text(value, 0) for value in (min(fan.past), max(fan.past)))
    told = message("; in the {months} months recorded before, between {least} and {most}")
    return say(told, months=len(fan.past) - 1, least=least, most=most)
