"""One line of the table of benchmarks, and how it is measured."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """A measured number: median and range over runs, and the number to reach if there is one."""

    what: str
    unit: str
    values: tuple[float, ...]
    reach: float | None = None
    more_is_better: bool = False

    @property
    def median(self) -> float:
        """Median over the runs."""
        return statistics.median(self.values)

    @property
    def holds(self) -> bool | None:
        """Whether the median reaches its number; ``None`` if none was set."""
        if self.reach is None:
            return None
        return self.median >= self.reach if self.more_is_better else self.median <= self.reach

    def cells(self) -> tuple[str, ...]:
        """The row as the table shows it."""
        sign = "≥" if self.more_is_better else "≤"
        reach = "" if self.reach is None else f"{sign} {self.reach:g} {self.unit}"
        numbers = (f"{value:.3g} {self.unit}" for value in (self.median, min(self.values), max(self.values)))
        return (self.what, *numbers, reach, {True: "yes", False: "NO", None: ""}[self.holds])


def seconds(call: Callable[[], object], runs: int = 5) -> tuple[float, ...]:
    """Time a call several times after one that warms it up; the call must wait for its result."""
    call()
    times: list[float] = []
    for _ in range(runs):
        begun = time.perf_counter()
        call()
        times.append(time.perf_counter() - begun)
    return tuple(times)
