"""Rows of ideal points: members' dispersion and distances, in all votes and in those on one issue."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from regimelab.codebook import ActorClass
from regimelab.evidence.outside import Outside
from regimelab.measures.ideal_points.european_union import eu_members
from regimelab.measures.ideal_points.stands import (
    ByYear,
    Stands,
    dispersion,
    distance,
    over,
    slope,
    stands_of,
)
from regimelab.measures.posterior import drawn
from regimelab.measures.result import row
from regimelab.region import Region

UNIT = "standard deviations of all states"
BY_YEAR = f"{UNIT}, year by year"
CHANGE = f"{UNIT}, difference"
ISSUES = {"hr": "on human rights", "co": "on colonialism and sovereignty"}  # the producer's letters
POSITIVE = "USA"
UNION = "EU"

Power = Callable[[int], Iterable[str]]


class Standing(NamedTuple):
    """What a region's members' ideal points say: the headline's draws, and the rows."""

    apart: np.ndarray | None
    nearest: str
    rows: tuple[dict[str, object], ...]
    roll_calls: int
    first: int
    last: int


def standing(outside: Outside, region: Region, seed: int) -> Standing | None:
    """Place members among the powers by their votes in the General Assembly up to the period's end."""
    members = [member.code for member in region.members]
    votes = _since_members(outside.votes("un_votes"), members, region)
    if not votes.num_rows:
        return None
    stands = stands_of(votes, POSITIVE, seed)
    first, last = region.period.start.year, region.period.end.year
    apart, powers = dispersion(stands, members), dict(_powers(region))
    rows = [*_members_rows(apart, first, last), *_power_rows(stands, members, powers, "", first, last)]
    for issue, name in ISSUES.items():
        of_issue = stands_of(_on(votes, issue), POSITIVE, seed)
        rows += _issue_rows(of_issue, members, powers, name, first, last)
    return Standing(
        over(apart, first, last),
        _nearest(stands, region, powers),
        tuple(rows),
        stands.roll_calls,
        first,
        last,
    )


def _since_members(votes: pa.Table, members: list[str], region: Region) -> pa.Table:
    """Keep the votes of all states from the first vote of a member to the end of the period."""
    day, actor = votes["day"].to_numpy(), votes["actor"].to_numpy()
    timely = day <= np.datetime64(region.period.end)
    ours = day[timely & np.isin(actor, members)]
    begun = ours.min() if len(ours) else np.datetime64("NaT")  # no day is after that
    return votes.filter(pa.array(timely & (day >= begun)))


def _on(votes: pa.Table, issue: str) -> pa.Table:
    """Keep roll calls that the producer files under an issue."""
    filed = [issue in (one or "").split(";") for one in votes["issues"].to_pylist()]
    return votes.filter(pa.array(filed, pa.bool_()))


def _powers(region: Region) -> Iterator[tuple[str, Power]]:
    """Name the patrons and Western powers of a region, each by the states that it is."""
    for code, role in zip(region.actors, region.classes, strict=True):
        if role == ActorClass.PATRON or role == ActorClass.WESTERN:
            yield code, eu_members if code == UNION else _state(code)


def _state(code: str) -> Power:
    return lambda _: (code,)


def _members_rows(apart: ByYear, first: int, last: int) -> Iterator[dict[str, object]]:
    yield _row(f"among members, {first}-{last}", over(apart, first, last), _held(apart, first, last))
    yield from _changes("among members", apart, first, last)
    yield _row("among members, change per decade", slope(apart), len(apart), CHANGE)
    for year, draws in sorted(apart.items()):
        yield _row(f"among members, {year}", draws, 1, BY_YEAR)


def _power_rows(
    stands: Stands, members: list[str], powers: dict[str, Power], issue: str, first: int, last: int
) -> Iterator[dict[str, object]]:
    for code, power in powers.items():
        found = distance(stands, members, power)
        label = f"members to {code} {issue}".rstrip()
        yield _row(f"{label}, {first}-{last}", over(found, first, last), _held(found, first, last))
        yield from _changes(label, found, first, last)


def _issue_rows(
    stands: Stands, members: list[str], powers: dict[str, Power], issue: str, first: int, last: int
) -> Iterator[dict[str, object]]:
    apart = dispersion(stands, members)
    label = f"among members {issue}"
    yield _row(f"{label}, {first}-{last}", over(apart, first, last), _held(apart, first, last))
    yield from _changes(label, apart, first, last)
    yield from _power_rows(stands, members, powers, issue, first, last)


def _changes(label: str, found: ByYear, first: int, last: int) -> Iterator[dict[str, object]]:
    """Give the period's mean less that of the years before, where both are known."""
    before, within = over(found, 0, first - 1), over(found, first, last)
    if before is not None and within is not None:
        yield _row(f"{label}, {first}-{last} less before", within - before, len(found), CHANGE)


def _nearest(stands: Stands, region: Region, powers: dict[str, Power]) -> str:
    """Name the power nearest to the members over the period, by the median of its distance."""
    members, names = [one.code for one in region.members], {one.code: one.name for one in region.outside}
    first, last = region.period.start.year, region.period.end.year
    found = {code: over(distance(stands, members, power), first, last) for code, power in powers.items()}
    known = {code: float(np.median(draws)) for code, draws in found.items() if draws is not None}
    return names[min(known, key=lambda code: known[code])] if known else ""


def _held(found: ByYear, first: int, last: int) -> int:
    return sum(first <= year <= last for year in found)


def _row(label: str, draws: np.ndarray | None, years: int, unit: str = UNIT) -> dict[str, object]:
    posterior = None if draws is None else drawn(draws)
    sources = ("un_votes",) if draws is not None else ()
    return row(f"ideal points: {label}", posterior, years, sources, unit=unit, data="un_votes")
