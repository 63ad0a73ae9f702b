"""What is said of each law beside its text: the rows of a manifest, or the columns of a Parquet file."""

import csv
import io
from collections.abc import Mapping
from datetime import date
from importlib.resources import files
from pathlib import Path, PurePosixPath
from typing import Any

from regimelab.errors import Problem, suggestion
from regimelab.reading.dates import first_day, read_partial
from regimelab.texts.law import Law

MANIFEST = "manifest.csv"
DAYS = ("adopted", "in_force", "edition")
SAID = ("id", "title", "state", "law", *DAYS, "language", "source", "licence")
COLUMNS = ("file", *SAID, "encoding")


def read_manifest(text: str, where: str) -> tuple[list[dict[str, str]], list[Problem]]:
    """Read the rows of a manifest; each must name a file inside the manifest's folder."""
    rows = list(csv.DictReader(io.StringIO(text)))
    named = list(rows[0]) if rows else []
    problems = [
        Problem(f"{where}: {name}", "is no column of a manifest.", suggestion(name, COLUMNS))
        for name in named
        if name not in COLUMNS
    ]
    if not rows or "file" not in named:
        problems.append(Problem(where, "names no files.", f"Columns: {', '.join(COLUMNS)}; file is needed."))
        return [], problems
    kept = []
    for line, row in enumerate(rows, start=2):
        cells = {name: (row.get(name) or "").strip() for name in COLUMNS}
        path = PurePosixPath(cells["file"].replace("\\", "/"))
        if not cells["file"]:
            problems.append(Problem(f"{where}:{line}: file", "is blank.", "Name the file of the law."))
        elif path.is_absolute() or ".." in path.parts or ":" in cells["file"]:
            what = f"'{cells['file']}' leads out of the folder."
            problems.append(Problem(f"{where}:{line}: file", what, "Put the file into the folder."))
        else:
            kept.append(cells | {"line": str(line)})
    return kept, problems


def law_of(said: Mapping[str, Any], text: str, file: Path, where: str) -> tuple[Law, list[Problem]]:
    """Make a law of its text and what is said of it, with every problem of what is said."""
    problems: list[Problem] = []
    days = {name: _day(said.get(name), f"{where}: {name}", problems) for name in DAYS}
    words = {name: str(said.get(name) or "").strip() for name in SAID if name not in DAYS}
    law = Law(
        text=text,
        file=file,
        **words,
        adopted=days["adopted"],
        in_force=days["in_force"],
        edition=days["edition"],
    )
    problems += _impossible(law, where)
    return law, problems


def founded() -> dict[str, date]:
    """Give the day from which a state has made laws, for states that succeeded another."""
    text = files("regimelab.texts").joinpath("founded.csv").read_text(encoding="utf-8")
    return {row["state"]: date.fromisoformat(row["since"]) for row in csv.DictReader(io.StringIO(text))}


def _impossible(law: Law, where: str) -> list[Problem]:
    since = founded().get(law.state)
    problems = []
    if since and law.adopted and law.adopted < since:
        what = f"{law.adopted} is before {law.state} made laws of its own ({since})."
        problems.append(
            Problem(f"{where}: adopted", what, "Correct the day, or name the state that adopted it.")
        )
    if law.adopted and law.in_force and law.in_force < law.adopted:
        what = f"{law.in_force} is before the law was adopted ({law.adopted})."
        problems.append(Problem(f"{where}: in_force", what, "Correct one of them."))
    if law.adopted and law.edition and law.edition < law.adopted:
        what = f"{law.edition} is before the law was adopted ({law.adopted})."
        problems.append(Problem(f"{where}: edition", what, "Correct one of them."))
    return problems


def _day(value: object, where: str, problems: list[Problem]) -> date | None:
    if isinstance(value, date):
        return value
    given = str(value or "").strip()
    if not given:
        return None
    try:
        return first_day(read_partial(given))
    except ValueError as error:
        problems.append(Problem(where, f"{error}.", "Correct it, or leave it blank."))
        return None
