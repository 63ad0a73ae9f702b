"""Ours beside theirs: actors' codes of the vocabulary, by the producer's code and the day."""

from datetime import date
from itertools import pairwise
from typing import Final

import ibis
import pyarrow as pa
import pyarrow.compute as pc

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
ENDS: Final = {"actor": "actor_code", "sender": "sender_code", "receiver": "receiver_code"}
_ALWAYS: Final = (date(1, 1, 1), date(9999, 12, 31))


def codes_of(vocabulary: pa.Table, scheme: str) -> pa.Table:
    """Pick the codes of one scheme, open ends made days, in capitals; one code means one actor on one day."""
    mine = vocabulary.select(CODES.names).cast(CODES).filter(pc.field("scheme") == scheme)
    rows = [
        {
            **row,
            "code": row["code"].upper(),
            "since": row["since"] or _ALWAYS[0],
            "until": row["until"] or _ALWAYS[1],
        }
        for row in mine.to_pylist()
    ]
    rows.sort(key=lambda row: (row["code"], row["since"], row["until"]))
    for before, after in pairwise(rows):
        clear = before["code"] != after["code"] or before["until"] <= after["since"]
        assert clear, f"{scheme}: '{after['code']}' means two actors on {after['since']}"
    return pa.Table.from_pylist(rows, CODES)


def named(rows: Expression, shape: Shape, codes: pa.Table) -> Expression:
    """Fill in our codes of the actors; a code that the vocabulary lacks stays unknown."""
    columns = tuple(SHAPES[shape])
    day = rows["day" if shape is Shape.VOTES else "start"].fill_null(_ALWAYS[0])
    rows = rows.mutate(on_day=day)
    for ours, theirs in ENDS.items():
        if ours in columns and codes.num_rows:
            rows = _filled(rows, ours, theirs, codes)
    return rows.select(columns)


def _filled(rows: Expression, ours: str, theirs: str, codes: pa.Table) -> Expression:
    known = ibis.memtable(codes).select(
        **{
            f"{ours}_known": "code",
            f"{ours}_since": "since",
            f"{ours}_until": "until",
            f"{ours}_name": "actor",
        }
    )
    found = rows.left_join(
        known,
        [
            rows[theirs].strip().upper() == known[f"{ours}_known"],
            rows.on_day >= known[f"{ours}_since"],
            rows.on_day < known[f"{ours}_until"],
        ],
    )
    return found.mutate(**{ours: ibis.coalesce(found[ours], found[f"{ours}_name"])}).select(rows.columns)
