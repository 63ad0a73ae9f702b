"""Finding outside events among millions: which, and how many by facet.

Every function takes a table of the events' shape and gives an expression, so that the engine that
holds the events does the work, whichever it is.
"""

from datetime import date
from typing import NamedTuple

import ibis
import ibis.expr.types as ir

from regimelab.evidence.sources.source import Expression, joined

FACETS = ("source", "kind", "scheme", "sender", "receiver", "place", "year", "confidence")
SORTABLE = ("start", "sender", "receiver", "code", "source", "value", "mentions")


class Filter(NamedTuple):
    """What is asked for; a condition that is not given lets everything through.

    ``actor`` is either end, ``record`` the producer's own id; ``since`` and ``until`` are both included,
    and an event that may lie between them is found. ``words`` must all stand in the producer's codes,
    the place or the address.
    """

    source: str | None = None
    kind: str | None = None
    actor: str | None = None
    sender: str | None = None
    receiver: str | None = None
    record: str | None = None
    since: date | None = None
    until: date | None = None
    words: tuple[str, ...] = ()


def found(events: ir.Table, asked: Filter) -> ir.Table:
    """Keep the events that meet every condition."""
    conditions = [*_named(events, asked), *_dated(events, asked), *_said(events, asked.words)]
    return events.filter(conditions) if conditions else events


def page(events: ir.Table, sort: str = "start", limit: int = 100, offset: int = 0) -> ir.Table:
    """Show some of the events in a stable order; the latest, largest or last first with ``-sort``."""
    name, falling = sort.removeprefix("-"), sort.startswith("-")
    key = ibis.desc(events[name]) if falling else ibis.asc(events[name])
    return events.order_by(key, events.source, events.record).limit(limit, offset=offset)


def facets(events: ir.Table, most: int = 20) -> ir.Table:
    """Count the events by each facet: ``facet``, ``name``, ``events``; the commonest ``most`` of each."""
    start: Expression = events.start
    dated = events.mutate(year=start.year().cast("string"))
    return ibis.union(*(_facet(dated, name, most) for name in FACETS if name in dated.columns))


def _named(events: ir.Table, asked: Filter) -> list[Expression]:
    exact = {name: getattr(asked, name) for name in ("source", "kind", "sender", "receiver", "record")}
    conditions: list[Expression] = [events[name] == value for name, value in exact.items() if value]
    if asked.actor:
        conditions.append((events.sender == asked.actor) | (events.receiver == asked.actor))
    return conditions


def _dated(events: ir.Table, asked: Filter) -> list[Expression]:
    conditions: list[Expression] = []
    if asked.since:
        conditions.append(events.end > ibis.literal(asked.since))
    if asked.until:
        conditions.append(events.start <= ibis.literal(asked.until))
    return conditions


def _said(events: ir.Table, words: tuple[str, ...]) -> list[Expression]:
    told: list[Expression] = [
        events[name] for name in ("code", "sender_code", "receiver_code", "place", "url")
    ]
    said = joined(" ", *told).lower()
    return [said.contains(word.lower()) for word in words]


def _facet(events: ir.Table, name: str, most: int) -> ir.Table:
    counted = events.group_by(name=events[name]).agg(events=events.count())
    chosen = counted.order_by(ibis.desc("events"), "name").limit(most)
    return chosen.select(facet=ibis.literal(name), name="name", events="events")
