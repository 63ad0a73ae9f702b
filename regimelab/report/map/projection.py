"""From the globe to paper, areas kept true: Albers' conic projection around a region."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from regimelab.report.map.outlines import Place

MARGIN = 0.06  # of the region's extent, on each side
Point = tuple[float, float]  # px across and down


@dataclass(frozen=True)
class Albers:
    """Albers' equal-area conic with two standard parallels a sixth of the extent inside the region.

    Source: Snyder (1987), Map Projections: A Working Manual, USGS Professional Paper 1395, 98-103.
    """

    longitude: float
    latitude: float
    n: float
    c: float
    scale: float = 1.0
    shift: Point = (0.0, 0.0)

    def at(self, places: Sequence[Place]) -> list[Point]:
        """Give the points of places on paper; down is positive."""
        east, north = np.array(places).T
        turn = np.radians(self._east(east)) * self.n
        rho = self._radius(north)
        x, y = rho * np.sin(turn), rho * np.cos(turn) - self._radius(np.array([self.latitude]))
        across, down = self.scale * x + self.shift[0], self.scale * y + self.shift[1]
        return list(zip(across.tolist(), down.tolist(), strict=True))

    def torn(self, places: Sequence[Place]) -> bool:
        """Whether a line crosses the meridian opposite to the region, where the cone is cut open."""
        east = self._east(np.array([x for x, _ in places]))
        return bool((np.abs(np.diff(east)) > 180.0).any())

    def _east(self, longitude: np.ndarray) -> np.ndarray:
        """Degrees east of the region's middle, between -180 and 180."""
        return (longitude - self.longitude + 180.0) % 360.0 - 180.0

    def _radius(self, latitude: np.ndarray) -> np.ndarray:
        return np.sqrt(np.maximum(0.0, self.c - 2 * self.n * np.sin(np.radians(latitude)))) / self.n


def around(places: Sequence[Place], width: float, tallest: float) -> tuple[Albers, float]:
    """Fit a projection to places and a width in px; gives the height that it takes, too."""
    east, west = max(x for x, _ in places), min(x for x, _ in places)
    north, south = max(y for _, y in places), min(y for _, y in places)
    middle = (east + west) / 2, (north + south) / 2
    low, high = south + (north - south) / 6, north - (north - south) / 6
    n = (math.sin(math.radians(low)) + math.sin(math.radians(high))) / 2 or 1e-6
    c = math.cos(math.radians(low)) ** 2 + 2 * n * math.sin(math.radians(low))
    flat = Albers(middle[0], middle[1], n, c)
    points = flat.at(places)
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    top, bottom = min(y for _, y in points), max(y for _, y in points)
    room = 1.0 - 2 * MARGIN
    scale = min(width * room / (right - left), tallest * room / (bottom - top))
    height = (bottom - top) * scale / room
    shift = width / 2 - scale * (left + right) / 2, height / 2 - scale * (top + bottom) / 2
    return Albers(*middle, n, c, scale, shift), height
