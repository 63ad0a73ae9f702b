"""A law: its text, and what is known of it."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path


@dataclass(frozen=True)
class Law:
    """One edition of one law.

    ``law`` names the law of which this is an edition; ``adopted`` and ``in_force`` are the days of the
    law, ``edition`` the day from which this text held. A day that is not known is None.
    """

    id: str
    text: str
    title: str = ""
    state: str = ""
    law: str = ""
    adopted: date | None = None
    in_force: date | None = None
    edition: date | None = None
    language: str = ""
    source: str = ""
    licence: str = ""
    file: Path = Path()

    @property
    def key(self) -> tuple[str, str]:
        """State and law of which this is an edition."""
        return self.state, self.law or self.id

    @property
    def held_from(self) -> date | None:
        """First day on which this text can have been law, as far as is known."""
        return self.edition or self.in_force or self.adopted

    @property
    def written(self) -> date | None:
        """Day by which whoever wrote this text must have had its sources."""
        return self.edition or self.adopted or self.in_force


def editions(laws: list[Law]) -> dict[tuple[str, str], list[Law]]:
    """Link the editions of each law of a state, oldest first; an edition without a date stands last.

    Laws of two states are two, whatever they are called.
    """
    linked: dict[tuple[str, str], list[Law]] = {}
    for one in laws:
        linked.setdefault(one.key, []).append(one)
    return {name: sorted(group, key=lambda law: law.held_from or date.max) for name, group in linked.items()}


def in_force_on(group: list[Law], day: date) -> Law | None:
    """Choose the edition of a law that held on a day: the last that began before it."""
    held = [one for one in group if one.held_from is not None and one.held_from < day]
    return max(held, key=lambda law: law.held_from or date.min) if held else None
