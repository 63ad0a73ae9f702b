"""What of a shape lies within the frame of a map."""

from collections.abc import Sequence

Point = tuple[float, float]
GRID = 24  # places tried across and down
FLAT = 0.45  # how much a px across counts against one down


def clip_ring(ring: Sequence[Point], width: float, height: float) -> list[Point]:
    """Cut a ring to a frame (Sutherland and Hodgman, 1974)."""
    kept = list(ring)
    for axis, bound, side in ((0, 0.0, 1), (0, width, -1), (1, 0.0, 1), (1, height, -1)):
        kept = _cut(kept, axis, bound, side)
    return kept


def clip_line(line: Sequence[Point], width: float, height: float) -> list[list[Point]]:
    """Give the stretches of a line whose pieces touch the frame."""
    stretches: list[list[Point]] = []
    open_ = False
    for one, two in zip(line, line[1:], strict=False):
        if _apart(one, two, width, height):
            open_ = False
            continue
        if not open_:
            stretches.append([one])
        stretches[-1].append(two)
        open_ = True
    return stretches


def size(ring: Sequence[Point]) -> float:
    """Area that a ring encloses, in square px."""
    return (
        abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True))) / 2
    )


def roomiest(ring: Sequence[Point]) -> Point:
    """Give the place inside a ring that has most room around it, on a grid; words are wider than tall."""
    if not ring:
        return 0.0, 0.0
    left, right = min(x for x, _ in ring), max(x for x, _ in ring)
    top, bottom = min(y for _, y in ring), max(y for _, y in ring)
    grid = [
        (left + (right - left) * (column + 0.5) / GRID, top + (bottom - top) * (row + 0.5) / GRID)
        for column in range(GRID)
        for row in range(GRID)
    ]
    inside = [place for place in grid if _holds(ring, place)] or [ring[0]]
    flat = [(x * FLAT, y) for x, y in ring]
    sides = list(zip(flat, [*flat[1:], flat[0]], strict=True))
    return max(inside, key=lambda place: min(_room((place[0] * FLAT, place[1]), *side) for side in sides))


def _room(place: Point, one: Point, two: Point) -> float:
    """Squared distance of a place from a side of a ring."""
    (x, y), (x1, y1), (x2, y2) = place, one, two
    length = (x2 - x1) ** 2 + (y2 - y1) ** 2
    along = 0.0 if length == 0 else ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / length
    near = min(1.0, max(0.0, along))
    return (x - x1 - near * (x2 - x1)) ** 2 + (y - y1 - near * (y2 - y1)) ** 2


def _holds(ring: Sequence[Point], place: Point) -> bool:
    """Whether a place lies inside a ring."""
    x, y = place
    crossed = False
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            crossed = not crossed
    return crossed


def _cut(ring: list[Point], axis: int, bound: float, side: int) -> list[Point]:
    """Keep what lies on one side of a line of the frame."""
    kept: list[Point] = []
    for index, two in enumerate(ring):
        one = ring[index - 1]
        before, after = side * (one[axis] - bound), side * (two[axis] - bound)
        if (before < 0) != (after < 0):
            share = before / (before - after)
            kept.append((one[0] + share * (two[0] - one[0]), one[1] + share * (two[1] - one[1])))
        if after >= 0:
            kept.append(two)
    return kept


def _apart(one: Point, two: Point, width: float, height: float) -> bool:
    """Whether both ends lie beyond the same line of the frame."""
    return (
        max(one[0], two[0]) < 0
        or min(one[0], two[0]) > width
        or max(one[1], two[1]) < 0
        or min(one[1], two[1]) > height
    )
