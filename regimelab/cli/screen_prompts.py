"""Asking on a terminal: a word of some, a text, what a new case lacks; ``-`` skips and ``q`` leaves."""

import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from regimelab.errors import Problem, UsageError

if TYPE_CHECKING:
    from rich.console import Console

    from regimelab.cli.session import Session

WANTED = (
    ("kind", "Class of the proposal (see 'regimelab screen bank')"),
    ("hosts", "States concerned, by code, apart by spaces"),
    ("title", "What is proposed, in a line (no names of persons)"),
    ("summary", "What is proposed, in a few sentences"),
    ("recipient", "The unit that receives, and its chain of command"),
)


class Left(Exception):
    """The person left the form."""


class Skipped(Exception):
    """The person skipped a question."""


def asked_for(session: "Session", given: Mapping[str, object]) -> dict[str, object]:
    """Ask on a terminal for what a new case lacks; elsewhere, name all that is missing."""
    lacking = [name for name, _ in WANTED if not given[name] and name != "recipient"]
    if lacking and not may_ask(session):
        flag = {"kind": "--class", "hosts": "--host"}
        raise UsageError(
            [Problem(flag.get(name, f"--{name}"), "is required.", "Give it.") for name in lacking]
        )
    found = dict(given)
    if lacking:
        console = session.console()
        for name, what in WANTED:
            if not found[name]:
                told = ask(console, what, blank=name == "recipient")
                found[name] = tuple(told.upper().split()) if name == "hosts" else told
    return found


def _leave_or_skip(told: str) -> None:
    if told in ("q", "quit"):
        raise Left
    if told == "-":
        raise Skipped


def ask(console: "Console", what: str, default: str = "", blank: bool = False) -> str:
    """Ask on the terminal."""
    from rich.prompt import Prompt

    while True:
        told = Prompt.ask(what, console=console, default=default, show_default=bool(default)).strip()
        if told or blank:
            return told


def may_ask(session: "Session") -> bool:
    """Tell whether there is a terminal, and asking is allowed."""
    return sys.stdin.isatty() and not session.common.no_input


def choice(console: "Console", what: str, known: Sequence[str], default: str = "") -> str:
    """Ask for one of some words until it is one."""
    while True:
        told = ask(console, what, default=default).lower()
        if told in known:
            return told
        _leave_or_skip(told)
        console.print(f"  One of: {', '.join(known)}; - skips, q leaves.")


def words(console: "Console", what: str, blank: bool = False) -> str:
    """Ask for words; blank only where that is an answer."""
    while True:
        told = ask(console, what, blank=True)
        _leave_or_skip(told)
        if told or blank:
            return told
