"""How fully each state was reported in each year: what the model may take as exposure."""

from typing import Final

import ibis
import pyarrow as pa
from ibis import _
from ibis.backends.duckdb import Backend

from regimelab.evidence.library.fetching import fetched
from regimelab.evidence.library.view import View, table
from regimelab.evidence.shapes import Shape
from regimelab.evidence.sources.source import Expression

RELIABILITY: Final = ibis.schema(
    {
        "actor": "string",
        "year": "int64",
        "reports": "int64",
        "sources": "int64",
        "reliability": "float64",
    }
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
    events = table(backend, Shape.EVENTS, view)
    counted = (
        _reports(events).group_by("actor", "year").aggregate(reports=_.count(), sources=_.source.nunique())
    )
    full = _years(counted).left_join(counted, ["actor", "year"])
    full = full.select(
        "actor",
        "year",
        reports=ibis.coalesce(full.reports, 0),
        sources=ibis.coalesce(full.sources, 0),
    )
    usual = full.group_by("actor").aggregate(
        all_years=_.reports.median(), reported=_.reports.nullif(0).median()
    )
    both = full.left_join(usual, "actor")
    median = (both.all_years > 0).ifelse(both.all_years, both.reported)
    volume = ibis.least(1.0, both.reports / median)
    told = both.select(
        "actor", "year", "reports", "sources", reliability=volume * both.sources / (both.sources + 1)
    )
    return fetched(told.order_by("actor", "year").cast(RELIABILITY))


def _reports(events: Expression) -> Expression:
    """Lay the events out by the states they name, each once."""
    rows = events.mutate(year=events.start.year().cast("int64"))
    sent = rows.select("year", "source", actor=rows.sender)
    other = rows.filter(rows.sender.isnull() | (rows.sender != rows.receiver))
    rows = sent.union(other.select("year", "source", actor=other.receiver))
    return rows.filter(rows.actor.notnull(), rows.year.notnull())


def _years(counted: Expression) -> Expression:
    """List every year from a state's first report to the last of all."""
    last = counted.aggregate(last=_.year.max())
    first = counted.group_by("actor").aggregate(first=_.year.min())
    spans = first.cross_join(last)
    return spans.select("actor", year=ibis.range(spans.first, spans.last + 1).unnest())
