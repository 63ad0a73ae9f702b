"""A number as regimelab reports it: with interval, unit, basis, method and sources."""

from dataclasses import dataclass, field
from typing import Literal

Basis = Literal["estimated", "pooled", "assumed"]

SUPPORTED_AT = 0.9  # nine to one, the odds at which a careful reader would act on a claim; assumed
CONTRADICTED_AT = 0.1
BEYOND_CHANCE_AT = 0.05  # p-value up to which something is told from chance; assumed: the custom
QUANTILE_90 = 1.6449  # of the normal distribution: half a 90 % interval, in standard deviations
QUANTILE_95 = 1.96  # half a 95 % interval
VERDICT_RULE = (
    f"supported if every reading of the evidence gives at least {SUPPORTED_AT:.1f}, contradicted if every "
    f"reading gives at most {CONTRADICTED_AT:.1f}, undetermined otherwise; the probability of a claim is "
    "that of the most cautious posterior reading, the one nearest one half, and a null made by shuffling "
    "can only keep a verdict open"
)


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
