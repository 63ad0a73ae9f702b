"""Heat grid: portfolios against each other by outcome; the tint is how sure the difference is."""

from markupsafe import Markup

from regimelab.report.figures import svg
from regimelab.report.language import say
from regimelab.report.pictures import HeatCell, HeatGrid

LABELS = 216.0
ROW = 30.0
GAP = 3.0
STRONGEST = 0.72  # opacity where the difference is certain: dark text on it stays readable


def draw_heat(grid: HeatGrid, width: float, name: str) -> Markup:
    """Draw rows of outcomes under columns of pairs; a narrow grid puts labels above."""
    wide = width > 500
    left = LABELS if wide else 0.0
    cell = (width - left) / max(1, len(grid.columns))
    heads, y = _heads(grid, left, cell)
    drawn, links = [heads], svg.EMPTY
    side = ""
    for row, row_side, cells in zip(grid.rows, grid.sides, grid.cells, strict=True):
        if row_side != side:
            drawn.append(svg.text(0.0, y + 15, row_side.capitalize(), "group"))
            y += 24
        side = row_side
        label, y = _label(row, y, wide)
        drawn.append(label)
        for index, one in enumerate(cells):
            tint, number = _cell(one, left + index * cell, y, cell)
            drawn.append(tint)
            links += number
        y += ROW
    size = (width, y + 4)
    return svg.frame(name, size, grid.title, _described(grid), svg.together(drawn), links)


def _heads(grid: HeatGrid, left: float, cell: float) -> tuple[Markup, float]:
    """Set the names of the columns and give where the rows begin."""
    names = [svg.lines_of(column, cell - 10) for column in grid.columns]
    depth = max((len(name) for name in names), default=1)
    drawn = [
        svg.paragraph(left + (index + 0.5) * cell, 13 + 15.0 * (depth - len(name)), name, "tick", "middle")
        for index, name in enumerate(names)
    ]
    return svg.together(drawn), 15.0 * depth + 6


def _label(row: str, y: float, wide: bool) -> tuple[Markup, float]:
    """Set an outcome's name beside its cells, or above them."""
    if not wide:
        return svg.text(0.0, y + 14, row, "label"), y + 19
    parts = svg.lines_of(row, LABELS - 10)[:2]
    return svg.paragraph(LABELS - 10, y + 19 - 7.5 * (len(parts) - 1), parts, "label", "end"), y


def _cell(cell: HeatCell | None, x: float, y: float, width: float) -> tuple[Markup, Markup]:
    """Tint one cell by how far the probability is from even odds."""
    box = {"x": x + GAP / 2, "y": y, "width": width - GAP, "height": ROW - GAP, "rx": 2}
    if cell is None:
        return svg.element("rect", class_="uncompared", **box), svg.EMPTY
    tint = "better" if cell.probability >= 0.5 else "worse"
    opacity = f"{STRONGEST * 2 * abs(cell.probability - 0.5):.2f}"
    drawn = svg.element("rect", class_="cell", **box)
    drawn += svg.element("rect", class_=f"tint {tint}", fill_opacity=opacity, **box)
    label = svg.text(x + width / 2, y + 18, cell.text, "value", "middle")
    return drawn, svg.finding_link(cell.finding, label)


def _described(grid: HeatGrid) -> str:
    """Say what the grid shows to someone who cannot see it."""
    told = say(
        "Probability that the first portfolio of each pair does better; outcomes: {outcomes}; pairs: "
        "{pairs}.",
        outcomes=len(grid.rows),
        pairs=len(grid.columns),
    )
    return f"{told} {svg.all_numbers()}"
