"""Where two sources say different things of the same."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import ibis
import pyarrow as pa
from ibis.backends.sql import SQLBackend as Backend

from regimelab.evidence.library.finding import Finding, counted_by_source
from regimelab.evidence.library.merges import merges
from regimelab.evidence.library.view import View
from regimelab.evidence.shapes import Shape
from regimelab.evidence.sources.source import Expression

APART: Final = 0.01  # of the larger figure: less is rounding


def disagreements(
    backend: Backend, view: View, tables: Mapping[Shape, Expression], kinds: pa.Table | None
) -> Iterator[Finding]:
    """Find figures, votes and deaths on which two sources disagree."""
    if Shape.COUNTRY_TIME in tables:
        rows = tables[Shape.COUNTRY_TIME]
        yield from _figures(rows, ("actor", "variable", "start", "end", "unit"))
    if Shape.DYAD_TIME in tables:
        rows = tables[Shape.DYAD_TIME]
        yield from _figures(rows, ("sender", "receiver", "variable", "start", "end", "unit"))
    if Shape.VOTES in tables:
        yield from _votes(tables[Shape.VOTES])
    if Shape.EVENTS in tables:
        yield from _deaths(backend, view, tables[Shape.EVENTS], kinds)


def _figures(rows: Expression, same: Sequence[str]) -> Iterator[Finding]:
    both = _paired(rows, same, "value")
    larger: Expression = ibis.greatest(both.value.abs(), both.value_other.abs())
    apart = both.filter((both.value - both.value_other).abs() > larger * APART)
    yield from _told(apart, f"figures differ by more than {APART:.0%}")


def _votes(rows: Expression) -> Iterator[Finding]:
    both = _paired(rows, ("actor", "day", "resolution"), "vote")
    yield from _told(both.filter(both.vote != both.vote_other), "votes differ")


def _deaths(backend: Backend, view: View, events: Expression, kinds: pa.Table | None) -> Iterator[Finding]:
    """Compare the deaths of reports that were merged: intervals that do not meet disagree."""
    found = merges(backend, view, kinds)
    low: Expression = ibis.coalesce(events.deaths_low, events.deaths_high)
    high: Expression = ibis.coalesce(events.deaths_high, events.deaths_low)
    told = events.select("source", "record", low=low, high=high)
    told = told.filter(told.low.notnull())
    kept = told.rename(kept_source="source", kept_record="record", kept_low="low", kept_high="high")
    both = found.inner_join(kept, ["kept_source", "kept_record"])
    both = both.inner_join(told, [both.merged_source == told.source, both.merged_record == told.record])
    apart = both.filter((both.low > both.kept_high) | (both.high < both.kept_low))
    named = apart.select("source", "record", source_other="kept_source", record_other="kept_record")
    yield from _told(named, "deaths of one act differ")


def _paired(rows: Expression, same: Sequence[str], value: str) -> Expression:
    """Pair the rows of two sources that say something of the same; the first by name stands left."""
    mine = rows.filter(rows[value].notnull()).select("source", "record", value, *same)
    other = mine.rename(source_other="source", record_other="record", **{f"{value}_other": value})
    other = other.rename({f"{name}_other": name for name in same})
    joint = [mine[name].identical_to(other[f"{name}_other"]) for name in same]
    return mine.inner_join(other, [*joint, mine.source < other.source_other])


def _told(apart: Expression, what: str) -> Iterator[Finding]:
    pair = apart.source + " " + apart.record + ", " + apart.source_other + " " + apart.record_other
    sources = apart.mutate(source=apart.source + " and " + apart.source_other, pair=pair)
    for source, count, pairs in counted_by_source(sources, "pair"):
        yield Finding("disagreement", source, what, count, pairs)
