"""Reading text and TOML: the file, or why it cannot be read."""

import re
import tomllib
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path

from regimelab.errors import Problem

_BARE_DATE = re.compile(r"(=\s*)(\d{4}-\d{2}-\d{2})(?=\s*(?:[,}#]|$))", re.MULTILINE)


def read_text(file: Path) -> tuple[str, list[Problem]]:
    """Read a text file, or say why it cannot be read."""
    try:
        return file.read_bytes().decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        return "", [Problem(str(file), f"line {line} is not UTF-8.", "Save the file as UTF-8.")]
    except FileNotFoundError:
        return "", [Problem(str(file), "this file is missing.", _instead(file))]
    except OSError as error:
        return "", [
            Problem(str(file), f"cannot be read ({error.strerror}).", "Check the path and its rights.")
        ]


def read_toml(file: Path) -> tuple[Mapping[str, object], list[Problem]]:
    """Read a TOML file; a date that no calendar has is kept as text, for the schema to refuse."""
    text, problems = read_text(file)
    if problems:
        return {}, problems
    remedy = "Correct that line; the rest is checked once it reads."
    try:
        return tomllib.loads(_BARE_DATE.sub(r'\1"\2"', text)), []
    except tomllib.TOMLDecodeError as error:
        return {}, [Problem(str(file), f"is not TOML: {error}.", remedy)]


def _instead(file: Path) -> str:
    """Name the file that was perhaps meant: one of the same kind that is spelled much like it."""
    stems = [each.stem for each in file.parent.glob(f"*{file.suffix}")] if file.parent.is_dir() else []
    near = get_close_matches(file.stem, stems, n=1)
    meant = f"Did you mean '{near[0]}{file.suffix}'? " if near else ""
    return f"{meant}Make it, or name the folder that holds it."
