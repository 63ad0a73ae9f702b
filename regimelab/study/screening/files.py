"""Case files on disk: opened with a passphrase, written whole or not at all, never over another's changes."""

import os
import tempfile
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path

from regimelab.errors import InvalidInput, Problem, RegimelabError, UsageError
from regimelab.screening.case import Screening
from regimelab.screening.chain import spelled
from regimelab.screening.personal import personal_problems
from regimelab.screening.seal import refuse_weak, seal, unseal

LARGEST = 50_000_000  # bytes; a case of thousands of answers is a hundredth of this
ENDING = ".screening"


@dataclass(frozen=True)
class CaseFile:
    """A case as it was opened: where it lies, and the hash of the file then."""

    path: Path
    case: Screening
    found: str = ""


def now() -> str:
    """Say the moment, for the log."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def today() -> date:
    """Say the day, in UTC as the log has it."""
    return datetime.now(UTC).date()


def open_case(path: Path, passphrase: str, anchor: str = "") -> CaseFile:
    """Open a case file and hold it against its own log; ``anchor`` is a head that was kept elsewhere."""
    raw = _bytes(path)
    return CaseFile(path, unseal(raw, passphrase, str(path), anchor), sha256(raw).hexdigest())


def save_case(opened: CaseFile, case: Screening, passphrase: str) -> CaseFile:
    """Write a case back, unless the file was changed by somebody else since it was opened."""
    if opened.found and (not opened.path.is_file() or _hash(opened.path) != opened.found):
        what = "it was changed by somebody else since it was opened; nothing was written."
        raise InvalidInput(Problem(str(opened.path), what, "Open it again, and repeat the change."))
    refuse_personal(case)
    sealed = seal(case, passphrase)
    _replace(opened.path, sealed)
    return CaseFile(opened.path, case, sha256(sealed).hexdigest())


def create_case(path: Path, case: Screening, passphrase: str, force: bool = False) -> CaseFile:
    """Write a new case file; one that is there is left alone."""
    refuse_weak(passphrase)
    if path.exists() and not force:
        raise UsageError(Problem(str(path), "is there already.", "Give another file, or --force."))
    if not path.parent.is_dir():
        raise InvalidInput(Problem(str(path.parent), "there is no such folder.", "Make it first."))
    return save_case(CaseFile(path, case), case, passphrase)


def cases_in(places: tuple[Path, ...], passphrase: str) -> tuple[tuple[CaseFile, ...], tuple[Problem, ...]]:
    """Open every case file of files and folders; those that do not open are named, not skipped in silence."""
    found: list[CaseFile] = []
    problems: list[Problem] = []
    for path in _listed(places):
        try:
            found.append(open_case(path, passphrase))
        except RegimelabError as error:
            problems += error.problems
    return tuple(found), tuple(problems)


def refuse_personal(case: Screening) -> None:
    """Refuse a case that holds what looks like personal data."""
    problems = personal_problems(spelled(case), case.id, case.proposal.terms)
    if problems:
        raise InvalidInput(problems)


def _listed(places: tuple[Path, ...]) -> list[Path]:
    files: list[Path] = []
    for place in places:
        if place.is_dir():
            files += sorted(place.rglob(f"*{ENDING}"))
        elif place.is_file():
            files.append(place)
        else:
            raise UsageError(Problem(str(place), "there is no such file or folder.", "Check the path."))
    if not files:
        what = f"no case file (*{ENDING}) lies there."
        raise UsageError(Problem(", ".join(map(str, places)), what, "Begin one with 'regimelab screen new'."))
    return list(dict.fromkeys(files))


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            raise InvalidInput(Problem(str(path), "it is too large for a case file.", "Check the path."))
        return path.read_bytes()
    except FileNotFoundError:
        raise UsageError(Problem(str(path), "there is no such file.", "Check the path.")) from None
    except OSError as error:
        what = f"it cannot be read: {error.strerror}."
        raise InvalidInput(Problem(str(path), what, "Check its rights.")) from error


def _hash(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


def _replace(path: Path, content: bytes) -> None:
    """Write beside the place, for the owner's eyes only, then move."""
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        what = f"it cannot be written: {error.strerror}."
        raise InvalidInput(Problem(str(path), what, "Check the folder and its rights.")) from error
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
