"""A starter folder for a new region: commented, made of examples that say they are examples."""

import re
import tempfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from regimelab.errors import Problem, UsageError
from regimelab.region.facts import Facts, drafted_files

STARTER = Path(__file__).parent / "starter"
DRAFTED = Path(__file__).parent / "drafted"
BLANK = "EXAMPLE"

_NAME = re.compile(r"[a-z][a-z0-9_]*")


def draft_region(name: str, folder: Path) -> Path:
    """Write a starter folder called ``name`` into ``folder``, never over one that is there.

    The starter passes every check as it is, so that each change can be checked as it is made.
    What stands in it is invented and marked ``EXAMPLE``; ``blanks`` lists what is left of it.
    The chronicle holds its header only: no result can come of the examples.
    """
    files = {file.name: file.read_text(encoding="utf-8") for file in sorted(STARTER.iterdir())}
    return _begin(name, folder, files)


def draft_of(name: str, folder: Path, facts: Facts, today: date) -> Path:
    """Write a folder called ``name`` of what was looked up about its members; judgements are marked."""
    template = (DRAFTED / "region.toml").read_text(encoding="utf-8")
    return _begin(name, folder, drafted_files(facts, template, today))


def _begin(name: str, folder: Path, files: Mapping[str, str]) -> Path:
    target = folder / name
    if refused := refusals(name, folder):
        raise UsageError(refused)
    try:
        _write(name, target, files)
    except OSError as error:
        remedy = "Choose a folder that you may write to."
        raise UsageError(Problem(str(folder), f"cannot be written ({error.strerror}).", remedy)) from error
    return target


def refusals(name: str, folder: Path) -> list[Problem]:
    """Say why no folder of that name can be begun there."""
    if not _NAME.fullmatch(name):
        what = f"'{name}' cannot name a region."
        return [Problem("NAME", what, "Use small letters, digits and underscores: south_caucasus.")]
    if (folder / name).exists():
        remedy = "Nothing was overwritten: choose another name or folder."
        return [Problem(str(folder / name), "is there already.", remedy)]
    return []


def blanks(folder: Path) -> dict[str, tuple[int, ...]]:
    """Places of a region folder that still hold an example: lines of each file."""
    files = (file for file in sorted(folder.iterdir()) if file.suffix in (".toml", ".csv") and file.is_file())
    found = {file.name: _blank_lines(file.read_text(encoding="utf-8", errors="replace")) for file in files}
    return {name: lines for name, lines in found.items() if lines}


def _blank_lines(text: str) -> tuple[int, ...]:
    lines = enumerate(text.splitlines(), start=1)
    return tuple(number for number, line in lines if BLANK in line and not line.startswith("#"))


def _write(name: str, target: Path, files: Mapping[str, str]) -> None:
    """Write beside the target first, so that a failure leaves no half-written region."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".region-") as beside:
        whole = Path(beside) / name
        whole.mkdir()
        for file, text in files.items():
            named = text.replace("REGION_CODE", name).replace("REGION_NAME", name.replace("_", " ").title())
            (whole / file).write_text(named, encoding="utf-8")
        whole.rename(target)
