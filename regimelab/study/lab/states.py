"""One plain sentence a state: what the year to come may bring, against the year that was recorded."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from regimelab.report.language import other
from regimelab.study.lab.session import Lab
from regimelab.study.lab.wanted import Wanted

Way = Literal["up", "down", "level"]
TOLD = ("unrest", "repression")
YEAR = 12  # months
WORDS = {"unrest": ("unrest", "violence"), "repression": ("repression",)}


@dataclass(frozen=True)
class Reading:
    """Acts recorded in the last twelve months, and those of the twelve to come: middle and 90 % interval.

    ``way`` is up or down where at least three futures in four go that way.
    """

    outcome: str
    title: str
    recorded: float
    estimate: float
    low: float
    high: float
    way: Way


@dataclass(frozen=True)
class State:
    """A state, its sentence, and the numbers behind it."""

    code: str
    name: str
    sentence: str
    readings: tuple[Reading, ...]


def states_of(lab: Lab, futures: int) -> tuple[State, ...]:
    """Say of each member what its next twelve months may bring if nothing is done."""
    moved = lab.simulate(Wanted(futures=futures, months=lab.months, seed=lab.seed, members=True))
    paths = {(path.name, path.actor): path for path in moved.course.paths}
    found = []
    for member in lab.inquiry.evidence.region.members:
        readings = tuple(
            _reading(name, paths[name, member.code].title, paths[name, member.code].quantiles)
            for name in TOLD
        )
        found.append(State(member.code, other(member.name), _sentence(member.name, readings), readings))
    return tuple(found)


def _reading(name: str, title: str, bands: Mapping[str, tuple[float, ...]]) -> Reading:
    recorded, then = bands["q50"][0], min(YEAR, len(bands["q50"]) - 1)
    way: Way = "level"
    if bands["q25"][then] > recorded:
        way = "up"
    elif bands["q75"][then] < recorded:
        way = "down"
    return Reading(
        name, other(title), recorded, bands["q50"][then], bands["q05"][then], bands["q95"][then], way
    )


def _sentence(name: str, readings: tuple[Reading, ...]) -> str:
    """Words follow from the counts alone."""
    by_way: dict[Way, list[str]] = {}
    for one in readings:
        by_way.setdefault(one.way, []).extend(WORDS[one.outcome])
    parts = [f"{_listed(by_way[way])} {_will(way)}" for way in ("up", "down", "level") if way in by_way]
    return f"{name}: {'; '.join(parts)}."


def _listed(words: list[str]) -> str:
    return " and ".join((", ".join(words[:-1]), words[-1])) if len(words) > 1 else words[0]


def _will(way: Way) -> str:
    if way == "level":
        return "may go either way"
    return f"will more likely {'rise' if way == 'up' else 'fall'} than not"
