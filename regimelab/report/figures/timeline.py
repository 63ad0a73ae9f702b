"""Crises and meetings in time: one line a member, one for what they do together."""

from datetime import date

from markupsafe import Markup

from regimelab.report.dates import month_text
from regimelab.report.figures import svg
from regimelab.report.figures.scale import Scale
from regimelab.report.language import message, say
from regimelab.report.pictures import Lane, Mark, Timeline

TOP = 42.0
LANE = 30.0
KEY = (
    ("unrest", message("protest and unrest")),
    ("armed", message("armed clash or attack")),
    ("repression", message("mass repression")),
    ("turnover", message("leader forced out")),
    ("meeting", message("meeting")),
)


def draw_timeline(timeline: Timeline, width: float, name: str) -> Markup:
    """Draw lanes, windows of handover, the shock, and a mark an act."""
    left = 128.0 if width > 500 else 44.0
    first, last = float(timeline.start.toordinal()), float(timeline.end.toordinal())
    across = Scale(first, last, left, width - 8)
    bottom = TOP + LANE * len(timeline.lanes)
    drawn = [_years(timeline, across, bottom), _shock(timeline, across, bottom)]
    for index, lane in enumerate(timeline.lanes):
        drawn.append(_lane(lane, TOP + LANE * (index + 0.5), across, width > 500))
    key, height = _key(timeline, width, bottom + 40)
    drawn.append(key)
    return svg.frame(name, (width, height), timeline.title, _described(timeline), svg.together(drawn))


def _place(day: date, across: Scale) -> float:
    """Give the place of a day."""
    return across.at(float(day.toordinal()))


def _years(timeline: Timeline, across: Scale, bottom: float) -> Markup:
    """Draw a line where each year begins."""
    drawn: list[Markup] = []
    for year in range(timeline.start.year, timeline.end.year + 1):
        x = _place(date(year, 1, 1), across)
        drawn.append(svg.line(x, TOP, x, bottom, "grid"))
        drawn.append(svg.text(x + 3, bottom + 15, str(year), "tick"))
    return svg.together(drawn)


def _shock(timeline: Timeline, across: Scale, bottom: float) -> Markup:
    """Draw and name the dated shock."""
    if timeline.shock is None:
        return svg.EMPTY
    x = _place(timeline.shock, across)
    label = svg.text(x - 4, 15.0, timeline.shock_label, "tick", "end")
    return svg.line(x, 6.0, x, bottom, "reference") + label


def _lane(lane: Lane, y: float, across: Scale, wide: bool) -> Markup:
    """Draw one lane: its name, its windows, its marks."""
    drawn = [_lane_name(lane.label, y, across, wide), svg.line(across.first, y, across.last, y, "lane")]
    for start, end in lane.windows:
        x = _place(start, across)
        wide_by = max(2.0, _place(end, across) - x)
        drawn.append(svg.element("rect", x=x, y=y - 12, width=wide_by, height=24.0, class_="window"))
    drawn += [_mark(mark, y, across) for mark in lane.marks]
    return svg.together(drawn)


def _lane_name(label: str, y: float, across: Scale, wide: bool) -> Markup:
    """Name a lane before its line, or above it where the margin is too narrow for the name."""
    if wide or len(label) * svg.CHARACTER <= across.first:
        return svg.text(0.0, y + 4, label, "label")
    return svg.text(0.0, y - 10, label, "tick")


def _mark(mark: Mark, y: float, across: Scale) -> Markup:
    """Draw one act: a bar as long as its date is uncertain, a disc as large as the act."""
    first, last = _place(mark.start, across), _place(mark.end, across)
    middle = (first + last) / 2
    if mark.role == "meeting":
        shape = svg.line(middle, y - 7, middle, y + 7, "tickmark meeting")
    else:
        shape = svg.element("circle", cx=middle, cy=y, r=2.0 + 0.85 * mark.size, class_=f"mark {mark.role}")
    return svg.line(first, y, last, y, f"dated {mark.role}") + shape


def _key(timeline: Timeline, width: float, y: float) -> tuple[Markup, float]:
    """Name the marks that occur, on as many lines as they need, and give the height used."""
    used = {mark.role for lane in timeline.lanes for mark in lane.marks}
    drawn: list[Markup] = []
    x = 0.0
    shown = [(role, say(label)) for role, label in KEY if role in used] + _window_key(timeline)
    for role, label in shown:
        needed = 24 + svg.CHARACTER * len(label)
        if x + needed > width:
            x, y = 0.0, y + 20
        drawn.append(_key_mark(role, x + 6, y) + svg.text(x + 16, y + 4, label, "tick"))
        x += needed
    return svg.together(drawn), y + 14


def _window_key(timeline: Timeline) -> list[tuple[str, str]]:
    """Name the windows of handover where there are any."""
    return [("window", say("window of handover"))] if any(lane.windows for lane in timeline.lanes) else []


def _key_mark(role: str, x: float, y: float) -> Markup:
    """Draw the sample of one kind of mark."""
    if role == "meeting":
        return svg.line(x, y - 6, x, y + 6, "tickmark meeting")
    if role == "window":
        return svg.element("rect", x=x - 5, y=y - 6, width=10.0, height=12.0, class_="window")
    return svg.element("circle", cx=x, cy=y, r=5.0, class_=f"mark {role}")


def _described(timeline: Timeline) -> str:
    """Say what the timeline shows to someone who cannot see it."""
    said = "; ".join(f"{lane.label}: {len(lane.marks)}" for lane in timeline.lanes)
    return say(
        "Acts by lane, {first} to {last}. {lanes}. Larger discs are graver acts.",
        first=month_text(timeline.start),
        last=month_text(timeline.end),
        lanes=said,
    )
