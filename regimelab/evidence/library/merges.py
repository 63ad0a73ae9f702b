"""Double reports: one act that two sources tell of, found by a stated rule and never deleted.

Two events of *different* sources are one act twice if they have the same sender, the same receiver
(both known to the vocabulary), and the same kind, on the same day or one day apart. The kind is ours
where the table of kinds knows the code; else the code within its own scheme, for CAMEO its root (the
first two digits). An event dated to more than a week names no day and is never merged, nor are two
events of one source: how a source counts is its own. The event of the source that stands first is
kept: families in the order of ``PRECEDENCE`` (registers and officials before experts, media last),
then by name; among several, the nearest in days, then the first by record. Many may be merged into one:
a newspaper tells more often of a day's act than an expert codes it.
"""

from typing import Final
from uuid import uuid4

import ibis
import pyarrow as pa
from ibis import _
from ibis.backends.sql import SQLBackend as Backend

from regimelab.evidence.connection import quiet
from regimelab.evidence.library.fetching import run
from regimelab.evidence.library.view import View, standing, table
from regimelab.evidence.shapes import Shape
from regimelab.evidence.sources.source import Expression

DAYS_APART: Final = 1
LONGEST: Final = 7  # days of an event that is compared
ROOT_DIGITS: Final = {"cameo": 2}  # root codes of CAMEO have two digits, codebook version 1.1b3
PRECEDENCE: Final = ("records", "official", "rights", "experts", "survey", "media")
RULE: Final = f"same sender, receiver and kind, at most {DAYS_APART} day apart"

MERGES: Final = ibis.schema(
    {
        "kept_source": "string",
        "kept_record": "string",
        "merged_source": "string",
        "merged_record": "string",
        "days_apart": "int64",
        "rule": "string",
    }
)
_KEY: Final = ("sender", "receiver", "kind", "day")


def merges(backend: Backend, view: View, kinds: pa.Table | None = None) -> Expression:
    """List the double reports among the events of a view; derived anew, in temporary tables."""
    sources = _ordered(backend, view)
    with quiet():
        merged = _kept(backend, ibis.memtable(MERGES.to_pyarrow().empty_table()))
        if len(sources) > 1:
            once = _kept(backend, _days(table(backend, Shape.EVENTS, view), kinds))
            for at, source in enumerate(sources[1:], start=1):
                merged = _kept(backend, merged.union(_found(once, sources[:at], source, merged)))
            what = "VIEW" if backend.name == "pyspark" else "TABLE"  # Spark's temporary tables are views
            run(backend, f"DROP {what} {once.get_name()}")
        return merged


def _kept(backend: Backend, rows: Expression) -> Expression:
    """Compute rows once, in a temporary table of the engine's."""
    return backend.create_table(f"merges_{uuid4().hex}", rows, temp=True)


def merged_events(
    backend: Backend, view: View, kinds: pa.Table | None = None, keep_all: bool = False
) -> Expression:
    """Give the events of a view, with ``duplicates``: how many other reports were merged into each.

    With ``keep_all`` the merged ones stand too, and ``kept_source`` and ``kept_record`` name what they
    are merged into.
    """
    found = merges(backend, view, kinds)
    events = table(backend, Shape.EVENTS, view)
    counts = found.group_by("kept_source", "kept_record").aggregate(duplicates=_.count())
    into = found.select(
        "merged_source", "merged_record", into_source=_.kept_source, into_record=_.kept_record
    )
    rows = events.left_join(
        counts, [events.source == counts.kept_source, events.record == counts.kept_record]
    )
    rows = rows.select(*events.columns, duplicates=ibis.coalesce(rows.duplicates, 0))
    rows = rows.left_join(into, [rows.source == into.merged_source, rows.record == into.merged_record])
    rows = rows.select(
        *events.columns, "duplicates", kept_source=rows.into_source, kept_record=rows.into_record
    )
    return rows if keep_all else rows.filter(rows.kept_source.isnull()).drop("kept_source", "kept_record")


def kind_of(events: Expression, kinds: pa.Table | None) -> Expression:
    """Add ``kind``: ours where the table of kinds knows the code, else the code or its root in its scheme."""
    root: Expression = events.code
    for scheme, digits in ROOT_DIGITS.items():
        root = (events.scheme == scheme).ifelse(events.code.left(digits), root)
    theirs = events.scheme + ":" + root
    if kinds is None or not kinds.num_rows:
        return events.mutate(kind=theirs)
    known = ibis.memtable(kinds).select(kind_scheme="scheme", kind_code="code", kind_name="kind").distinct()
    found = events.mutate(theirs=theirs).left_join(
        known, [events.scheme == known.kind_scheme, events.code == known.kind_code]
    )
    return found.select(*events.columns, kind=ibis.coalesce(found.kind_name, found.theirs))


def _ordered(backend: Backend, view: View) -> list[str]:
    """Order the sources of events: the earlier one's record is kept."""
    events = {one.source: one.family for one in standing(backend, view) if one.shape == Shape.EVENTS.value}
    return sorted(events, key=lambda source: (PRECEDENCE.index(events[source]), source))


def _days(events: Expression, kinds: pa.Table | None) -> Expression:
    """Lay out the events that can be compared, one row a day on which they lasted."""
    rows = kind_of(events, kinds)
    after: Expression = ibis.coalesce(rows.end, rows.start + ibis.interval(days=1))
    rows = rows.mutate(span=after.delta(rows.start, unit="day"))
    rows = rows.filter(rows.sender.notnull(), rows.receiver.notnull(), rows.record.notnull())
    rows = rows.filter(rows.kind.notnull(), rows.span.between(1, LONGEST))
    rows = rows.mutate(offset=ibis.range(0, rows.span).unnest())
    day = (rows.start + rows.offset.as_interval("D")).cast("date")
    return rows.select("source", "record", "sender", "receiver", "kind", day=day)


def _found(days: Expression, above: list[str], source: str, merged: Expression) -> Expression:
    """Match a source's events to those kept of the sources that stand above it."""
    kept = days.filter(days.source.isin(above))
    kept = kept.anti_join(merged, [kept.source == merged.merged_source, kept.record == merged.merged_record])
    near = kept.mutate(apart=ibis.array([-DAYS_APART, *range(1 - DAYS_APART, DAYS_APART + 1)]).unnest())
    near = near.mutate(day=(near.day + near.apart.as_interval("D")).cast("date"), apart=near.apart.abs())
    rank = ibis.literal(0)
    for at, name in enumerate(above):
        rank = (near.source == name).ifelse(at, rank)
    best = _first(near.mutate(rank=rank), _KEY)
    mine = days.filter(days.source == source).select(*_KEY, merged_source="source", merged_record="record")
    chosen = _first(best.inner_join(mine, list(_KEY)), ("merged_source", "merged_record"))
    return chosen.select(
        kept_source="source",
        kept_record="record",
        merged_source="merged_source",
        merged_record="merged_record",
        days_apart=chosen.apart.cast("int64"),
        rule=ibis.literal(RULE),
    )


def _first(rows: Expression, same: tuple[str, ...]) -> Expression:
    """Pick what stands first among rows that are the same: the nearest in days, then by source and record."""
    order = ibis.window(group_by=list(same), order_by=["apart", "rank", "source", "record"])
    return rows.mutate(place=ibis.row_number().over(order)).filter(_.place == 0).drop("place")
