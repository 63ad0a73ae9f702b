"""Principles: how alike the members vote on a shared question, beside the powers they stand between."""

from collections.abc import Callable, Iterable, Sequence
from itertools import combinations
from typing import NamedTuple

from regimelab.codebook import ActorClass, in_sentence
from regimelab.evidence import Evidence
from regimelab.evidence.outside import Outside, how_to_add
from regimelab.interval import Estimate
from regimelab.measures.ideal_points.rows import UNIT, Standing, standing
from regimelab.measures.posterior import Posterior, drawn
from regimelab.measures.result import Measure, estimated, row, spoken
from regimelab.measures.share import clustered_share, tally
from regimelab.region import Region

ROLL_CALLS = "un_votes"  # the source of outside data, not the region's table
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


def principles(evidence: Evidence, seed: int = 0, outside: Outside | None = None) -> Measure:
    """Principles: how far members stand from each other, and from the powers, by their votes in the UN.

    With the votes of the General Assembly in the store: mean distance between two members' ideal points over
    the region's period, beside distances to patrons and Western powers, on all votes and on those on human
    rights and on colonialism. Without them: share of same votes among members on the resolutions in the
    region's own table, which is given in either case.
    """
    votes = evidence.un_votes.to_pylist()
    known = comparisons(votes)
    members = frozenset(member.code for member in evidence.region.members)
    chosen = [c for c in known if {c.one, c.other} <= members]
    same = _same_votes(chosen)
    standing = _standing(evidence.region, seed, outside)
    wide = "" if standing is None else _wide(standing)
    tabled = bool(votes) or standing is None
    return Measure(
        name="principles",
        title="Principles: closeness on UN votes",
        summary=f"{wide} {_summary(chosen, len(set(same.sources)), spoken(same)) if tabled else ''}".strip(),
        estimate=same if standing is None else _apart(standing),
        rows=(
            *(_rows(known, members, evidence.region) if tabled else ()),
            *(standing.rows if standing else ()),
        ),
        caution=_caution(votes, members, standing is not None),
    )


def _same_votes(chosen: Sequence[Comparison]) -> Estimate:
    """Estimate the share of same votes among members on the resolutions in the region's table."""
    method = (
        "share of same votes over pairs and resolutions, unknown votes left out; beta-binomial by resolution"
    )
    sources = {c.resolution for c in chosen}
    return estimated(closeness(chosen), "share of same votes", method, "un_votes", sources)


def _standing(region: Region, seed: int, outside: Outside | None) -> Standing | None:
    """Estimate ideal points if the store holds the votes, and members are among the voters."""
    if outside is None or ROLL_CALLS not in outside.sources:
        return None
    found = standing(outside, region, seed)
    return None if found is None or found.apart is None else found


def _apart(standing: Standing) -> Estimate:
    """Give the headline: how far apart two members stood over the period."""
    assert standing.apart is not None
    method = (
        f"ordinal probit with autoregressive ideal points (Bailey, Strezhnev & Voeten 2017), "
        f"{standing.roll_calls} roll calls; mean distance between two members, "
        f"{standing.first}-{standing.last}"
    )
    return estimated(drawn(standing.apart), UNIT, method, ROLL_CALLS, (ROLL_CALLS,))


def _wide(standing: Standing) -> str:
    nearest = f", and of the powers nearest to {in_sentence(standing.nearest)}" if standing.nearest else ""
    return (
        f"By {standing.roll_calls} roll calls in the UN General Assembly two members stood "
        f"{spoken(_apart(standing))} {UNIT} apart in {standing.first}-{standing.last}{nearest}."
    )


def _caution(votes: Sequence[dict[str, object]], members: frozenset[str], wide: bool) -> str:
    unknown = sum(1 for vote in votes if vote["actor"] in members and not vote["vote"])
    said = (
        f"{unknown} votes of members in the table of emergency sessions are unknown and left out, which is "
        "not the same as absent."
    )
    said = said if votes else ""
    if not wide:
        return (
            f"{said} A few resolutions on one war say little of principles in general; ideal points over all "
            f"roll calls would say more, and need {how_to_add(ROLL_CALLS)}."
        ).strip()
    return (
        f"{said} One dimension holds what most divides the Assembly, which is how far a state goes along "
        "with the United States; states that agree on it may differ on much else. The whole world's move "
        "from year to year cannot be told from a change of what is voted on, so distances are relative to "
        "the world of the year. Intervals leave out the uncertainty of the scale."
    ).strip()


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
