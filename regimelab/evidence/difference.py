"""What changed from one release of the evidence to another, act by act and column by column."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

import pyarrow as pa

from regimelab.evidence.evidence import Evidence
from regimelab.evidence.schemas import KEYS, TABLES

STRUCTURE: Final = tuple(name for name in TABLES if name not in ("acts", "pairs"))
Row = Mapping[str, Any]


class Change(NamedTuple):
    """One value that is another in the second release."""

    table: str
    key: str
    column: str
    was: Any
    now: Any


@dataclass(frozen=True)
class Rows:
    """The rows of one table that only the first or only the second release has, and what changed."""

    added: tuple[Row, ...]
    removed: tuple[Row, ...]
    changed: tuple[Change, ...]


@dataclass(frozen=True)
class Difference:
    """How a release differs from an earlier one; ``pairs`` counts event pairs in either."""

    first: str
    second: str
    acts: Rows
    structure: dict[str, Rows]
    pairs: tuple[int, int]
    counts: dict[str, dict[str, int]]


def difference(first: Evidence, second: Evidence) -> Difference:
    """Say what the second release has, lacks and says otherwise than the first."""
    found = {name: _rows(name, getattr(first, name), getattr(second, name)) for name in ("acts", *STRUCTURE)}
    counts = {
        name: {
            "added": len(rows.added),
            "removed": len(rows.removed),
            "changed": len({change.key for change in rows.changed}),
        }
        for name, rows in found.items()
    }
    return Difference(
        first=first.release,
        second=second.release,
        acts=found["acts"],
        structure={name: found[name] for name in STRUCTURE},
        pairs=(first.pairs.num_rows, second.pairs.num_rows),
        counts=counts,
    )


def _rows(name: str, first: pa.Table, second: pa.Table) -> Rows:
    before, after = _by_key(name, first), _by_key(name, second)
    return Rows(
        added=tuple(row for key, row in after.items() if key not in before),
        removed=tuple(row for key, row in before.items() if key not in after),
        changed=tuple(
            Change(
                name,
                " ".join(str(part) for part in key[:-1] if part is not None),
                column,
                row[column],
                after[key][column],
            )
            for key, row in before.items()
            if key in after
            for column in row
            if row[column] != after[key][column]
        ),
    )


def _by_key(name: str, table: pa.Table) -> dict[tuple[Any, ...], Row]:
    """Find rows by their key; rows that share one are told apart by their place among them."""
    met: Counter[tuple[Any, ...]] = Counter()
    found: dict[tuple[Any, ...], Row] = {}
    for row in table.to_pylist():
        key = tuple(row[column] for column in KEYS[name])
        found[(*key, met[key])] = row
        met[key] += 1
    return found
