"""What tells two releases apart: snapshots, corrections, and rows by record."""

from collections.abc import Sequence
from functools import reduce
from operator import or_
from typing import Final, NamedTuple

import ibis
from ibis import _
from ibis.backends.sql import SQLBackend as Backend

from regimelab.evidence.library.fetching import listed
from regimelab.evidence.library.releases import Correction, contents
from regimelab.evidence.library.snapshot import Snapshot
from regimelab.evidence.library.view import View, standing, table
from regimelab.evidence.shapes import SHAPES, Shape
from regimelab.evidence.sources.source import Expression

EXAMPLES: Final = 5  # records named for each way in which a source differs
_PLACE: Final = ("record", "line")


class Rows(NamedTuple):
    """How the rows of one source differ, by record: counts, and the first records of each."""

    source: str
    added: int
    removed: int
    changed: int
    examples: dict[str, tuple[str, ...]]


class Difference(NamedTuple):
    """What the later release has and has not, beside the earlier; replaced: the old one and the new."""

    added: tuple[Snapshot, ...]
    gone: tuple[Snapshot, ...]
    replaced: tuple[tuple[Snapshot, Snapshot], ...]
    corrections: tuple[Correction, ...]
    corrections_gone: tuple[Correction, ...]
    rows: tuple[Rows, ...]


def diff(backend: Backend, before: str, after: str) -> Difference:
    """Compare what two releases hold today; snapshots that both hold are not read again."""
    old, new = standing(backend, View(before)), standing(backend, View(after))
    added = [one for one in new if one not in old]
    gone = [one for one in old if one not in new]
    replaced = tuple((one, _successor(one, added)) for one in gone if _successors(one, added))
    was, now = contents(backend, before).corrections, contents(backend, after).corrections
    made = tuple(one for one in now if one not in was)
    unmade = tuple(one for one in was if one not in now)
    touched = {one.source: one.shape for one in (*added, *gone)}
    corrected = {one.source for one in (*made, *unmade)}
    touched |= {one.source: one.shape for one in (*old, *new) if one.source in corrected}
    shared = [one.snapshot for one in old if one in new]
    records = sorted({one.record for one in (*made, *unmade)})
    rows = [
        _rows(backend, source, Shape(touched[source]), (View(before), View(after)), shared, records)
        for source in sorted(touched)
    ]
    stepped = {one.snapshot for pair in replaced for one in pair}
    return Difference(
        added=tuple(one for one in added if one.snapshot not in stepped),
        gone=tuple(one for one in gone if one.snapshot not in stepped),
        replaced=replaced,
        corrections=made,
        corrections_gone=unmade,
        rows=tuple(rows),
    )


def _successors(one: Snapshot, added: Sequence[Snapshot]) -> list[Snapshot]:
    return [later for later in added if later.source == one.source]


def _successor(one: Snapshot, added: Sequence[Snapshot]) -> Snapshot:
    """Find what replaced a snapshot: another reading of the same bytes, or else the source's latest."""
    same = [later for later in _successors(one, added) if later.sha256 == one.sha256]
    return (same or _successors(one, added))[-1]


def _rows(
    backend: Backend,
    source: str,
    shape: Shape,
    views: tuple[View, View],
    shared: Sequence[str],
    records: Sequence[str],
) -> Rows:
    old, new = (_numbered(table(backend, shape, view), source, shared, records) for view in views)
    both = old.outer_join(new, ["record", "repeat"], rname="{name}_new")
    content = [name for name in SHAPES[shape] if name not in _PLACE]
    unlike = [~_same(both[name], both[f"{name}_new"]) for name in content]
    how: Expression = ibis.cases(
        (both.repeat.isnull(), "added"), (both.repeat_new.isnull(), "removed"), else_="changed"
    )
    told = both.select(
        how=how, record=ibis.coalesce(both.record, both.record_new), unlike=reduce(or_, unlike)
    )
    told = told.filter((told.how != "changed") | told.unlike)
    counts = {one["how"]: one["count"] for one in listed(told.group_by("how").aggregate(count=_.count()))}
    examples = {
        how: tuple(
            one["record"]
            for one in listed(
                told.filter(told.how == how).select("record").order_by("record").limit(EXAMPLES)
            )
        )
        for how in counts
    }
    added, removed, changed = (counts.get(how, 0) for how in ("added", "removed", "changed"))
    return Rows(source, added, removed, changed, examples)


def _numbered(rows: Expression, source: str, shared: Sequence[str], records: Sequence[str]) -> Expression:
    """Take the rows that may differ; rows of one record are told apart by their order in the file."""
    may_differ = ibis.literal(True)
    if shared:
        may_differ = ~rows.snapshot.isin(shared)
        may_differ = may_differ | rows.record.isin(records) if records else may_differ
    rows = rows.filter(rows.source == source, may_differ)
    rows = rows.mutate(record=ibis.coalesce(rows.record, ""))
    window = ibis.window(group_by="record", order_by=["snapshot", "line"])
    return rows.mutate(repeat=ibis.row_number().over(window))


def _same(old: Expression, new: Expression) -> Expression:
    return old.identical_to(new)
