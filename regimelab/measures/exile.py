r"""Exile: how often states that members' nationals flee to protect them.

Rate of protection: of decisions of substance, $r/(r + n)$ with $r$ recognised or given complementary
protection and $n$ rejected; cases closed otherwise are left out.

Source: UNHCR, Refugee Data Finder; the rate is UNHCR's total recognition rate.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from regimelab.evidence import Evidence
from regimelab.evidence.outside import Outside
from regimelab.measures.ideal_points.european_union import eu_members
from regimelab.measures.posterior import Posterior, difference
from regimelab.measures.result import Measure, estimated, row, spoken
from regimelab.measures.share import clustered_share
from regimelab.measures.unmeasured import held, not_held
from regimelab.region import Region

PROTECTED = ("asylum_recognised", "asylum_complementary")
REJECTED = "asylum_rejected"
NAME, TITLE = "exile", "Exile: protection of members' nationals"
UNIT, SOURCE = "share of decisions", "unhcr_decisions"
METHOD = "recognised and complementary over these and rejected; beta-binomial by host and origin"
UNION = "EU"


class Decision(NamedTuple):
    """Decisions of one host on the nationals of one member in one year; persons and cases stay apart."""

    origin: str
    host: str
    year: int
    counted: str
    protected: int
    decided: int


def exile(evidence: Evidence, outside: Outside | None = None) -> Measure:
    """Exile: share of asylum decisions on members' nationals that protect them, over the region's period."""
    region = evidence.region
    known = _decisions(outside, region) if outside and held(outside, SOURCE) else []
    first, last = region.period.start.year, region.period.end.year
    within = [one for one in known if one.year >= first]
    if not within:
        return not_held(NAME, TITLE, UNIT, "asylum decisions on members' nationals", (SOURCE,))
    estimate = estimated(protection(within), UNIT, METHOD, SOURCE, (SOURCE,))
    decided = sum(one.decided for one in within)
    return Measure(
        name=NAME,
        title=TITLE,
        summary=f"Of {decided} decisions on asylum of members' nationals in {first}-{last}, "
        f"{sum(one.protected for one in within)} gave protection; a typical host's share of protection is "
        f"{spoken(estimate)}.",
        estimate=estimate,
        rows=tuple(_rows(known, within, region)),
        caution="Who applies, and where, is not chance, so a rate says as much of the applicants and of the "
        "host as of the persecution. A case decided twice, at first and on appeal, counts twice; persons and "
        "cases are both in it. A host with next to no rejections may report only what it grants. Those "
        "returned without a decision are not in the figures.",
    )


def protection(decisions: Iterable[Decision]) -> Posterior:
    """Share that is protected, over hosts and origins, each a cluster of decisions that are alike."""
    clusters: dict[tuple[str, str, str], tuple[int, int]] = {}
    for one in decisions:
        key = one.origin, one.host, one.counted
        protected, decided = clusters.get(key, (0, 0))
        clusters[key] = protected + one.protected, decided + one.decided
    return clustered_share([clusters[key] for key in sorted(clusters)])


def _decisions(outside: Outside, region: Region) -> list[Decision]:
    """Read what was decided on members' nationals up to the last year of the period."""
    members = [member.code for member in region.members]
    counts: dict[tuple[str, str, int, str], list[int]] = {}
    for one in outside.flows([*PROTECTED, REJECTED], members).to_pylist():
        theirs = one["sender"] in members and one["source"] == SOURCE and one["value"]
        if theirs and one["start"] <= region.period.end:
            host = one["receiver"] or "unknown"
            count = counts.setdefault((one["sender"], host, one["start"].year, one["unit"]), [0, 0])
            count[0] += int(one["value"]) if one["variable"] in PROTECTED else 0
            count[1] += int(one["value"])
    return [Decision(*key, *counts[key]) for key in sorted(counts)]


def _rows(known: list[Decision], within: list[Decision], region: Region) -> Iterator[dict[str, object]]:
    first, last = region.period.start.year, region.period.end.year
    before = [one for one in known if one.year < first]
    if before:
        change = difference(protection(within), protection(before))
        number = len({one.year for one in known})
        yield _row(f"all members, {first}-{last} less before", change, number, f"{UNIT}, difference")
    for member in region.members:
        yield _chosen(f"nationals of {member.code}", within, lambda one, code=member.code: one.origin == code)
    for code in region.actors[len(region.members) :]:
        yield from _host(code, within)


def _host(code: str, within: list[Decision]) -> Iterator[dict[str, object]]:
    """Rate of one outside actor as a host; one that decided nothing has no row."""

    def decides(one: Decision) -> bool:
        return one.host in eu_members(one.year) if code == UNION else one.host == code

    if any(map(decides, within)):
        yield _chosen(f"decided by {code}", within, decides)


def _chosen(label: str, within: list[Decision], belongs: Callable[[Decision], bool]) -> dict[str, object]:
    chosen = [one for one in within if belongs(one)]
    return _row(label, protection(chosen) if chosen else None, sum(one.decided for one in chosen))


def _row(label: str, share: Posterior | None, number: int, unit: str = UNIT) -> dict[str, object]:
    return row(label, share, number, (SOURCE,) if share else (), unit=unit, data=SOURCE)
