"""What the lab is asked: doses, a scenario, moved assumptions, how many futures."""

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from regimelab.policy.comparison import Paired
    from regimelab.policy.course import Course


@dataclass(frozen=True)
class Dose:
    """How much of a lever, from when to when, in which states; no start is the first day still open.

    ``when`` and ``until`` name triggers of the region's portfolios.
    """

    lever: str
    level: float
    start: str | None = None
    end: str | None = None
    hosts: tuple[str, ...] = ()
    when: str | None = None
    until: str | None = None

    def written(self, first_day: date) -> dict[str, object]:
        """Write the dose as a portfolio file would."""
        raw: dict[str, object] = {"lever": self.lever, "level": self.level}
        raw["start"] = self.start or first_day.isoformat()
        rest = {"end": self.end, "hosts": self.hosts, "when": self.when, "until": self.until}
        return raw | {name: value for name, value in rest.items() if value}


@dataclass(frozen=True)
class Wanted:
    """Futures that are asked for; ``assumed`` moves the middle of priors, by label, as log rate ratios.

    ``members`` asks for each member, too; without, the region as a whole suffices.
    """

    scenario: str = "baseline"
    doses: tuple[Dose, ...] = ()
    assumed: dict[str, float] = field(default_factory=dict)
    futures: int = 200
    months: int = 24
    seed: int = 0
    members: bool = False

    @property
    def size(self) -> tuple[int, int, int]:
        """How many futures, how long, from which seed."""
        return self.futures, self.months, self.seed

    @property
    def waits(self) -> bool:
        """Whether a dose waits for what happens, so that futures are drawn more than once."""
        return any(dose.when or dose.until for dose in self.doses)


@dataclass(frozen=True)
class Moved:
    """What was asked, the course that it takes, and how it differs from doing nothing."""

    wanted: Wanted
    course: "Course"
    changes: "tuple[Paired, ...]"
