"""What the files of options may refer to: actors and their classes, levers, the day after the evidence."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from regimelab.codebook import DAYS_PER_MONTH
from regimelab.history import History

MEMBER = "member"
ANY = "any"


class Reach(NamedTuple):
    """How far a lever can be moved, and in which states; no hosts listed are all members."""

    low: float
    high: float
    hosts: tuple[str, ...]


class Known(NamedTuple):
    """Names that the files of options are held against, and the first day that is still open.

    ``region`` is the region's code; blank where a file for any region is welcome.
    """

    actors: tuple[str, ...]
    classes: tuple[str, ...]
    first_day: date
    levers: Mapping[str, Reach] = {}
    region: str = ""

    @property
    def members(self) -> tuple[str, ...]:
        """Codes of the members."""
        return tuple(a for a, role in zip(self.actors, self.classes, strict=True) if role == MEMBER)

    @property
    def parties(self) -> tuple[str, ...]:
        """Whom a file can name as sender or receiver: anyone, a class of actors, an actor."""
        return (ANY, *dict.fromkeys(self.classes), *self.actors)


def known_of(history: History, region: str = "") -> Known:
    """Take the names and the first open day from a region's history."""
    return Known(history.actors, history.classes, first_day(history), region=region)


def first_day(history: History) -> date:
    """First day after the evidence: where the futures begin."""
    return history.origin + timedelta(days=round(history.length * DAYS_PER_MONTH))
