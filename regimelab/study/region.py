"""Regions: which there are, whether a folder is one, how to begin a new one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from pathlib import Path

from regimelab.errors import InvalidInput, Problem, UsageError
from regimelab.evidence import Store, read_chronicle
from regimelab.evidence.lookup import look_up
from regimelab.evidence.rows import NO_ROWS
from regimelab.evidence.states import states_of
from regimelab.policy.known import Known
from regimelab.policy.load import load_options
from regimelab.region import (
    Region,
    blanks,
    check_region,
    draft_region,
    load_region,
    packaged_regions,
)
from regimelab.region.draft import draft_of, refusals
from regimelab.region.facts import reason
from regimelab.study.result import Result

EMPTY = "the chronicle is empty: nothing can be computed yet"

DRAWN = "it has no chronicle of its own: acts are drawn from what the store holds of {}, coded by machine"


@dataclass(frozen=True)
class RegionRow:
    """A region in one line."""

    code: str
    name: str
    members: tuple[str, ...]
    start: date
    end: date
    folder: Path


@dataclass(frozen=True)
class Regions:
    """The regions that ship with the package."""

    regions: tuple[RegionRow, ...]


@dataclass(frozen=True)
class Checked:
    """A region folder without problems; ``blanks`` counts the lines that still hold an EXAMPLE."""

    region: RegionRow
    blanks: int
    problems: tuple[str, ...] = ()


@dataclass(frozen=True)
class Drafted:
    """A region folder that was begun."""

    name: str
    folder: Path


def list_regions() -> Result[Regions]:
    """List the packaged regions."""
    found = Regions(tuple(_row(load_region(name)) for name in packaged_regions()))
    return Result(found, rows=tuple(vars(row) for row in found.regions))


def validate_region(path: str) -> Result[Checked]:
    """Check a region folder; every problem is reported at once."""
    problems = check_region(path)
    if problems:
        raise InvalidInput(problems)
    region = load_region(path)
    notes, wrong = _misread(region)
    if wrong:
        raise InvalidInput(wrong)
    left = blanks(region.folder)
    count = sum(len(lines) for lines in left.values())
    notes += (_unfilled(count, left),) if left else ()
    return Result(Checked(_row(region), count), warnings=notes, inputs=(region.folder,))


def new_region(name: str, folder: Path) -> Result[Drafted]:
    """Begin a region: a commented folder whose blanks are to be filled in."""
    return Result(Drafted(name, draft_region(name, folder)))


def draft_members(name: str, folder: Path, words: Sequence[str], store: Path | None) -> Result[Drafted]:
    """Draft a region of these states from the store: borders, organisations, patron, actors in events."""
    today = date.today()
    members, wrong = states_of(words, today)
    if wrong := [*refusals(name, folder), *wrong]:
        raise UsageError(wrong)
    with Store.open(store) as opened:
        facts, notes = look_up(opened, members, today)
    target = draft_of(name, folder, facts, today)
    left = blanks(target)
    count = sum(len(lines) for lines in left.values())
    patron = facts.partners[0]
    assumed = f"The patron is assumed to be {patron.name} ({patron.code}): {reason(patron)}."
    unfilled = (_unfilled(count, left),) if left else ()
    return Result(Drafted(name, target), warnings=(*notes, assumed, *unfilled))


def show_region(name: str) -> Result[Region]:
    """Show what a region's file says of it."""
    region = load_region(name)
    rows = tuple(
        {"code": code, "class": role} for code, role in zip(region.actors, region.classes, strict=True)
    )
    return Result(region, rows=rows, inputs=(region.folder,))


def _misread(region: Region) -> tuple[tuple[str, ...], list[Problem]]:
    """Read what the region file does not hold itself: the chronicle and the options."""
    wrong: list[Problem] = []
    try:
        if not region.chronicle.drawn:
            read_chronicle(region.folder / region.chronicle.file, region)
    except InvalidInput as error:
        wrong += error.problems
    empty = [problem for problem in wrong if problem.what == NO_ROWS]
    try:
        first_day = region.period.end + timedelta(days=1)
        load_options(region.folder, Known(region.actors, region.classes, first_day, region=region.code))
    except InvalidInput as error:
        wrong += error.problems
    notes = (DRAWN.format(", ".join(region.chronicle.events)),) if region.chronicle.drawn else ()
    return (EMPTY,) if empty else notes, [problem for problem in wrong if problem not in empty]


def _unfilled(count: int, left: Mapping[str, Sequence[int]]) -> str:
    """Say where a starter's examples still stand."""
    places = "; ".join(f"{name} {', '.join(_runs(lines))}" for name, lines in left.items())
    return f"{count} lines still hold an EXAMPLE and are nobody's facts. Fill them in (file, lines): {places}"


def _runs(lines: Sequence[int]) -> Iterator[str]:
    """Write consecutive lines as one: ``2-4``."""
    for _, run in groupby(enumerate(lines), key=lambda placed: placed[1] - placed[0]):
        numbers = [line for _, line in run]
        yield str(numbers[0]) if len(numbers) == 1 else f"{numbers[0]}-{numbers[-1]}"


def _row(region: Region) -> RegionRow:
    members = tuple(member.code for member in region.members)
    return RegionRow(region.code, region.name, members, region.period.start, region.period.end, region.folder)
