"""What a user can meet: errors that say where, what, and what to do, all at once."""

import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from importlib import import_module
from types import ModuleType

_NUMBER = re.compile(r"-?[0-9]{1,9}")


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong with what the user gave us."""

    where: str
    what: str
    remedy: str

    def __str__(self) -> str:
        """Read as one line: where, what, and what to do."""
        return f"{self.where}: {self.what} {self.remedy}".strip()


def first_line(error: Exception) -> str:
    """What an error says in its first line, or else its name."""
    lines = (line.strip() for line in str(error).splitlines())
    return next((line for line in lines if line), type(error).__name__)[:200]


class RegimelabError(ValueError):
    """Every problem found, not only the first; carries the exit code of the command line."""

    exit_code = 1

    def __init__(self, problems: Problem | Sequence[Problem]) -> None:
        self.problems = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def __reduce__(self) -> tuple[type, tuple[tuple[Problem, ...]]]:
        """Travel between processes with every problem."""
        return type(self), (self.problems,)


class UsageError(RegimelabError):
    """A command was asked for something that cannot be asked."""

    exit_code = 2


class InvalidInput(RegimelabError):
    """A file or a value of the user's is incomplete or wrong."""

    exit_code = 3


class EvidenceMissing(RegimelabError):
    """Evidence that the question needs is absent, unreadable or stale."""

    exit_code = 6


class NotReproduced(RegimelabError):
    """A repeated run gave other numbers than its manifest holds."""

    exit_code = 7


def refuse(problems: Sequence[Problem]) -> None:
    """Refuse input with all that is wrong with it, if anything is."""
    if problems:
        raise InvalidInput(problems)


def refuse_unknown(where: str, words: Iterable[str], known: Iterable[str], noun: str) -> None:
    """Refuse words of a command that are not among those known, each with the nearest that is."""
    if strange := unknown(where, words, known, noun):
        raise UsageError(strange)


def unknown(where: str, words: Iterable[str], known: Iterable[str], noun: str) -> "list[Problem]":
    """List the words that are not among those known, each with the nearest that is."""
    names = tuple(known)
    return [
        Problem(where, f"'{word}' is not {noun}.", suggestion(word, names))
        for word in words
        if word not in names
    ]


def suggestion(value: str, known: Iterable[str]) -> str:
    """Name the nearest valid value, if one is near, and list what is known; nothing if nothing is."""
    names = sorted(set(known), key=_by_number)
    if not names:
        return ""
    near = [] if _NUMBER.fullmatch(value) else get_close_matches(value, names, n=1, cutoff=0.6)
    hint = f"Did you mean '{near[0]}'? " if near else ""
    return f"{hint}Known: {', '.join(names)}."


def on_request(module: str, extra: str, where: str, otherwise: str = "") -> ModuleType:
    """Import a module of a package that only some uses need, or say how to install it."""
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        what = f"needs the Python package '{error.name}', which is not installed."
        install = f"pip install 'regimelab[{extra}]'; in a checkout, pip install -e '.[{extra}]'"
        remedy = f"Install it with: {install}. {otherwise}"
        raise UsageError(Problem(where, what, remedy)) from error


def _by_number(name: str) -> tuple[int, str]:
    """Order numbers as numbers, before words."""
    return (int(name) if _NUMBER.fullmatch(name) else sys.maxsize, name)
