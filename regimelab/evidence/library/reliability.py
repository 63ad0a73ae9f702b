"""How fully each state was reported in each year: what the model may take as exposure."""

from collections.abc import Iterator, Mapping
from statistics import median
from typing import Final

import pyarrow as pa
from ibis import _
from ibis.backends.sql import SQLBackend as Backend

from regimelab.evidence.library.fetching import listed
from regimelab.evidence.library.view import View, table
from regimelab.evidence.shapes import Shape
from regimelab.evidence.sources.source import Expression

RELIABILITY: Final = pa.schema(
    [
        ("actor", pa.string()),
        ("year", pa.int64()),
        ("reports", pa.int64()),
        ("sources", pa.int64()),
        ("reliability", pa.float64()),
    ]
)


def reliability(backend: Backend, view: View) -> pa.Table:
    r"""Reliability of reporting by state and year, in [0, 1]; high is good.

    $r_{sy} = \min(1, n_{sy} / \tilde n_s) \cdot k_{sy} / (k_{sy} + 1)$, where $n_{sy}$ is the number of
    events reported in which the state sent or received, $\tilde n_s$ the state's own median of it over
    the years from its first report to the last of the view, years without a report among them where
    the median stays above zero (else over those with one), and $k_{sy}$ the number of sources that
    report: half for one source, two thirds for two. A year without a report has 0. It compares a state
    with itself, so a small state is not punished for being small; a year in which little happened
    looks like one in which little was reported.

    Source: the project's own definition.
    """
    rows = _reports(table(backend, Shape.EVENTS, view))
    counted = rows.group_by("actor", "year").aggregate(reports=_.count(), sources=_.source.nunique())
    by_actor: dict[str, dict[int, tuple[int, int]]] = {}
    for row in listed(counted.order_by("actor", "year")):
        by_actor.setdefault(row["actor"], {})[row["year"]] = row["reports"], row["sources"]
    last = max((year for seen in by_actor.values() for year in seen), default=0)
    told = [row for actor, seen in by_actor.items() for row in _rated(actor, seen, last)]
    return pa.Table.from_pylist(told, RELIABILITY)


def _rated(actor: str, seen: Mapping[int, tuple[int, int]], last: int) -> Iterator[dict[str, object]]:
    """Rate every year from a state's first report to the last year of all."""
    years = {year: seen.get(year, (0, 0)) for year in range(min(seen), last + 1)}
    usual = median(reports for reports, _sources in years.values())
    usual = usual or median(reports for reports, _sources in seen.values())
    for year, (reports, sources) in years.items():
        share = min(1.0, reports / usual) * sources / (sources + 1)
        yield dict(zip(RELIABILITY.names, (actor, year, reports, sources, share), strict=True))


def _reports(events: Expression) -> Expression:
    """Lay the events out by the states they name, each once."""
    rows = events.mutate(year=events.start.year().cast("int64"))
    sent = rows.select("year", "source", actor=rows.sender)
    other = rows.filter(rows.sender.isnull() | (rows.sender != rows.receiver))
    rows = sent.union(other.select("year", "source", actor=other.receiver))
    return rows.filter(rows.actor.notnull(), rows.year.notnull())
