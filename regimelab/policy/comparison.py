"""What a comparison of portfolios says, and what each part of it rests on."""

from dataclasses import dataclass, field

from regimelab.interval import Estimate
from regimelab.policy.outcomes import OUTCOME, Outcome

NOTICEABLE = 0.05  # of the rival's level; smaller changes drown in the priors: assumed
CERTAIN = 2.0  # Monte Carlo standard errors


@dataclass(frozen=True)
class Cell:
    """One outcome of one portfolio in one scenario; ``actor`` is a member, or none for the region."""

    portfolio: str
    scenario: str
    outcome: str
    estimate: Estimate
    actor: str | None = None


@dataclass(frozen=True)
class Paired:
    """One portfolio less another, future by future, on the same random numbers.

    ``probability_better`` is the share of futures in which the portfolio does better, with half
    of those in which both do the same. ``error`` is the Monte Carlo standard error of the
    difference, and ``level`` the rival's level. ``assumed_share`` is the share of the difference's
    variance over futures that the assumed effects alone account for; the rest is uncertainty of
    the fitted model, and chance. It is unknown where the difference does not vary.

    ``moves`` says whether the outcome gets better on average (1), worse (-1), or no different that
    could be told (0): a difference is told if it exceeds both two Monte Carlo standard errors and a
    twentieth of the level that it is compared with.
    """

    portfolio: str
    against: str
    scenario: str
    outcome: str
    difference: Estimate
    probability_better: float
    error: float
    level: float
    assumed_share: float | None
    actor: str | None = None
    moves: int = field(init=False)

    def __post_init__(self) -> None:
        """Compute which way the outcome moves."""
        object.__setattr__(self, "moves", self._way())

    def _way(self) -> int:
        apart = self.difference.estimate or 0.0
        if abs(apart) <= max(CERTAIN * self.error, NOTICEABLE * abs(self.level)):
            return 0
        return 1 if (apart > 0) == (OUTCOME[self.outcome].better == "high") else -1


@dataclass(frozen=True)
class Harm:
    """A member whose society is repressed more under a portfolio than if nothing is done."""

    member: str
    portfolio: str
    scenario: str
    difference: Estimate
    probability_worse: float


@dataclass(frozen=True)
class Assumption:
    """A number of a lever or a scenario, with its prior and the reason for it."""

    title: str
    estimate: Estimate
    reason: str
    source: str


@dataclass(frozen=True)
class DoseCost:
    """What a dose costs a year while it runs, in all its hosts: an order of magnitude."""

    portfolio: str
    lever: str
    estimate: Estimate
    reason: str
    source: str


@dataclass(frozen=True)
class Firing:
    """In what share of the futures of a portfolio in a scenario a trigger fired."""

    portfolio: str
    scenario: str
    trigger: str
    share: float


@dataclass(frozen=True)
class Comparison:
    """Portfolios in every scenario on the same futures.

    ``cells`` and ``paired`` are of the region, ``members`` the levels of each member. ``contains``
    says what the intervals are made of; ``capped`` is the largest share of rates held at the
    engine's ceiling in any run.
    """

    outcomes: tuple[Outcome, ...]
    cells: tuple[Cell, ...]
    paired: tuple[Paired, ...]
    members: tuple[Cell, ...]
    harmed: tuple[Harm, ...]
    flags: tuple[str, ...]
    assumptions: tuple[Assumption, ...]
    costs: tuple[DoseCost, ...]
    contains: str
    futures: int
    months: int
    seed: int
    capped: float
    fired: tuple[Firing, ...] = ()
