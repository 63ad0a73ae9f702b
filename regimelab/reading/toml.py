"""Reading text and TOML: the file, or why it cannot be read."""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path

from regimelab.errors import Problem, suggestion

_BARE_DATE = re.compile(r"(=\s*)(\d{4}-\d{2}-\d{2})(?=\s*(?:[,}#]|$))", re.MULTILINE)


def read_text(file: Path) -> tuple[str, list[Problem]]:
    """Read a text file, or say why it cannot be read."""
    try:
        return file.read_bytes().decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        return "", [Problem(str(file), f"line {line} is not UTF-8.", "Save the file as UTF-8.")]
    except FileNotFoundError:
        siblings = [each.name for each in file.parent.glob(f"*{file.suffix}")] if file.parent.is_dir() else []
        return "", [
            Problem(
                str(file),
                "this file is missing.",
                suggestion(file.name, siblings) or "Make it, or name the folder that holds it.",
            )
        ]
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
