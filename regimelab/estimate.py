"""A number as regimelab reports it: with interval, unit, basis, method and sources."""

from dataclasses import dataclass, field
from typing import Literal

Basis = Literal["estimated", "pooled", "assumed"]


@dataclass(frozen=True)
class Estimate:
    """A quantity with its interval; ``None`` is unknown, which is not zero.

    ``low`` and ``high`` bound the central ``level`` of the probability. ``sources`` holds
    the ids of the evidence rows (``CH0001``) or source names that the number rests on.
    """

    estimate: float | None
    low: float | None
    high: float | None
    unit: str
    method: str
    data: str
    basis: Basis = "estimated"
    level: float = 0.9
    sources: tuple[str, ...] = field(default=())

    @property
    def known(self) -> bool:
        """Whether there is a number at all."""
        return self.estimate is not None


def unknown(unit: str, method: str, data: str) -> Estimate:
    """Report a quantity that the evidence cannot give."""
    return Estimate(None, None, None, unit, method, data)
