"""What a check of outside data says."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any, Final, NamedTuple

import ibis
from ibis import _

from regimelab.evidence.library.fetching import listed
from regimelab.evidence.sources.source import Expression

EXAMPLES: Final = 5  # records, codes or states named in a finding


class Finding(NamedTuple):
    """One thing worth a second look: in how many rows (or months, or years) of which source, and where."""

    check: str
    source: str
    what: str
    times: int
    examples: tuple[str, ...]


def counted_by_source(rows: Expression, named: str) -> Iterator[tuple[str, int, tuple[Any, ...]]]:
    """Count the rows of each source, and give what the first few of them, in order, are named.

    Ranks instead of an ordered collection: not every engine orders what it collects.
    """
    ranked = rows.select(
        "source",
        named=rows[named],
        count=_.count().over(ibis.window(group_by=rows.source)),
        place=ibis.row_number().over(ibis.window(group_by=rows.source, order_by=rows[named])),
    )
    first = listed(ranked.filter(_.place < EXAMPLES).order_by("source", "place"))
    for source, those in groupby(first, key=lambda row: row["source"]):
        told = list(those)
        yield source, told[0]["count"], tuple(row["named"] for row in told if row["named"] is not None)
