"""Checks of outside data that speak: what, where, how often, and which records; to look at, not errors."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

import ibis
import pyarrow as pa
from ibis import _
from ibis.backends.sql import SQLBackend as Backend

from regimelab.evidence.actors.actors import ENDS
from regimelab.evidence.connection import quiet
from regimelab.evidence.library.coverage import coverage_gaps, sudden_changes
from regimelab.evidence.library.disagreements import disagreements
from regimelab.evidence.library.fetching import listed
from regimelab.evidence.library.finding import EXAMPLES, Finding, counted_by_source
from regimelab.evidence.library.view import View, standing, table
from regimelab.evidence.shapes import Shape
from regimelab.evidence.sources.source import Expression


class Limit(NamedTuple):
    """Between which figures the values of a variable of a source must lie; "" is every source."""

    source: str
    variable: str
    low: float
    high: float


GOLDSTEIN: Final = (-10.0, 10.0)  # Goldstein (1992), Journal of Conflict Resolution 36(2), 369-385
SCALED: Final = ("cameo",)  # codings whose value is Goldstein's scale


def check(
    backend: Backend, view: View, kinds: pa.Table | None = None, limits: Sequence[Limit] = ()
) -> tuple[Finding, ...]:
    """Run every check over what a view sees, most tables one scan a check."""
    shapes = sorted({Shape(one.shape) for one in standing(backend, view)})
    with quiet():
        tables = {shape: table(backend, shape, view) for shape in shapes}
        per_table = [finding for shape in shapes for run in CHECKS for finding in run(tables[shape], shape)]
        limited = [f for shape in shapes for f in _limits(tables[shape], shape, limits)]
        return (*per_table, *limited, *disagreements(backend, view, tables, kinds))


def _repeated(rows: Expression, shape: Shape) -> Iterator[Finding]:
    """Find records that do not name one row of their source."""
    named = rows.group_by("source", "record").aggregate(count=_.count())
    yield from _by_source(named.filter(named["count"] > 1), "unique", "records stand on more than one row")


def _ranges(rows: Expression, shape: Shape) -> Iterator[Finding]:
    for what, bad in _impossible(rows, shape):
        yield from _by_source(rows.filter(bad), "range", what)


def _impossible(rows: Expression, shape: Shape) -> Iterator[tuple[str, Expression]]:
    if "end" in rows.columns:
        yield "rows end before they begin, or last no day", rows.end <= rows.start
    if shape is Shape.EVENTS:
        low, high = GOLDSTEIN
        scaled = rows.scheme.isin(SCALED) & ~rows.value.between(low, high)
        yield f"values lie outside the Goldstein scale, {low:g} to {high:g}", scaled
        yield "rows count fewer than no deaths", (rows.deaths_low < 0) | (rows.deaths_high < 0)
        yield "rows count fewer deaths at most than at least", rows.deaths_high < rows.deaths_low
        yield "events begin after the day on which they were reported", rows.reported < rows.start
    if shape is Shape.COUNTRY_TIME:
        outside = (rows.value < rows.low) | (rows.value > rows.high) | (rows.low > rows.high)
        yield "values lie outside their own interval", outside


def _limits(rows: Expression, shape: Shape, limits: Sequence[Limit]) -> Iterator[Finding]:
    if "variable" not in rows.columns or "value" not in rows.columns:
        return
    for limit in limits:
        bad = (rows.variable == limit.variable) & ~rows.value.between(limit.low, limit.high)
        bad = bad & (rows.source == limit.source) if limit.source else bad
        what = f"values of {limit.variable} lie outside {limit.low:g} to {limit.high:g}"
        yield from _by_source(rows.filter(bad), "range", what)


def _unmapped(rows: Expression, shape: Shape) -> Iterator[Finding]:
    """Find producers' codes of actors that the vocabulary does not know."""
    ends = [
        rows.filter(rows[ours].isnull(), rows[theirs].notnull()).select("source", code=rows[theirs])
        for ours, theirs in ENDS.items()
        if ours in rows.columns
    ]
    counts = ibis.union(*ends, distinct=False) if len(ends) > 1 else ends[0]
    counted = listed(counts.group_by("source", "code").aggregate(count=_.count()))
    counted.sort(key=lambda row: (row["source"], -row["count"], row["code"]))
    for source in sorted({row["source"] for row in counted}):
        mine = [row for row in counted if row["source"] == source]
        total = sum(row["count"] for row in mine)
        what = f"{len(mine)} codes of actors are not in the vocabulary"
        named = tuple(f"{row['code']} ({row['count']})" for row in mine[:EXAMPLES])
        yield Finding("unmapped", source, what, total, named)


def _by_source(bad: Expression, check: str, what: str) -> Iterator[Finding]:
    for source, count, records in counted_by_source(bad, "record"):
        yield Finding(check, source, what, count, records)


CHECKS: Final[tuple[Callable[[Expression, Shape], Iterator[Finding]], ...]] = (
    _repeated,
    _ranges,
    _unmapped,
    coverage_gaps,
    sudden_changes,
)
