"""What will be recorded: counts by kind, pair and month after the evidence, to be kept and scored."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from regimelab.codebook import KINDS
from regimelab.study.inquiry import Inquiry
from regimelab.study.manifest import versions
from regimelab.study.opening import Asked, files_of, machine_coded
from regimelab.study.result import Progress, Result, silent
from regimelab.study.sealed import EntryForecast, KindForecast, MadeFrom, Month, Published, seal
from regimelab.study.spread import spread_notes

if TYPE_CHECKING:
    from regimelab.fit.issue import Issued

FIGURES = 6  # significant figures kept of a number; futures tell three at most


@dataclass(frozen=True)
class Forecast:
    """Acts to come by kind and month, and the seal of the whole forecast."""

    made_from: MadeFrom
    months: tuple[Month, ...]
    kinds: tuple[KindForecast, ...]
    pairs: int
    sha256: str
    file: str | None


def forecast(
    asked: Asked,
    seed: int = 0,
    futures: int = 1000,
    months: int = 6,
    publish: Path | None = None,
    progress: Progress = silent,
) -> Result[Forecast]:
    """Forecast the months after the evidence; the file is sealed if it is to be published."""
    inquiry = Inquiry(asked, seed, progress)
    found = published(inquiry, futures, months)
    raw, digest = seal(found)
    name = None if publish is None else _file_name(publish, found, digest)
    return Result(
        Forecast(found.made_from, found.months, found.kinds, len(found.entries), digest, name),
        rows=tuple(row for kind in found.kinds for row in _rows(kind, found.months)),
        release=inquiry.evidence.release,
        warnings=(*machine_coded(inquiry.evidence), *spread_notes(futures)),
        inputs=files_of(inquiry.evidence.region, asked),
        files={} if name is None else {name: raw},
    )


def published(inquiry: Inquiry, futures: int, months: int) -> Published:
    """Simulate futures from the end of the evidence and lay them out by kind and by pair."""
    found = inquiry.modelling.issue(months, futures)
    made = _made_from(inquiry, futures, months)
    kinds = tuple(
        KindForecast(kind.name, _short(expected), _chances(chances))
        for kind, expected, chances in zip(KINDS, *found.of_kinds, strict=True)
    )
    return Published(made, tuple(calendar(made.origin, months)), kinds, tuple(_entries(inquiry, found)))


def _made_from(inquiry: Inquiry, futures: int, months: int) -> MadeFrom:
    from regimelab.study.kept import code_hash

    region, evidence = inquiry.evidence.region, inquiry.evidence
    return MadeFrom(
        region.code,
        evidence.release,
        region.period.end + timedelta(days=1),
        months,
        futures,
        inquiry.seed,
        inquiry.modelling.half_lives,
        code_hash(),
        versions(),
    )


def _entries(inquiry: Inquiry, found: "Issued") -> Iterator[EntryForecast]:
    actors, risk = inquiry.history.actors, inquiry.modelling.model.risk
    for place, (kind, sender, receiver) in enumerate(zip(*risk[:3], strict=True)):
        yield EntryForecast(
            KINDS[kind].name,
            actors[sender],
            actors[receiver],
            _short(found.expected[place]),
            _chances(found.chances[place]),
            {name: _short(rate[place]) for name, rate in found.baselines.items()},
        )


def calendar(origin: date, months: int) -> list[Month]:
    """List the months from an origin on; each begins on the origin's day, or on the month's last."""
    firsts = [_months_later(origin, number) for number in range(months + 1)]
    pairs = pairwise(firsts)
    return [Month(first, then - timedelta(days=1)) for first, then in pairs]


def _months_later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    after = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    return min(date(year, month + 1, 1) + timedelta(days=day.day - 1), after - timedelta(days=1))


def _short(values: np.ndarray) -> tuple[float, ...]:
    return tuple(float(f"{value:.{FIGURES}g}") for value in values)


def _chances(values: np.ndarray) -> tuple[tuple[float, ...], ...]:
    """Chances by month, as far as any future went."""
    return tuple(_short(row[: int(np.max(np.flatnonzero(row))) + 1]) for row in values)


def _file_name(publish: Path, found: Published, digest: str) -> str:
    """Name the file as asked, or in a folder after its region, its origin and its seal."""
    if not publish.is_dir():
        return publish.name
    return f"{found.made_from.region}-{found.made_from.origin}-{digest[:12]}.json"


def _rows(kind: KindForecast, months: tuple[Month, ...]) -> list[dict[str, object]]:
    return [
        {
            "kind": kind.kind,
            "first": month.first,
            "last": month.last,
            "expected": expected,
            "at_least_one": 1.0 - chances[0],
            "low": _quantile(chances, 0.05),
            "high": _quantile(chances, 0.95),
        }
        for month, expected, chances in zip(months, kind.expected, kind.chances, strict=True)
    ]


def _quantile(chances: tuple[float, ...], level: float) -> int:
    return int(np.searchsorted(np.cumsum(chances), level - 1e-9))
