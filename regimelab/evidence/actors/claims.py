"""What each code is said to mean, and when; where two claims meet, neither is believed."""

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Final, NamedTuple

import pyarrow as pa

CODES: Final = pa.schema(
    {
        "scheme": pa.string(),
        "code": pa.string(),
        "since": pa.date32(),
        "until": pa.date32(),
        "actor": pa.string(),
    }
)
DISAGREEMENTS: Final = pa.schema(
    {
        "scheme": pa.string(),
        "code": pa.string(),
        "since": pa.date32(),
        "until": pa.date32(),
        "actors": pa.list_(pa.string()),
        "sources": pa.list_(pa.string()),
    }
)


class Claim(NamedTuple):
    """One code said to mean one actor, from ``since`` to the day before ``until``; null is always."""

    scheme: str
    code: str
    since: date | None
    until: date | None
    actor: str
    source: str


class Stretch(NamedTuple):
    """Days in which the same claims are made about one code."""

    scheme: str
    code: str
    since: date | None
    until: date | None
    claims: tuple[Claim, ...]

    @property
    def actors(self) -> tuple[str, ...]:
        """Every actor that the code is said to mean then."""
        return tuple(sorted({claim.actor for claim in self.claims}))


@cache
def claims() -> tuple[Claim, ...]:
    """Read every claim that the package carries, with its source."""
    text = files("regimelab.evidence.actors").joinpath("actor_codes.csv").read_text(encoding="utf-8")
    return tuple(
        Claim(row["scheme"], row["code"], day(row["since"]), day(row["until"]), row["actor"], row["source"])
        for row in csv.DictReader(text.splitlines())
    )


@cache
def actor_codes() -> pa.Table:
    """List what each code means, and when: on any day one actor or none."""
    rows = [(*s[:4], s.actors[0]) for s in stretches(claims()) if len(s.actors) == 1]
    return _table(rows, CODES)


def disagreements() -> pa.Table:
    """List the codes that are said to mean more than one actor on one day, and who says so."""
    rows = [
        (*s[:4], s.actors, sorted({claim.source for claim in s.claims}))
        for s in stretches(claims())
        if len(s.actors) > 1
    ]
    return _table(rows, DISAGREEMENTS)


def stretches(every: Iterable[Claim]) -> Iterator[Stretch]:
    """Cut the claims on each code where one of them begins or ends; upper and lower case are one."""
    by_code = defaultdict[tuple[str, str], list[Claim]](list)
    for claim in every:
        by_code[claim.scheme, claim.code.upper()].append(claim)
    for (scheme, _), group in sorted(by_code.items()):
        yield from _joined(_cut(scheme, min(claim.code for claim in group), group))


def _cut(scheme: str, code: str, group: list[Claim]) -> Iterator[Stretch]:
    edges = sorted({d for claim in group for d in (claim.since, claim.until) if d})
    for since, until in pairwise([None, *edges, None]):
        made = tuple(claim for claim in group if _covers(claim, since, until))
        if made:
            yield Stretch(scheme, code, since, until, made)


def _covers(claim: Claim, since: date | None, until: date | None) -> bool:
    begun = claim.since is None or (since is not None and claim.since <= since)
    lasts = claim.until is None or (until is not None and until <= claim.until)
    return begun and lasts


def _joined(cut: Iterable[Stretch]) -> Iterator[Stretch]:
    last = None
    for stretch in cut:
        if last and last.until == stretch.since and last.actors == stretch.actors:
            last = stretch._replace(since=last.since, claims=last.claims + stretch.claims)
            continue
        if last:
            yield last
        last = stretch
    if last:
        yield last


def day(cell: str) -> date | None:
    """Read a day of the vocabulary; blank is none."""
    return date.fromisoformat(cell) if cell else None


def _table(rows: Sequence[tuple[object, ...]], schema: pa.Schema) -> pa.Table:
    columns = list(zip(*rows, strict=True)) or [[] for _ in schema]
    return pa.table([pa.array(c, f.type) for c, f in zip(columns, schema, strict=True)], schema=schema)
