"""The record of a run: enough to repeat it and to see whether the numbers came back."""

import hashlib
import json
import platform
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Literal

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from regimelab import __version__
from regimelab.errors import InvalidInput, Problem
from regimelab.reading.json import read_json

SCHEMA = "regimelab.manifest/1"
REMEDY = "Give the manifest.json that a run wrote."
LARGEST = 10_000_000  # bytes; no run's record is longer


@dataclass(frozen=True)
class Stamp:
    """A file as it was: path, SHA-256 and size in bytes."""

    path: str
    sha256: str
    size: int


@dataclass(frozen=True)
class Manifest:
    """One run: what was asked, on what inputs, with what seed and versions, giving what.

    ``result`` is the hash of the findings, ``into`` where they went; times of the clock are kept
    but never compared.
    """

    command: str
    arguments: tuple[str, ...]
    settings: Mapping[str, str]
    folder: str
    inputs: tuple[Stamp, ...]
    evidence_release: str | None
    seed: int | None
    versions: Mapping[str, str]
    started: str
    elapsed_ms: int
    result: str
    outputs: tuple[Stamp, ...]
    into: Literal["stdout", "file", "folder"]


def stamp(path: Path) -> Stamp:
    """Identify a file by its contents."""
    content = path.read_bytes()
    return Stamp(str(path), hashlib.sha256(content).hexdigest(), len(content))


def stamp_all(paths: Sequence[Path]) -> tuple[Stamp, ...]:
    """Identify files, and every file of folders, in order of path."""
    found = [child for path in paths for child in ([path] if path.is_file() else path.rglob("*"))]
    return tuple(stamp(path) for path in sorted(set(found)) if path.is_file() and path.suffix != ".pyc")


def versions() -> dict[str, str]:
    """Versions of what the numbers depend on."""
    held = {"python": platform.python_version(), "regimelab": __version__}
    for package in ("jax", "numpy", "duckdb", "ibis-framework", "pyarrow"):
        try:
            held[package] = version(package)
        except PackageNotFoundError:
            held[package] = "absent"
    return held


def to_text(manifest: Manifest) -> str:
    """Write a manifest as JSON."""
    return json.dumps({"schema": SCHEMA, **asdict(manifest)}, indent=2, ensure_ascii=False) + "\n"


def read_manifest(path: Path) -> Manifest:
    """Read a manifest; everything that is wrong with it is named at once."""
    raw = read_json(path, REMEDY)
    if raw.pop("schema", None) != SCHEMA:
        raise InvalidInput(Problem(str(path), f"it is not a run record ({SCHEMA}).", REMEDY))
    try:
        return TypeAdapter(Manifest).validate_python(raw)
    except ValidationError as error:
        raise InvalidInput([_problem(path, detail) for detail in error.errors()]) from error


def is_record(path: Path) -> bool:
    """Tell a run's record, which a new run may replace, from a file of the user's."""
    return path.is_file() and path.stat().st_size < LARGEST and SCHEMA in path.read_text("utf-8", "replace")


def _problem(path: Path, detail: ErrorDetails) -> Problem:
    key = ".".join(str(part) for part in detail["loc"])
    return Problem(f"{path}: {key}", f"{detail['msg']}.", "Repeat the run.")
