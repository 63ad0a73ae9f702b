"""Events of other codings as our kinds, by a table to be read and contested: ``kinds.csv``, beside this file.

A row says what kind a code (``code``, and all codes that begin so and have no row of their own) is,
within one state (``domestic`` yes) or between two (no); blank holds for both. A blank ``kind`` is a
judgement too: the act is none of ours, for the ``reason`` given. ``intensity`` is the codebook's, for an
act of which no more is known; ``needs`` border: only between states that share one.

CAMEO and PLOVER have no code for water, laws and elections: of ``water``, ``law`` and ``transition``
they tell next to nothing.
"""

import csv
from functools import cache
from importlib.resources import files
from io import StringIO
from typing import Any, Final

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from regimelab.evidence.sources.source import Expression

NEEDS_BORDER: Final = "border"
WITHIN: Final = {"yes": True, "no": False, "": None}
DEATHS: Final = (
    (250, 10),
    (100, 9),
    (50, 8),
    (25, 7),
    (10, 6),
    (5, 5),
    (2, 4),
    (1, 3),
)  # the codebook's scale
RULES: Final = pa.schema(
    {
        "scheme": pa.string(),
        "code": pa.string(),
        "means": pa.string(),
        "domestic": pa.bool_(),
        "needs": pa.string(),
        "kind": pa.string(),
        "tone": pa.int64(),
        "intensity": pa.int64(),
        "confidence": pa.string(),
        "reason": pa.string(),
    }
)


@cache
def kind_rules() -> pa.Table:
    """Read the table of kinds as it is printed, one row a code and place."""
    text = files("regimelab.evidence.vocabulary").joinpath("kinds.csv").read_text(encoding="utf-8")
    return pa.Table.from_pylist([_rule(row) for row in csv.DictReader(StringIO(text))], RULES)


def kinds_of_pairs() -> pa.Table:
    """Give the kinds that codes mean between two actors, by which double reports are found."""
    rows = [row for row in kind_rules().to_pylist() if row["kind"] and row["domestic"] is not True]
    columns = ("scheme", "code", "kind")
    return pa.table({name: pa.array([row[name] for row in rows], pa.string()) for name in columns})


def _rule(row: dict[str, str]) -> dict[str, Any]:
    numbers = {name: int(row[name]) if row[name] else None for name in ("tone", "intensity")}
    return (
        {name: cell or None for name, cell in row.items()} | numbers | {"domestic": WITHIN[row["domestic"]]}
    )


def kind_of(events: ir.Table, borders: ir.Table | None = None) -> ir.Table:
    """Add our ``kind`` to events, with its ``tone``, ``intensity`` and ``kind_confidence``.

    The longest code of the table that an event's code begins with decides. An act is domestic if both its
    ends are the same, or if only one is named: a pair needs two. ``borders`` names the states that share
    one (``iso3_a``, ``iso3_b``, each pair once); without it no act is of a kind that needs a border.
    """
    coded = _placed(events, borders)
    rules = _best(coded)
    both = coded.left_join(
        rules, [coded[name] == rules[f"rule_{name}"] for name in ("scheme", "code", "within")]
    )
    unmet: Expression = (both.needs == NEEDS_BORDER) & ~both.touching
    holds = ~unmet.fill_null(False)
    return both.select(
        *events.columns,
        kind=_if(holds, both.kind),
        tone=_if(holds, both.tone),
        intensity=_if(holds & both.kind.notnull(), _intensity(both)),
        kind_confidence=_if(holds, both.kind_confidence),
    )


def _placed(events: Expression, borders: ir.Table | None) -> Expression:
    """Add whether an act is within one state, and whether its two ends share a border."""
    sender: Expression = ibis.coalesce(events.sender, events.sender_code)
    receiver: Expression = ibis.coalesce(events.receiver, events.receiver_code)
    placed = events.mutate(within=(sender == receiver).fill_null(True))
    if borders is None:
        return placed.mutate(touching=ibis.literal(False))
    there = borders.select(one="iso3_a", other="iso3_b")
    pairs: Expression = ibis.union(there, borders.select(one="iso3_b", other="iso3_a"), distinct=True)
    both = placed.left_join(pairs, [sender == pairs.one, receiver == pairs.other])
    return both.select(*placed.columns, touching=both.one.notnull())


def _best(coded: Expression) -> Expression:
    """Find the row of the table that decides, for each code and place among the events."""
    cases = coded.select("scheme", "code", "within").distinct()
    table: Expression = ibis.memtable(kind_rules())
    rules = table.rename(prefix="code", rule_scheme="scheme", kind_confidence="confidence")
    here = rules.domestic.isnull() | (rules.domestic == cases.within)
    fits = cases.join(
        rules, [cases.scheme == rules.rule_scheme, cases.code.startswith(rules.prefix), here]
    ).mutate(length=lambda row: row.prefix.length())
    longest = ibis.window(group_by=["scheme", "code", "within"], order_by=ibis.desc("length"))
    best = fits.mutate(rank=ibis.row_number().over(longest)).filter(lambda row: row["rank"] == 0)
    named = {f"rule_{name}": best[name] for name in ("scheme", "code", "within")}
    return best.select("kind", "tone", "intensity", "needs", "kind_confidence", **named)


def _intensity(row: Expression) -> Expression:
    """Take the scale of deaths where any are reported, by the middle of their bounds, else the table's."""
    low: Expression = ibis.coalesce(row.deaths_low, row.deaths_high)
    high: Expression = ibis.coalesce(row.deaths_high, row.deaths_low)
    middle = (low + high) / 2
    return ibis.cases(
        *((middle >= least, ibis.literal(scale)) for least, scale in DEATHS), else_=row.intensity
    )


def _if(condition: Expression, value: Expression) -> Expression:
    return condition.ifelse(value, ibis.null(value.type()))
