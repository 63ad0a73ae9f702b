"""A chronicle drawn from event data that the store holds: coded by machine from news, read by nobody.

Reports of one day with the same kind and the same two ends, whatever their number, are one act: machines
code an act as often as it is told. The two ends of a symmetric kind have no order. Acts are drawn from the
longest stretch of days within the region's period in which the sources report anything in the world, gaps of
a week allowed: outside it there are no data, which is not the same as no acts.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, Final

import ibis
import pyarrow as pa
from ibis import _

from regimelab.codebook import kind_title, kinds_of
from regimelab.errors import EvidenceMissing, Problem
from regimelab.evidence.actors import actor_codes
from regimelab.evidence.library import Library, Snapshot
from regimelab.evidence.library.fetching import listed
from regimelab.evidence.origin import Origin
from regimelab.evidence.outside import how_to_add
from regimelab.evidence.schemas import ACTS, table_of
from regimelab.evidence.shapes import Shape
from regimelab.evidence.sources import SOURCE
from regimelab.evidence.sources.source import Expression
from regimelab.evidence.store import Store
from regimelab.evidence.vocabulary import kind_of, kind_rules, kinds_of_pairs
from regimelab.region import Region
from regimelab.region.schema import Period

SILENCE: Final = 7  # days without a report anywhere that do not end a stretch
STATED: Final = ("producer", "title", "version", "licence", "citation", "accessed")
DRAWING: Final = "1"  # of turning reports into acts; raise it when it changes


@dataclass(frozen=True)
class Drawn:
    """A region with the period that its sources cover, the acts drawn, and where they come from."""

    region: Region
    acts: pa.Table
    origin: Origin


def sources_held(store: Store, region: Region) -> tuple[Snapshot, ...]:
    """List the snapshots of event data to draw a chronicle from; refuse if there is none."""
    library = Library(store)
    snapshots = library.snapshots() if library.releases() else ()
    held = tuple(one for one in snapshots if one.source in region.chronicle.events)
    if not held:
        what = "has no chronicle of its own, and the store holds no event data to draw one from."
        remedy = f"Add some of: {how_to_add(*region.chronicle.events[:3])}."
        raise EvidenceMissing(Problem(f"region '{region.code}'", what, remedy))
    return held


def draw(store: Store, region: Region) -> Drawn:
    """Draw the acts of a region from the event data of a store, with where they come from."""
    held = sources_held(store, region)
    library = Library(store, actor_codes(), kinds_of_pairs())
    names = sorted({one.source for one in held})
    all_events: Expression = library.table(Shape.EVENTS)
    period = covered(_days(all_events.filter(all_events.source.isin(names))), region)
    narrowed = region.model_copy(update={"period": period})
    events: Expression = library.merged_events()
    reports = _reports(events.filter(events.source.isin(names)), narrowed)
    acts = table_of(_acts(reports, narrowed, held), ACTS)
    origin = _origin(narrowed, held)
    said = {name: getattr(origin, name) for name in STATED}
    stated = narrowed.chronicle.model_copy(update=said)
    return Drawn(narrowed.model_copy(update={"chronicle": stated}), acts, origin)


def covered(days: Sequence[date], region: Region) -> Period:
    """Find the longest stretch of reported days within a region's period; of equals, the latest."""
    within = [day for day in days if region.period.start <= day <= region.period.end]
    if not within:
        what = f"the event data held report nothing from {region.period.start} to {region.period.end}."
        raise EvidenceMissing(Problem(f"region '{region.code}'", what, "Add data of these years."))
    cuts = [at for at, (a, b) in enumerate(pairwise(within), start=1) if (b - a).days > SILENCE]
    runs = [within[a:b] for a, b in pairwise((0, *cuts, len(within)))]
    best = max(runs, key=lambda run: ((run[-1] - run[0]).days, run[0]))
    return Period(start=best[0], end=best[-1])


def _days(events: Expression) -> list[date]:
    rows = listed(events.filter(events.start.notnull()).select("start").distinct())
    return sorted(row["start"] for row in rows)


