"""Files that a command writes beside its answer: refused before computing what could not be written after."""

from pathlib import Path

from regimelab.cli.output import check_target
from regimelab.cli.session import Session
from regimelab.errors import Problem, UsageError


def check_draws(session: Session, file: Path, option: str = "--draws") -> None:
    """Refuse a file of draws that has another ending, or cannot be written."""
    if file.suffix != ".nc":
        raise UsageError(Problem(option, f"'{file.name}' is no file of draws.", "End its name in .nc."))
    check_target(file, session.common.force)
