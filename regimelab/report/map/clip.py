"""What of a shape lies within the frame of a map."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

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
    for one, two in pairwise(line):
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
    shares = (np.arange(GRID) + 0.5) / GRID
    across, down = np.meshgrid(left + (right - left) * shares, top + (bottom - top) * shares, indexing="ij")
    x, y = across.ravel()[:, None], down.ravel()[:, None]
    inside = _holds(np.array(ring), x, y)
    room = np.where(inside, _room(np.array(ring), x, y), -1.0)
    best = int(room.argmax())
    return float(x[best, 0]), float(y[best, 0])


def _room(ring: np.ndarray, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Squared distance of each place from the nearest side of a ring, across counted for less than down."""
    x1, y1 = ring[:, 0] * FLAT, ring[:, 1]
    dx, dy = np.roll(x1, -1) - x1, np.roll(y1, -1) - y1
    length = dx**2 + dy**2
    along = ((x * FLAT - x1) * dx + (y - y1) * dy) / np.where(length == 0.0, 1.0, length)
    near = along.clip(0.0, 1.0)
    return ((x * FLAT - x1 - near * dx) ** 2 + (y - y1 - near * dy) ** 2).min(axis=1)


def _holds(ring: np.ndarray, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Whether each place lies inside a ring: an odd number of sides lie beside it."""
    x1, y1 = ring[:, 0], ring[:, 1]
    x2, y2 = np.roll(x1, -1), np.roll(y1, -1)
    level = (y1 > y) != (y2 > y)
    beside = x < (x2 - x1) * (y - y1) / np.where(y2 == y1, 1.0, y2 - y1) + x1
    return (level & beside).sum(axis=1) % 2 == 1


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
