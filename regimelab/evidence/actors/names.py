"""What actors were called, and when."""

import csv
from datetime import date
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from regimelab.evidence.actors.claims import day as day_of


class Name(NamedTuple):
    """What an actor was called from ``since`` to the day before ``until``; null is always."""

    actor: str
    since: date | None
    until: date | None
    language: str
    name: str
    source: str


@cache
def names() -> tuple[Name, ...]:
    """Read every name that the package carries, with its source."""
    text = files("regimelab.evidence.actors").joinpath("names.csv").read_text(encoding="utf-8")
    return tuple(
        Name(r["actor"], day_of(r["since"]), day_of(r["until"]), r["language"], r["name"], r["source"])
        for r in csv.DictReader(text.splitlines())
    )


def name_of(actor: str, day: date, language: str = "en") -> str | None:
    """Name an actor as it was called on a day; ``None`` if no source that is carried says."""
    for known in names():
        begun = known.since is None or known.since <= day
        lasts = known.until is None or day < known.until
        if (known.actor, known.language) == (actor, language) and begun and lasts:
            return known.name
    return None
