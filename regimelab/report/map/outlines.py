"""Outlines of the world's countries, as they are shipped: lines that neighbours share, and rings of lines."""

import json
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

Place = tuple[float, float]  # longitude and latitude, in degrees
ASIDE = 0.5  # of the extent of places, beyond which nothing comes into view
Ring = tuple[int, ...]  # lines in their order; ~n is line n backwards


@dataclass(frozen=True)
class Outlines:
    """Lines in degrees, the rings of each country by its code, and which lines are disputed."""

    lines: tuple[tuple[Place, ...], ...]
    areas: dict[str, tuple[tuple[Ring, ...], ...]]
    disputed: frozenset[int]
    credit: str

    def rings(self, code: str) -> list[list[Place]]:
        """Give the rings of a country, holes among them."""
        return [self._ring(ring) for part in self.areas.get(code, ()) for ring in part]

    def near(self, places: list[Place]) -> "Outlines":
        """Keep the parts of countries that may come into view beside some places."""
        west, east = min(x for x, _ in places), max(x for x, _ in places)
        south, north = min(y for _, y in places), max(y for _, y in places)
        wide, tall = (east - west) * ASIDE + 5.0, (north - south) * ASIDE + 5.0
        view = west - wide, south - tall, east + wide, north + tall
        areas = {
            code: tuple(part for part in parts if _meets(self._ring(part[0]), view))
            for code, parts in self.areas.items()
        }
        return replace(self, areas={code: parts for code, parts in areas.items() if parts})

    def borders(self) -> dict[int, int]:
        """Count the countries that each line bounds: one where it is a coast, two where it is a border."""
        sides: dict[int, int] = {}
        for parts in self.areas.values():
            for index in {_line(at) for part in parts for ring in part for at in ring}:
                sides[index] = sides.get(index, 0) + 1
        return sides

    def _ring(self, ring: Ring) -> list[Place]:
        places: list[Place] = []
        for at in ring:
            line = self.lines[at] if at >= 0 else self.lines[~at][::-1]
            places += line if not places else line[1:]
        return places


def _line(at: int) -> int:
    """The line of a place in a ring, whichever way it is walked."""
    return at if at >= 0 else ~at


def _meets(line: list[Place], view: tuple[float, float, float, float]) -> bool:
    """Whether the box around a line meets the box in view."""
    west, south, east, north = view
    across, up = [x for x, _ in line], [y for _, y in line]
    return max(across) >= west and min(across) <= east and max(up) >= south and min(up) <= north


@cache
def read_outlines() -> Outlines:
    """Read the outlines of the world."""
    text = files("regimelab.report").joinpath("map/world.json").read_text(encoding="utf-8")
    kept = json.loads(text)
    areas = {
        code: tuple(tuple(tuple(ring) for ring in part) for part in parts)
        for code, parts in kept["areas"].items()
    }
    lines = tuple(_walked(steps, kept["step"]) for steps in kept["lines"])
    return Outlines(lines, areas, frozenset(kept["disputed"]), kept["about"]["producer"])


def _walked(steps: list[int], step: float) -> tuple[Place, ...]:
    """Walk from the first place step by step."""
    x = y = 0
    places: list[Place] = []
    for dx, dy in zip(steps[::2], steps[1::2], strict=True):
        x, y = x + dx, y + dy
        places.append((round(x * step, 4), round(y * step, 4)))
    return tuple(places)
