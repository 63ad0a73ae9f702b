"""Outlines of the world's countries, as they are shipped: lines that neighbours share, and rings of lines."""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

Place = tuple[float, float]  # longitude and latitude, in degrees
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

    def borders(self) -> dict[int, int]:
        """Count the countries that each line bounds: one where it is a coast, two where it is a border."""
        sides: dict[int, int] = {}
        for parts in self.areas.values():
            for index in {at if at >= 0 else ~at for part in parts for ring in part for at in ring}:
                sides[index] = sides.get(index, 0) + 1
        return sides

    def _ring(self, ring: Ring) -> list[Place]:
        places: list[Place] = []
        for at in ring:
            line = self.lines[at] if at >= 0 else self.lines[~at][::-1]
            places += line if not places else line[1:]
        return places


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
