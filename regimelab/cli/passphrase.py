"""The passphrase of a case file: from a file, the environment, or asked without echo; no argument."""

import os
import sys
from getpass import getpass
from pathlib import Path
from typing import Annotated

import typer

from regimelab.cli.session import Session
from regimelab.errors import InvalidInput, Problem, UsageError

VARIABLE = "REGIMELAB_PASSPHRASE"
READABLE = 0o077  # by others than the owner

PassphraseFile = Annotated[
    Path | None,
    typer.Option(
        "--passphrase-file",
        metavar="FILE",
        help=f"Read the passphrase from this file's first line; else {VARIABLE}, else it is asked for.",
    ),
]


def passphrase_of(session: Session, file: Path | None, new: bool = False, what: str = "Passphrase") -> str:
    """Find the passphrase; a new one is asked for twice."""
    if file is not None:
        return _from_file(session, file)
    if os.environ.get(VARIABLE):
        return os.environ[VARIABLE]
    if session.common.no_input or not sys.stdin.isatty():
        remedy = f"Give --passphrase-file FILE, or set {VARIABLE}."
        raise UsageError(Problem("passphrase", "it is needed, and there is no terminal to ask on.", remedy))
    given = getpass(f"{what}: ")
    if new and getpass("Once more: ") != given:
        raise UsageError(Problem("passphrase", "the two are not the same.", "Try again."))
    return given


def _from_file(session: Session, file: Path) -> str:
    try:
        first = file.expanduser().read_text(encoding="utf-8").partition("\n")[0].rstrip("\r")
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "it is not UTF-8"
        raise InvalidInput(Problem(str(file), f"cannot be read: {why}.", "Check the path.")) from error
    if not first:
        raise InvalidInput(Problem(str(file), "its first line is empty.", "Write the passphrase there."))
    if os.name == "posix" and file.expanduser().stat().st_mode & READABLE:
        session.say(f"note: {file} can be read by others on this machine (chmod 600 {file}).")
    return first
