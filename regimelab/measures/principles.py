"""Principles: how alike the members vote on a shared question, beside the powers they stand between."""

from collections.abc import Callable, Iterable, Sequence
from itertools import combinations
from typing import NamedTuple

from regimelab.codebook import ActorClass
from regimelab.evidence import Evidence
from regimelab.measures.posterior import Posterior
from regimelab.measures.result import Measure, estimated, row, spoken
from regimelab.measures.share import clustered_share, tally
from regimelab.region import Region

NEAR = {"absent": "abstain"}  # not voting and abstaining both withhold a side


class Comparison(NamedTuple):
    """Two actors' known votes on one resolution."""

    resolution: str
    one: str
    other: str
    same: bool
    same_side: bool


def comparisons(votes: Iterable[dict[str, object]]) -> tuple[Comparison, ...]:
    """Every two actors whose votes on a resolution are both known; an unknown vote makes no comparison."""
    by_resolution: dict[str, dict[str, str]] = {}
    for vote in votes:
        if vote["vote"]:
            cast = by_resolution.setdefault(str(vote["resolution"]), {})
            cast[str(vote["actor"])] = str(vote["vote"])
    return tuple(
        _compared(resolution, cast, one, other)
        for resolution, cast in sorted(by_resolution.items())
        for one, other in combinations(sorted(cast), 2)
    )


def closeness(chosen: Iterable[Comparison], same_side: bool = False) -> Posterior:
    """Share of comparisons with the same vote, clustered by resolution.

    With ``same_side`` an absence counts as an abstention.
    """
    return clustered_share(tally((c.resolution, c.same_side if same_side else c.same) for c in chosen))


def principles(evidence: Evidence) -> Measure:
    """Closeness: share of same votes among members on the resolutions in the table of UN votes."""
    votes = evidence.un_votes.to_pylist()
    known = comparisons(votes)
    members = frozenset(member.code for member in evidence.region.members)
    chosen = [c for c in known if {c.one, c.other} <= members]
    unknown_votes = sum(1 for vote in votes if vote["actor"] in members and not vote["vote"])
    method = (
        "share of same votes over pairs and resolutions, unknown votes left out; beta-binomial by resolution"
    )
    sources = {c.resolution for c in chosen}
    estimate = estimated(closeness(chosen), "share of same votes", method, "un_votes", sources)
    return Measure(
        name="principles",
        title="Principles: closeness on UN votes",
        summary=_summary(chosen, len(sources), spoken(estimate)),
        estimate=estimate,
        rows=tuple(_rows(known, members, evidence.region)),
        caution=f"{unknown_votes} votes of members are unknown and left out, which is not the same as "
        "absent. A few resolutions on one war say little of principles in general; ideal points would say "
        "more.",
    )


def _summary(chosen: Sequence[Comparison], resolutions: int, number: str) -> str:
    if not chosen:
        return "Nothing is on record of how two members voted on the same resolution."
    return (
        f"Two members cast the same vote in {sum(c.same for c in chosen)} of {len(chosen)} comparisons on "
        f"{resolutions} resolutions (share, smoothed: {number})."
    )


def _compared(resolution: str, cast: dict[str, str], one: str, other: str) -> Comparison:
    first, second = cast[one], cast[other]
    alike = NEAR.get(first, first) == NEAR.get(second, second)
    return Comparison(resolution, one, other, first == second, alike)


def _rows(
    known: Sequence[Comparison], members: frozenset[str], region: Region
) -> Iterable[dict[str, object]]:
    yield _row("among members", known, lambda c: {c.one, c.other} <= members)
    yield _row(
        "among members, absence as abstention", known, lambda c: {c.one, c.other} <= members, same_side=True
    )
    for group in (ActorClass.PATRON, ActorClass.WESTERN, ActorClass.PARTNER, ActorClass.NEIGHBOUR):
        codes = [a for a, role in zip(region.actors, region.classes, strict=True) if role == group]
        for code in codes:
            yield _row(f"members with {code}", known, _across(members, code), role=str(group))


def _across(members: frozenset[str], code: str) -> Callable[[Comparison], bool]:
    return lambda c: code in (c.one, c.other) and bool({c.one, c.other} & members)


def _row(
    label: str,
    known: Sequence[Comparison],
    belongs: Callable[[Comparison], bool],
    same_side: bool = False,
    **labels: object,
) -> dict[str, object]:
    chosen = [c for c in known if belongs(c)]
    share = closeness(chosen, same_side) if chosen else None
    return row(
        label, share, len(chosen), {c.resolution for c in chosen}, unit="share of same votes", **labels
    )
