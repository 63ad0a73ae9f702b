"""From the contents of a region folder to a region, or to everything that is wrong with it."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

from regimelab.errors import Problem, suggestion
from regimelab.reading.problems import validate, within
from regimelab.region.corrections import corrected
from regimelab.region.references import actor_places, fold_places, reference_problems
from regimelab.region.schema import Region, RegionFile
from regimelab.region.structure import (
    Border,
    Correction,
    Corrections,
    Membership,
    Row,
    State,
    Structure,
    UnVote,
)
from regimelab.region.tables import (
    FORMS,
    RawTable,
    actor_problems,
    border_problems,
    membership_problems,
    typed_rows,
    vote_problems,
)

Typed = TypeVar("Typed", bound=Row)


class Contents(NamedTuple):
    """What lies in a region folder, read but not yet judged.

    ``chronicle`` is the name of the chronicle's file; ``rows`` are the ids of its rows, none if it
    is not there.
    """

    folder: Path
    file: str
    raw: Mapping[str, object]
    tables: Mapping[str, RawTable]
    corrections: Mapping[str, object]
    corrections_file: str
    chronicle: str
    rows: frozenset[str]


def examine(contents: Contents) -> tuple[Region | None, list[Problem]]:
    """Judge a region folder: the region if nothing is wrong with it, and all that is wrong."""
    said, wrong = validate(RegionFile, contents.raw)
    structure, problems = _structure(contents)
    organisations = {row.organisation for row in structure.memberships}
    wrong += reference_problems(contents.raw, organisations, contents.rows)
    problems = within(contents.file, wrong) + problems
    if said is None or problems:
        return None, problems
    fields = {name: getattr(said, name) for name in RegionFile.model_fields}
    return Region(**fields, folder=contents.folder, structure=structure), []


def _structure(contents: Contents) -> tuple[Structure, list[Problem]]:
    corrections, problems = _corrections(contents)
    rows: dict[str, list[Row]] = {name: [] for name in FORMS}
    for name, table in contents.tables.items():
        mended, misfits = corrected(table, FORMS[name].key, corrections)
        rows[name], wrong = typed_rows(mended, FORMS[name])
        problems += within(contents.corrections_file, misfits) + wrong
    structure = Structure(
        borders=_of(Border, rows["borders"]),
        memberships=_of(Membership, rows["memberships"]),
        states=_of(State, rows["states"]),
        un_votes=_of(UnVote, rows["un_votes"]),
        corrections=corrections,
    )
    return structure, problems + _disagreements(contents, structure)


def _corrections(contents: Contents) -> tuple[tuple[Correction, ...], list[Problem]]:
    said, problems = validate(Corrections, contents.corrections)
    known = {Path(table.file).name for table in contents.tables.values()} | {contents.chronicle}
    corrections = said.correction if said else ()
    problems += [
        Problem(
            f"correction[{number}].file",
            f"'{each.file}' is not a table of the region.",
            suggestion(each.file, known),
        )
        for number, each in enumerate(corrections)
        if each.file not in known
    ]
    return corrections, within(contents.corrections_file, problems)


def _of(row: type[Typed], rows: Sequence[Row]) -> tuple[Typed, ...]:
    return tuple(each for each in rows if isinstance(each, row))


def _disagreements(contents: Contents, structure: Structure) -> list[Problem]:
    """Tables that contradict themselves or name actors that the region does not have."""
    files = {name: table.file for name, table in contents.tables.items()}
    raw = contents.raw
    members = {place.name for place in actor_places(raw) if place.path.startswith("members")}
    known = {place.name for place in actor_places(raw) + fold_places(raw)}
    found: list[Problem] = []
    if structure.borders:
        found += border_problems(
            files["borders"], structure.borders, structure.states, members, structure.corrections
        )
    if structure.memberships:
        found += membership_problems(files["memberships"], structure.memberships)
        found += actor_problems(files["memberships"], [row.actor for row in structure.memberships], known)
    if structure.states:
        found += actor_problems(files["states"], [row.code for row in structure.states], known)
        found += _absent(files["states"], members, {row.code for row in structure.states})
    if structure.un_votes:
        found += vote_problems(files["un_votes"], structure.un_votes)
        found += actor_problems(files["un_votes"], [row.actor for row in structure.un_votes], known)
    return found


def _absent(file: str, members: set[str], states: set[str]) -> list[Problem]:
    return [
        Problem(file, f"has no row for the member '{code}'.", "Add it: every member needs its land border.")
        for code in sorted(members - states)
    ]
