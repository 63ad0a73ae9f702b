"""Events by pair, kind and month: what models count."""

import ibis
import ibis.expr.types as ir

from regimelab.codebook import kinds_of
from regimelab.evidence.sources.source import Expression


def pair_months(events: ir.Table) -> ir.Table:
    """Count the events of each source by sender, receiver, kind and month, with how often they were reported.

    ``mentions`` is null where the source does not count them; ``value`` is the mean weight. An event
    counts in the month in which it begins; one that is dated to a year only, of no kind, or
    with an end unknown is not counted. A domestic act with one end named is that state's.
    The direction of a symmetric kind is the producer's: some report an act once from each side.
    """
    counted = _named(events).filter(lambda row: ~_only_year(row))
    groups = counted.group_by("source", "sender", "receiver", "kind", "month")
    return groups.agg(
        events=lambda row: row.count(),
        mentions=lambda row: row.mentions.sum(),
        value=lambda row: row.value.mean(),
    )


def _named(events: Expression) -> Expression:
    home = ibis.coalesce(events.sender, events.receiver)
    within = events.kind.isin(kinds_of("domestic"))
    named = events.mutate(
        sender=within.ifelse(home, events.sender),
        receiver=within.ifelse(ibis.coalesce(events.receiver, events.sender), events.receiver),
        month=events.start.truncate("M").cast("date"),
    )
    known = [named[name].notnull() for name in ("sender", "receiver", "kind", "month")]
    return named.filter(known)


def _only_year(row: Expression) -> Expression:
    first_day = (row.start.month() == 1) & (row.start.day() == 1)
    next_year = (row.end.month() == 1) & (row.end.day() == 1) & (row.end.year() == row.start.year() + 1)
    return (first_day & next_year).fill_null(False)
