"""Telling the user what went wrong: where, what, what to do; the rest goes into a file."""

import re
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import typer
from typer.core import TyperGroup

from regimelab.cli.envelope import Meta, failure
from regimelab.cli.exits import INTERRUPTED, UNEXPECTED, USAGE
from regimelab.errors import Problem, RegimelabError

REPEATS = 5  # lines about one kind of problem; --json gives all
_VARIES = re.compile(r"'[^']*'|\d+")


@dataclass(frozen=True)
class Failing:
    """How a given command line is told of its failure: as text, or as the JSON envelope."""

    command: str
    words: tuple[str, ...]
    clock: float = field(default_factory=time.monotonic)

    def ours(self, error: RegimelabError) -> int:
        """Report problems with what the user gave."""
        if self._wants_traceback:
            traceback.print_exception(error)
        self._tell(error.problems)
        return error.exit_code

    def usage(self, error: typer.TyperException) -> int:
        """Report a command line that cannot be read."""
        context = getattr(error, "ctx", None)
        asked = " ".join(context.command_path.split()) if context else "regimelab"
        where = getattr(getattr(error, "param", None), "opts", [asked])[-1]
        self._tell([Problem(where, _sentence(error), f"See '{asked} --help'.")])
        return USAGE.code

    def interrupted(self) -> int:
        """Report that the user stopped the run."""
        self._tell([Problem("regimelab", "interrupted.", "Nothing was left half-written; run it again.")])
        return INTERRUPTED.code

    def unexpected(self, error: Exception) -> int:
        """Report a mistake of ours in one line, and keep the traceback."""
        if self._wants_traceback:
            traceback.print_exception(error)
            remedy = "Please report it with the traceback above."
        else:
            remedy = f"Please report it with the traceback in {_keep(error, self.words)}."
        what = str(error).partition("\n")[0].rstrip(".")
        self._tell([Problem("regimelab", f"unexpected {type(error).__name__}: {what}.", remedy)])
        return UNEXPECTED.code

    @property
    def _wants_traceback(self) -> bool:
        return bool({"-v", "--verbose", "--traceback"} & set(self.words))

    @property
    def _wants_json(self) -> bool:
        words = self.words
        pairs = pairwise(words)
        return "--json" in words or "--format=json" in words or ("--format", "json") in pairs

    def _tell(self, problems: Sequence[Problem]) -> None:
        for line in told(problems):
            print(line, file=sys.stderr)
        if self._wants_json:
            meta = Meta(elapsed_ms=round((time.monotonic() - self.clock) * 1000))
            print(failure(self.command, problems, meta), flush=True)


def told(problems: Sequence[Problem]) -> list[str]:
    """Write problems as lines; of those that differ in a number or a quoted word only, the first few."""
    kinds = [_VARIES.sub("", f"{problem.where} {problem.what}") for problem in problems]
    counts, seen, lines = Counter(kinds), Counter[str](), list[str]()
    for kind, problem in zip(kinds, problems, strict=True):
        seen[kind] += 1
        if seen[kind] <= REPEATS:
            lines.append(f"error: {problem}")
        if seen[kind] == REPEATS < counts[kind]:
            lines.append(f"… and {counts[kind] - REPEATS} more like it")
    return lines


def _sentence(error: typer.TyperException) -> str:
    """Say what is wrong with a value; the option is named apart."""
    if isinstance(error, typer.BadParameter) and getattr(error, "param", None) and error.message:
        return error.message.removeprefix("Value error, ").rstrip(".") + "."
    return error.format_message()


def command_name(words: Sequence[str], root: TyperGroup) -> str:
    """Find which command a command line means, as schemas name it: ``evidence.list``."""
    names: list[str] = []
    group: object = root
    for word in words:
        if not isinstance(group, TyperGroup) or word not in group.commands:
            continue
        names.append(word)
        group = group.commands[word]
    return ".".join(names) or "regimelab"


def _keep(error: Exception, words: tuple[str, ...]) -> Path:
    """Write the traceback into the user's state folder, or where temporary files go."""
    text = f"regimelab {' '.join(words)}\n{''.join(traceback.format_exception(error))}"
    name = f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}.txt"
    try:
        from regimelab.cli.settings import user_folder

        folder = user_folder("state") / "crashes"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
        return folder / name
    except OSError:
        path = Path(tempfile.gettempdir()) / f"regimelab-{name}"
        path.write_text(text, encoding="utf-8")
        return path
