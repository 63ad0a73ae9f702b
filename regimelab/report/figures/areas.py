"""Map of a region: members tinted by a quantity, each with its number and interval on it."""

from collections.abc import Sequence

from markupsafe import Markup

from regimelab.report.figures import svg
from regimelab.report.figures.scale import extent, tick_text
from regimelab.report.language import say
from regimelab.report.map.clip import clip_line, clip_ring, roomiest, size
from regimelab.report.map.outlines import Outlines, read_outlines
from regimelab.report.map.projection import Albers, around
from regimelab.report.pictures import AreaMap, MapArea

TALLEST = 0.54  # of the width
SMALL = 0.7  # of the width of a small map, whose members need the room
HEAD = 40.0
KEY = 34.0
STEPS = 5  # tints of the scale
NAMED = 5200.0  # px² of a neighbour in view that is named
Frame = tuple[Albers, float, float]  # projection, width, height


def draw_areas(areas: AreaMap, width: float, name: str) -> Markup:
    """Draw neighbours in grey, members in their tint, borders over them, disputed ones dashed."""
    world = read_outlines()
    places = [place for one in areas.areas for ring in world.rings(one.code) for place in ring]
    outlines = world.near(places)
    albers, height = around(places, width, width * (TALLEST if width > 500 else SMALL))
    frame = albers, width, height
    low, high = extent([0.0, *(one.estimate for one in areas.areas)])
    members = {one.code: _step(one.estimate, low, high) for one in areas.areas}
    land = [_land(code, members.get(code), outlines, frame) for code in outlines.areas]
    seen = svg.together([*land, *_borders(outlines, frame), *_neighbours(areas, outlines, frame)])
    window = svg.element("clipPath", _frame(width, height), id=f"{name}-frame")
    drawn = window + svg.element("g", seen, clip_path=f"url(#{name}-frame)") + _frame(width, height)
    marks = [_label(one, outlines, frame) for one in areas.areas]
    labels, links = svg.together([label for label, _ in marks]), svg.together([link for _, link in marks])
    moved = svg.element("g", drawn, labels, transform=f"translate(0 {HEAD:g})")
    linked = svg.element("g", links, transform=f"translate(0 {HEAD:g})")
    head = svg.text(0.0, 13.0, areas.title, "group") + svg.text(0.0, 29.0, areas.unit, "unit")
    key = _key(low, high, HEAD + height + 8)
    whole = (width, HEAD + height + KEY)
    return svg.frame(name, whole, areas.title, _described(areas), head + moved + key, linked)


def _step(value: float, low: float, high: float) -> int:
    """Give the tint of a value: equal steps from the lowest to the highest round value."""
    return min(STEPS - 1, int(STEPS * (value - low) / (high - low)))


def _land(code: str, tint: int | None, outlines: Outlines, frame: Frame) -> Markup:
    """Fill a country as far as it lies in the frame."""
    rings = _rings(code, outlines, frame)
    if not rings:
        return svg.EMPTY
    shape = "".join(_closed(ring) for ring in rings)
    class_ = "land" if tint is None else f"t{tint}"
    return svg.element("path", d=shape, class_=class_, fill_rule="evenodd")


def _closed(ring: Sequence[tuple[float, float]]) -> str:
    steps = "L".join(f"{x:.1f} {y:.1f}" for x, y in ring)
    return f"M{steps}Z"


def _rings(code: str, outlines: Outlines, frame: Frame) -> list[list[tuple[float, float]]]:
    """Project a country's rings and cut them to the frame."""
    albers, width, height = frame
    near = [ring for ring in outlines.rings(code) if not albers.torn(ring)]
    parts = [clip_ring(albers.at(ring), width, height) for ring in near]
    return [ring for ring in parts if len(ring) > 2]


def _borders(outlines: Outlines, frame: Frame) -> list[Markup]:
    """Draw coasts, borders and disputed borders, each once."""
    albers, width, height = frame
    drawn: list[Markup] = []
    for index, sides in sorted(outlines.borders().items()):
        class_ = "disputed" if index in outlines.disputed else "border" if sides > 1 else "coast"
        if albers.torn(outlines.lines[index]):
            continue
        line = albers.at(outlines.lines[index])
        drawn += [svg.path(stretch, class_) for stretch in clip_line(line, width, height)]
    return drawn


def _frame(width: float, height: float) -> Markup:
    """Draw the frame of the map."""
    return svg.path([(0.0, 0.0), (width, 0.0), (width, height), (0.0, height)], "frame", closed=True)


def _largest(code: str, outlines: Outlines, frame: Frame) -> list[tuple[float, float]]:
    return max(_rings(code, outlines, frame), key=size, default=[])


def _neighbours(areas: AreaMap, outlines: Outlines, frame: Frame) -> list[Markup]:
    """Name the neighbours of which enough is in view."""
    named: list[Markup] = []
    for code, name in areas.neighbours:
        ring = _largest(code, outlines, frame)
        if ring and size(ring) > NAMED:
            x, y = roomiest(ring)
            named.append(svg.text(x, y, name if frame[1] > 500 else code, "tick", "middle"))
    return named


def _label(one: MapArea, outlines: Outlines, frame: Frame) -> tuple[Markup, Markup]:
    """Set a member's name on it, and under the name its number with the interval."""
    x, y = roomiest(_largest(one.code, outlines, frame))
    name = one.label if frame[1] > 500 else one.code
    number = svg.finding_link(one.finding, svg.text(x, y + 11, one.text, "value onmark", "middle"))
    return svg.text(x, y - 4, name, "label onmark", "middle"), number


def _key(low: float, high: float, y: float) -> Markup:
    """Draw the scale of tints with its ends."""
    drawn = [
        svg.element("rect", x=30.0 * index, y=y, width=30.0, height=8.0, class_=f"t{index}")
        for index in range(STEPS)
    ]
    drawn.append(svg.text(0.0, y + 21, tick_text(low), "tick"))
    drawn.append(svg.text(30.0 * STEPS, y + 21, tick_text(high), "tick", "end"))
    return svg.together(drawn)


def _described(areas: AreaMap) -> str:
    """Say what the map shows to someone who cannot see it."""
    said = "; ".join(f"{one.label}: {one.text}" for one in areas.areas)
    return say("Map. {unit}, middle and interval: {members}.", unit=areas.unit, members=said)
