"""The files that a region file names: each must lie in the region's folder, or it is not opened."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from regimelab.errors import Problem
from regimelab.region.tables import FORMS

CHRONICLE = "chronicle.file"
CORRECTIONS = "corrections_file"
REMEDY = "Put the file itself, not a link to it, into the region's folder, and give its name there."


def files_inside(home: Path, folder: Path, raw: Mapping[str, object]) -> tuple[dict[str, str], list[Problem]]:
    """Files that a region file names, by the key that names them, and a problem for each outside.

    A region may come from a stranger: an absolute path, a path upwards or a link must not lead to
    a file of somebody else's, whose contents an error message would then tell.
    """
    named = dict(_named(raw))
    inside = {key: name for key, name in named.items() if lies_in(home, folder / name)}
    return inside, [stray(key, name) for key, name in named.items() if key not in inside]


def table_key(name: str) -> str:
    """Key that names the file of a structure table."""
    return f"tables.{name}.file"


def lies_in(home: Path, file: Path) -> bool:
    """Whether a file, all links followed, lies in a folder; a name that leads nowhere does not."""
    try:
        return file.resolve().is_relative_to(home)
    except (OSError, RuntimeError, ValueError):  # a loop of links, a null byte
        return False


def stray(where: str, name: str) -> Problem:
    """Say that a file lies outside the region's folder."""
    return Problem(where, f"{name!r} lies outside the region's folder and was not opened.", REMEDY)


def _named(raw: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Each key that names a file, and the name, where it is one."""
    tables = raw.get("tables")
    origins = {table_key(name): tables.get(name) for name in FORMS} if isinstance(tables, Mapping) else {}
    for key, origin in {CHRONICLE: raw.get("chronicle"), **origins}.items():
        file = origin.get("file") if isinstance(origin, Mapping) else None
        if isinstance(file, str) and file:
            yield key, file
    corrections = raw.get(CORRECTIONS)
    if isinstance(corrections, str) and corrections:
        yield CORRECTIONS, corrections
