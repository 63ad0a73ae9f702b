"""Messages, names and forms of a language, read from the files of its folder."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

YEARS = r"\d{4}(?:-\d{4})?"
_SLOT = re.compile(r"\\\{(\w+)\\\}")


@dataclass(frozen=True)
class Catalogue:
    """What a language needs to tell a brief.

    ``messages`` are the brief's own words, ``names`` those of other rooms, ``patterns`` texts of
    other rooms that differ only in some parts; ``letters`` tell a text that is in the language already.
    """

    messages: dict[str, str]
    plurals: dict[str, tuple[str, ...]]
    names: dict[str, str]
    patterns: tuple[tuple[re.Pattern[str], str], ...]
    letters: re.Pattern[str]
    decimal: str
    months: tuple[str, ...]
    months_of: tuple[str, ...]
    months_short: tuple[str, ...]


def languages() -> tuple[str, ...]:
    """List the languages that a brief can be told in, English first."""
    folder = files("regimelab.report") / "languages"
    return ("en", *sorted(one.name for one in folder.iterdir() if one.is_dir() and len(one.name) == 2))


@cache
def catalogue(language: str) -> Catalogue:
    """Read the catalogue of a language."""
    parts: dict[str, dict[str, str]] = {"messages": {}, "names": {}, "patterns": {}}
    plurals: dict[str, tuple[str, ...]] = {}
    forms: dict[str, list[str] | str] = {}
    for file in sorted(
        (files("regimelab.report") / "languages" / language).iterdir(), key=lambda one: one.name
    ):
        read = tomllib.loads(file.read_text(encoding="utf-8"))
        for name, into in parts.items():
            into.update(read.get(name, {}))
        plurals |= {many: tuple(said) for many, said in read.get("plurals", {}).items()}
        forms |= read.get("forms", {})
    return Catalogue(
        parts["messages"],
        plurals,
        parts["names"],
        tuple((_pattern(text), told) for text, told in parts["patterns"].items()),
        re.compile(str(forms["letters"])),
        str(forms["decimal"]),
        tuple(forms["months"]),
        tuple(forms["months_of"]),
        tuple(forms["months_short"]),
    )


def _pattern(text: str) -> re.Pattern[str]:
    """Turn a text with places in braces into a pattern.

    A place in capitals holds the code of an actor, one named ``years`` a year or a span of years.
    """
    return re.compile(_SLOT.sub(_place, re.escape(text)))


def _place(slot: re.Match[str]) -> str:
    held = YEARS if slot[1] == "years" else "[A-Z]{2,6}" if slot[1].isupper() else ".+?"
    return f"(?P<{slot[1]}>{held})"
