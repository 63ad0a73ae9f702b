"""Ours beside theirs: actors' codes of the vocabulary, by the producer's code and the day."""

from collections.abc import Mapping
from datetime import date
from itertools import pairwise
from typing import Any, Final

import ibis
import pyarrow as pa
import pyarrow.compute as pc

from regimelab.evidence.actors import with_actors
from regimelab.evidence.shapes import SHAPES, Shape
from regimelab.evidence.sources.source import Expression

CODES: Final = pa.schema(
    [
        ("scheme", pa.string()),
        ("code", pa.string()),
        ("since", pa.date32()),  # null: as far back as data go
        ("until", pa.date32()),  # the first day on which the code no longer means the actor; null: still
        ("actor", pa.string()),
    ]
)
_ALWAYS: Final = (date(1, 1, 1), date(9999, 12, 31))


def codes_of(vocabulary: pa.Table, scheme: str) -> pa.Table:
    """Pick the codes of one scheme, in capitals; one code means one actor on one day."""
    mine = vocabulary.select(CODES.names).cast(CODES).filter(pc.field("scheme") == scheme)
    rows = [{**row, "code": row["code"].upper()} for row in mine.to_pylist()]
    rows.sort(key=lambda row: (row["code"], *_span(row)))
    for before, after in pairwise(rows):
        clear = before["code"] != after["code"] or _span(before)[1] <= _span(after)[0]
        assert clear, f"{scheme}: '{after['code']}' means two actors on {after['since']}"
    return pa.Table.from_pylist(rows, CODES)


def _span(row: Mapping[str, Any]) -> tuple[date, date]:
    return row["since"] or _ALWAYS[0], row["until"] or _ALWAYS[1]


def named(rows: Expression, shape: Shape, codes: pa.Table) -> Expression:
    """Fill in our codes of the actors; a code that the vocabulary lacks stays unknown."""
    columns = tuple(SHAPES[shape])
    if not codes.num_rows:
        return rows.select(columns)
    [scheme] = codes["scheme"].unique().to_pylist()
    return with_actors(rows, shape, scheme, ibis.memtable(codes)).select(columns)
