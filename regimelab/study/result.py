"""What a study hands to a door: findings, the evidence they rest on, and what to beware of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeVar

from regimelab.progress import Progress as Progress
from regimelab.progress import silent as silent

Data = TypeVar("Data")


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
