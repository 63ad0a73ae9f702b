"""Writing results: all or nothing, and nothing overwritten unless it was asked for."""

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from regimelab.errors import InvalidInput, Problem, UsageError


def check_target(target: Path, force: bool) -> None:
    """Refuse early what cannot be written later: a file that is there, a folder that forbids it."""
    if target.is_file() and not force:
        raise UsageError(_occupied(target))
    _require_writable(target if target.is_dir() else target.parent)


def write_file(target: Path, content: bytes, force: bool) -> tuple[Path, ...]:
    """Write one file, whole or not at all."""
    return _into_existing(target.parent, {target.name: content}, force)


def write_folder(target: Path, files: Mapping[str, bytes], force: bool) -> tuple[Path, ...]:
    """Write files into a folder; a new folder appears at once, with all of them in it.

    A file that holds the same bytes already is left alone; one with other bytes is replaced
    only by force.
    """
    if target.exists():
        return _into_existing(target, files, force)
    with _named_failure(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        staging = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}."))
        try:
            for name, content in files.items():
                (staging / name).write_bytes(content)
            staging.chmod(0o777 & ~_mask())
            staging.rename(target)
        finally:
            shutil.rmtree(staging, ignore_errors=True)
    return tuple(target / name for name in files)


def _into_existing(target: Path, files: Mapping[str, bytes], force: bool) -> tuple[Path, ...]:
    if target.exists() and not target.is_dir():
        raise UsageError(Problem(str(target), "is a file, and a folder is needed.", "Give a folder with -o."))
    changed = {target / name: content for name, content in files.items() if _differs(target / name, content)}
    occupied = [path for path in changed if path.exists()]
    if occupied and not force:
        raise UsageError([_occupied(path) for path in occupied])
    with _named_failure(target):
        target.mkdir(parents=True, exist_ok=True)
        _replace(changed)
    return tuple(target / name for name in files)


def _replace(files: Mapping[Path, bytes]) -> None:
    """Write every file beside its place first, then move them all."""
    staged: dict[Path, Path] = {}
    try:
        for path, content in files.items():
            handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
            staged[Path(name)] = path
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            os.chmod(name, 0o666 & ~_mask())
        for temporary, path in staged.items():
            os.replace(temporary, path)
    finally:
        for temporary in staged:
            temporary.unlink(missing_ok=True)


def _differs(path: Path, content: bytes) -> bool:
    return not (path.is_file() and path.read_bytes() == content)


def _occupied(path: Path) -> Problem:
    return Problem(
        str(path), "is there already.", "Add --force to overwrite it, or give another place with -o."
    )


def _existing(folder: Path) -> Path:
    """Find the nearest place upwards that exists."""
    folder = folder.absolute()
    while not folder.exists():
        folder = folder.parent
    return folder


def _require_writable(folder: Path) -> None:
    """Try the folder, or where it would be made; permissions alone do not tell of a read-only disk."""
    place = _existing(folder)
    if not place.is_dir():
        raise InvalidInput(_unwritable(folder, f"{place} is not a folder"))
    with _named_failure(folder), tempfile.TemporaryFile(dir=place):
        pass


def _unwritable(place: Path, why: str = "") -> Problem:
    remedy = "Give a folder that you may write to, or change its permissions."
    return Problem(str(place), f"cannot be written{why and f': {why}'}.", remedy)


@contextmanager
def _named_failure(target: Path) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError as error:  # the folder is there, but its kind forbids new files
        raise InvalidInput(_unwritable(target)) from error
    except OSError as error:
        raise InvalidInput(_unwritable(target, error.strerror or str(error))) from error


def _mask() -> int:
    """Read the mask that plain new files get; temporary files are private by default."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
