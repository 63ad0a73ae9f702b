"""Ours beside the producer's: actors filled in by scheme and day, and the codes that stay unknown."""

from collections.abc import Iterable
from typing import Final

import ibis
import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.compute as pc

from regimelab.evidence.shapes import SHAPES, Shape
from regimelab.evidence.sources.source import Expression

ENDS: Final = {"actor": "actor_code", "sender": "sender_code", "receiver": "receiver_code"}
OWN: Final = "regimelab"  # the chronicle's codes
PART: Final = ":"  # sets a part of a state apart from it


def own_codes(codes: pa.Table, organisations: Iterable[str]) -> pa.Table:
    """Give the codes of the chronicle's own format: ISO's of the states, and ours of organisations."""
    states = codes.filter(pc.field("scheme") == "iso3").to_pylist()
    others = {*codes["actor"].to_pylist(), *organisations} - {row["code"] for row in states}
    rows = [{**row, "scheme": OWN} for row in states]
    rows += [{"scheme": OWN, "code": name, "actor": name} for name in sorted(others)]
    return pa.Table.from_pylist(rows, codes.schema)


def with_actors(rows: ir.Table, shape: Shape, scheme: str, codes: ir.Table) -> ir.Table:
    """Fill in the actors that the producer's codes mean on the day of each row; unknown stays null.

    An actor that the reading named itself stays. In our own scheme the part after a colon is dropped:
    ``KAZ:government`` is KAZ. A row without a day takes what holds on every day.

    ``codes`` is :func:`actor_codes` on the connection of ``rows``. A stretch of time goes by its first day.
    """
    day = "day" if "day" in SHAPES[shape] else "start"
    known = codes.filter(codes.scheme == scheme)
    for ours, theirs in ENDS.items():
        if theirs in rows.columns:
            given: Expression = rows[theirs]
            rows = _filled(rows, ours, given.split(PART)[0] if scheme == OWN else given, day, known)
    return rows


def _filled(rows: ir.Table, ours: str, given: Expression, day: str, known: ir.Table) -> ir.Table:
    code: Expression = known.code
    means = known.select(  # named after the end, for ibis will not join one table twice under the same names
        **{f"{ours}_meant": known.actor, f"{ours}_as": code.upper()},
        **{f"{ours}_since": known.since, f"{ours}_until": known.until},
    )
    since: Expression = means[f"{ours}_since"]
    until: Expression = means[f"{ours}_until"]
    same = given.strip().upper() == means[f"{ours}_as"]
    begun = since.isnull() | (since <= rows[day])
    lasts = until.isnull() | (rows[day] < until)
    both = rows.left_join(means, [same, begun, lasts])
    named = ibis.coalesce(both[ours], both[f"{ours}_meant"])
    return both.select(**{name: named if name == ours else both[name] for name in rows.columns})


def unmapped(rows: ir.Table) -> ir.Table:
    """Count the rows of each code that no actor was found for: ``column``, ``code``, ``rows``."""
    lists = [
        rows.filter(rows[ours].isnull() & rows[theirs].notnull())
        .group_by(code=rows[theirs])
        .agg(rows=lambda group: group.count())
        .select(column=ibis.literal(theirs), code="code", rows="rows")
        for ours, theirs in ENDS.items()
        if theirs in rows.columns
    ]
    return ibis.union(*lists) if len(lists) > 1 else lists[0]