def _reports(events: Expression, region: Region) -> list[dict[str, Any]]:
    """Group the reports of one day, kind and pair; the database does the counting."""
    actors, members = list(region.actors), [member.code for member in region.members]
    near = events.filter(
        events.sender.isin(members) | events.receiver.isin(members),
        events.start.between(region.period.start, region.period.end),
    )
    known: Expression = kind_of(near, _borders(region))
    known = known.filter(known.kind.notnull())
    home = known.kind.isin(kinds_of("domestic"))
    one = ibis.coalesce(known.sender, known.receiver)
    other = ibis.coalesce(known.receiver, known.sender)
    paired = known.mutate(one=one, other=other, home=home)
    fits = (paired.one == paired.other) == paired.home
    paired = paired.filter(fits, paired.one.isin(actors), paired.other.isin(actors))
    two_sided = paired.kind.isin(kinds_of("symmetric"))
    turned = two_sided & (paired.one > paired.other)
    ordered = paired.mutate(
        first=turned.ifelse(paired.other, paired.one), second=turned.ifelse(paired.one, paired.other)
    )
    grouped = ordered.group_by("start", "kind", "first", "second").aggregate(
        reports=_.count(),
        scheme=_.scheme.min(),
        code=_.code.min(),
        source=_.source.min(),
        url=_.url.min(),
        intensity=_.intensity.max(),
        tone=_.tone.mean(),
        deaths_low=_.deaths_low.max(),
        deaths_high=_.deaths_high.max(),
        confidence=_.kind_confidence.max(),  # of high, low and medium the last in the alphabet
    )
    return listed(grouped.order_by("start", "kind", "first", "second"))


def _borders(region: Region) -> Expression:
    rows = [{"iso3_a": a, "iso3_b": b} for a, b, _km in region.borders()]
    return ibis.memtable(
        pa.Table.from_pylist(rows, pa.schema({"iso3_a": pa.string(), "iso3_b": pa.string()}))
    )


def _acts(
    reports: Iterable[dict[str, Any]], region: Region, held: Sequence[Snapshot]
) -> list[dict[str, Any]]:
    meanings = {(row["scheme"], row["code"]): row["means"] for row in kind_rules().to_pylist()}
    members = {member.code for member in region.members}
    latest = {one.source: one for one in held}
    return [
        {
            "id": f"EV{number:06d}",
            "start": row["start"],
            "end": row["start"] + timedelta(days=1),
            "precision": "day",
            "kind": row["kind"],
            "actor": row["first"],
            "target": None if row["first"] == row["second"] else row["second"],
            "states": ";".join(sorted({row["first"], row["second"]} & members)),
            "intensity": row["intensity"] or 0,
            "tone": round(row["tone"] or 0.0),
            "deaths_low": row["deaths_low"],
            "deaths_high": row["deaths_high"],
            "description": _said(row, meanings),
            "source_url": row["url"] or SOURCE[row["source"]].published.url,
            "source_publisher": SOURCE[row["source"]].published.title,
            "confidence": row["confidence"] or "low",
            "seed_cited": False,
            "source": row["source"],
            "retrieved": latest[row["source"]].retrieved.isoformat(),
            "licence": latest[row["source"]].licence,
        }
        for number, row in enumerate(reports, start=1)
    ]


def _said(row: dict[str, Any], meanings: dict[tuple[str, str], str]) -> str:
    """Say what the machine coded, and in how many reports."""
    means = meanings.get((row["scheme"], row["code"]), "")
    named = f"{row['scheme'].upper()} {row['code']}" + (f", {means}" if means else "")
    ends = row["first"] if row["first"] == row["second"] else f"{row['first']} and {row['second']}"
    number = "1 report" if row["reports"] == 1 else f"{row['reports']} reports"
    return f"Machine-coded: {ends}, {kind_title(row['kind'])} ({named}; {number})."


def _origin(region: Region, held: Sequence[Snapshot]) -> Origin:
    """Name every source drawn from, with its version, licence and citation."""
    names = sorted({one.source for one in held})
    said = [SOURCE[name].published for name in names]
    return Origin(
        source="chronicle",
        producer="; ".join(dict.fromkeys(one.producer for one in said)),
        title=f"{region.chronicle.title}, {region.period.start} to {region.period.end}",
        version=", ".join(sorted({f"{one.source} {one.version or one.snapshot}" for one in held})),
        url="; ".join(one.url for one in said),
        licence="; ".join(sorted({one.licence for one in held})),
        citation=". ".join(dict.fromkeys(one.citation for one in said)),
        accessed=max(one.retrieved for one in held).isoformat(),
        sha256=" ".join(sorted(one.sha256 for one in held)),
    )
