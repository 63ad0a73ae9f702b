"""Acts of many actors, laid out as one row a pair."""

import ibis

from regimelab.evidence.sources.source import Expression, joined


def each_pair(acts: Expression, senders: str, receivers: str, joint: str) -> Expression:
    """Lay each act out as rows from each sender to each receiver, named in ``;``-separated lists.

    Where ``joint`` holds all take part alike: each two of them get one row, the alphabetically
    first as sender. An end that nobody is named for stays null. ``record`` tells the rows of an
    act apart, and ``many`` says that there could be several.
    """
    acts = acts.mutate(these=_codes(acts[senders]), those=_codes(acts[receivers]))
    named = acts.these.concat(acts.those).unique().filter(lambda code: code.notnull())
    acts = acts.mutate(all=named, two=acts[joint] & (named.length() > 1))
    acts = acts.mutate(
        many=(acts.these.length() > 1) | (acts.those.length() > 1),
        these=acts.two.ifelse(acts["all"], acts.these),
        those=acts.two.ifelse(acts["all"], acts.those),
    )
    rows = acts.mutate(sender_code=acts.these.unnest())
    rows = rows.mutate(receiver_code=rows.those.unnest())
    rows = rows.filter(~rows.two | (rows.sender_code < rows.receiver_code))
    apart = joined("-", rows.record, rows.sender_code, rows.receiver_code)
    return rows.mutate(record=rows.many.ifelse(apart, rows.record))


def _codes(cell: Expression) -> Expression:
    parts = cell.split(";").map(lambda code: code.strip().nullif("").nullif("None"))
    return ibis.coalesce(parts.unique(), ibis.array([ibis.null("string")]))
