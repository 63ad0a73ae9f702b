"""A view of the library: which release, as of which day, without whose word."""

from collections.abc import Iterable
from datetime import date
from typing import Final, NamedTuple, get_args

import ibis
from ibis.backends.sql import SQLBackend as Backend

from regimelab.errors import refuse_unknown
from regimelab.evidence.library.corrections import corrected
from regimelab.evidence.library.fetching import opened
from regimelab.evidence.library.releases import Contents, contents, find_release, in_order
from regimelab.evidence.library.snapshot import Snapshot
from regimelab.evidence.shapes import Shape
from regimelab.evidence.sources.source import Expression, Family

FAMILIES: Final[tuple[str, ...]] = get_args(Family)


class View(NamedTuple):
    """What is looked at: a release (the latest), as of a day (today), without families of sources (none).

    As of a day, a snapshot is seen if it had been published by then (or retrieved, where nobody said
    when it was published), and a row if its source had reported it by then: what had not yet been
    replaced on that day is seen again.
    """

    release: str | None = None
    as_of: date | None = None
    without: tuple[str, ...] = ()


def standing(backend: Backend, view: View) -> tuple[Snapshot, ...]:
    """Pick the snapshots that a view sees."""
    return _seen(_held(backend, view), view)


def not_replaced(snapshots: Iterable[Snapshot]) -> list[Snapshot]:
    """Leave out what a later snapshot of the same source replaces, and older readings of the same bytes."""
    ordered = sorted(snapshots, key=in_order)
    latest = {one.source: one for one in ordered if one.replaces}
    reread = {(one.source, one.sha256): one for one in sorted(ordered, key=lambda one: one.number)}
    return [
        one
        for one in ordered
        if reread[one.source, one.sha256] is one
        and (one.source not in latest or in_order(one) >= in_order(latest[one.source]))
    ]


def table(backend: Backend, shape: Shape, view: View) -> Expression:
    """Give the rows of a shape that a view sees, known errors corrected."""
    held = _held(backend, view)
    seen = [one.snapshot for one in _seen(held, view) if one.shape == shape.value]
    rows = opened(backend, shape.value)
    rows = rows.filter(rows.snapshot.isin(seen)) if seen else rows.filter(ibis.literal(False))
    if view.as_of is not None and "reported" in rows.columns:
        rows = rows.filter(rows.reported.isnull() | (rows.reported <= view.as_of))
    return corrected(rows, held.corrections)


def _held(backend: Backend, view: View) -> Contents:
    refuse_unknown("without", view.without, FAMILIES, "a family of sources")
    held = contents(backend, view.release)
    return held if held.release else Contents(find_release(backend, None), (), ())


def _seen(held: Contents, view: View) -> tuple[Snapshot, ...]:
    known = [one for one in held.snapshots if view.as_of is None or one.known_since <= view.as_of]
    return tuple(one for one in not_replaced(known) if one.family not in view.without)
