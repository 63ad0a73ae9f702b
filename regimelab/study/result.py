"""What a study hands to a door: findings, the evidence they rest on, and what to beware of."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeAlias, TypeVar

Data = TypeVar("Data")
Progress: TypeAlias = Callable[[str, float], None]


def silent(stage: str, done: float) -> None:
    """Report progress to nobody; ``done`` is a share in [0, 1]."""


@dataclass(frozen=True)
class Result(Generic[Data]):
    """Findings of one question.

    ``data`` is what ``--json`` shows, ``rows`` the same as a flat table, ``files`` what belongs
    in an output folder, ``inputs`` the files that were read. ``axes`` name the columns of the rows that
    are axes of a grid; there are none where the rows are no grid. ``remarks`` are said of this run alone, and
    are no part of what it found.
    """

    data: Data
    rows: tuple[Mapping[str, object], ...] = ()
    release: str | None = None
    warnings: tuple[str, ...] = ()
    inputs: tuple[Path, ...] = ()
    files: Mapping[str, bytes] = field(default_factory=dict[str, bytes])
    axes: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
