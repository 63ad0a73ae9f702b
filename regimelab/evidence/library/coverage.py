"""Where a source falls silent, or suddenly speaks more: years missing, and months unlike their neighbours."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

import numpy as np
from ibis import _

from regimelab.evidence.actors.actors import ENDS
from regimelab.evidence.library.fetching import listed
from regimelab.evidence.library.finding import EXAMPLES, Finding
from regimelab.evidence.shapes import Shape
from regimelab.evidence.sources.source import Expression

NEIGHBOURS: Final = 6  # months before and after
LEAST_MONTHS: Final = 7  # fewer neighbours tell nothing
SUDDEN: Final = 5.0  # robust standard deviations
LEAST_SPREAD: Final = 0.1  # of the log count: a tenth up or down is no change, however even the rest
_NORMAL: Final = 1.4826  # a normal distribution's standard deviation over its median absolute deviation


def coverage_gaps(rows: Expression, shape: Shape) -> Iterator[Finding]:
    """Find years without a row between a state's first and last year in a source.

    A spell lasts, so spells have no gaps.
    """
    if shape is Shape.SPELLS:
        return
    when = rows["day" if shape is Shape.VOTES else "start"]
    ends = [ours for ours in ENDS if ours in rows.columns]
    years: dict[tuple[str, str], set[int]] = {}
    for end in ends:
        seen = rows.select("source", actor=rows[end], year=when.year()).distinct()
        for row in listed(seen.filter(seen.actor.notnull(), seen.year.notnull())):
            years.setdefault((row["source"], row["actor"]), set()).add(row["year"])
    gaps = {key: spans for key, seen in sorted(years.items()) if (spans := _missing(sorted(seen)))}
    for source in sorted({source for source, _actor in gaps}):
        mine = {actor: spans for (of, actor), spans in gaps.items() if of == source}
        count = sum(last - first + 1 for spans in mine.values() for first, last in spans)
        named = tuple(f"{actor}: {_written(spans)}" for actor, spans in mine.items())
        what = f"years are missing between the first and the last of {len(mine)} states"
        yield Finding("coverage", source, what, count, named[:EXAMPLES])


def sudden_changes(rows: Expression, shape: Shape) -> Iterator[Finding]:
    """Find months in which a source reports far more or fewer events than in the months around.

    The log of one plus a month's count is compared with the median of its neighbours, six months before
    and six after, in units of their median absolute deviation times 1.4826, or 0.1 where that is
    smaller: a month that is five such units away is unlike its neighbours. A lasting change of level
    shows in the months beside it.
    """
    if shape is not Shape.EVENTS:
        return
    month = rows.start.truncate("M")
    counts = rows.group_by("source", month=month).aggregate(count=_.count())
    by_source: dict[str, dict[int, int]] = {}
    for row in listed(counts.filter(counts.month.notnull())):
        at = row["month"].year * 12 + row["month"].month - 1
        by_source.setdefault(row["source"], {})[at] = row["count"]
    for source, counted in sorted(by_source.items()):
        yield from _sudden(source, counted)


def _sudden(source: str, counted: Mapping[int, int]) -> Iterator[Finding]:
    months = range(min(counted), max(counted) + 1)
    counts = [counted.get(month, 0) for month in months]
    scores = volume_scores(counts)
    odd = [(abs(z), month) for z, month in zip(scores, months, strict=True) if abs(z) >= SUDDEN]
    if odd:
        named = tuple(
            f"{month // 12}-{month % 12 + 1:02d}: {counts[month - months.start]}"
            for _z, month in sorted(odd, reverse=True)[:EXAMPLES]
        )
        yield Finding(
            "volume", source, "months report far more or fewer events than those around", len(odd), named
        )


def volume_scores(counts: Sequence[int]) -> list[float]:
    """Score each month's log count against its neighbours' median, in robust standard deviations."""
    logs = np.log1p(np.asarray(counts, dtype=float))
    scores: list[float] = []
    for at, own in enumerate(logs):
        around = np.concatenate([logs[max(0, at - NEIGHBOURS) : at], logs[at + 1 : at + 1 + NEIGHBOURS]])
        if len(around) < LEAST_MONTHS:
            scores.append(0.0)
            continue
        middle = np.median(around)
        spread = max(_NORMAL * float(np.median(np.abs(around - middle))), LEAST_SPREAD)
        scores.append(float((own - middle) / spread))
    return scores


def _missing(years: Sequence[int]) -> list[tuple[int, int]]:
    return [(before + 1, after - 1) for before, after in pairwise(years) if after > before + 1]


def _written(spans: Sequence[tuple[int, int]]) -> str:
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in spans)
