"""Reading a chronicle: every problem of the file at once, or the table of acts."""

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any, Final

import pyarrow as pa

from regimelab.errors import InvalidInput, Problem
from regimelab.evidence.checks import check_rows
from regimelab.evidence.corrections import apply_corrections, chronicle_corrections
from regimelab.evidence.dates import interval
from regimelab.evidence.origin import Origin, own_origin, region_origins
from regimelab.evidence.rows import Row, file_bytes, read_rows
from regimelab.evidence.schemas import ACTS, CHRONICLE_COLUMNS, table_of
from regimelab.region import Region

_EARLIEST_DAY: Final = timezone(timedelta(hours=14))  # where a day begins first: its date is never behind
_REPLACED: Final = "\ufffd"  # what stands for a byte that is not UTF-8
_TYPED: Final[dict[str, Callable[[str], Any]]] = {
    "intensity": int,
    "deaths_low": int,
    "deaths_high": int,
    "tone": int,
    "seed_cited": lambda text: text == "true",
}


def read_chronicle(path: Path, region: Region) -> pa.Table:
    """Read a chronicle into the table of acts, one row an act, or refuse it with all its problems.

    The region's corrections apply to the region's own chronicle only.
    """
    raw = file_bytes(path)
    return acts_of(raw, path, region, chronicle_origin(raw, path, region))


def acts_of(raw: bytes, path: Path, region: Region, origin: Origin) -> pa.Table:
    """Read the bytes of a chronicle whose origin is known."""
    reading = read_rows(raw, str(path), CHRONICLE_COLUMNS)
    problems = list(reading.problems)
    if is_own(path, region):
        problems += apply_corrections(reading.rows, chronicle_corrections(region))
    wrong = check_rows(reading.rows, region, str(path), datetime.now(_EARLIEST_DAY).date())
    problems += (each for each in wrong if not _told(each, raw))
    if problems:
        raise InvalidInput(problems)
    return table_of(sorted((_act(row, origin) for row in reading.rows), key=lambda act: act["id"]), ACTS)


def _told(problem: Problem, raw: bytes) -> bool:
    """Whether a value is wrong for a byte that was named already, as not UTF-8, and replaced."""
    return _REPLACED in problem.what and _REPLACED.encode() not in raw


def is_own(path: Path, region: Region) -> bool:
    """Whether a path is the chronicle that the region file names, rather than a user's."""
    return not region.chronicle.drawn and path.resolve() == (region.folder / region.chronicle.file).resolve()


def chronicle_origin(raw: bytes, path: Path, region: Region) -> Origin:
    """Find where a chronicle comes from: the region file says it of its own, a side file of a user's."""
    return region_origins(region, raw)["chronicle"] if is_own(path, region) else own_origin(path, raw)


def _act(row: Row, origin: Origin) -> dict[str, Any]:
    given = {name: value for name, value in row.values.items() if value}
    start, end = interval(given["date"])
    typed = {name: _TYPED[name](value) if name in _TYPED else value for name, value in given.items()}
    return typed | {
        "start": start,
        "end": end,
        "precision": given["date_precision"],
        "source": origin.source,
        "retrieved": origin.accessed,
        "licence": origin.licence,
    }
