"""Telling the user what went wrong: where, what, what to do; the rest goes into a file."""

import sys
import tempfile
import time
import traceback
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import typer
from typer.core import TyperGroup

from regimelab.cli.envelope import Meta, failure
from regimelab.cli.exits import INTERRUPTED, UNEXPECTED, USAGE
from regimelab.errors import Problem, RegimelabError


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
        asked = context.command_path if context else "regimelab"
        where = getattr(getattr(error, "param", None), "opts", [asked])[-1]
        self._tell([Problem(where, error.format_message(), f"See '{asked} --help'.")])
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
        pairs = zip(words, words[1:], strict=False)
        return "--json" in words or "--format=json" in words or ("--format", "json") in pairs

    def _tell(self, problems: Sequence[Problem]) -> None:
        for problem in problems:
            print(f"error: {problem}", file=sys.stderr)
        if self._wants_json:
            meta = Meta(elapsed_ms=round((time.monotonic() - self.clock) * 1000))
            print(failure(self.command, problems, meta), flush=True)


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
