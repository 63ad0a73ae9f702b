"""Findings of who acts with or against whom: acts per year in a pair, with the interval of the rate."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from scipy.special import gammaincinv

from regimelab.codebook import DAYS_PER_MONTH
from regimelab.interval import Estimate
from regimelab.report.content import Finding
from regimelab.report.handed.region import RegionHanded
from regimelab.report.language import message, say

Pair = tuple[str, str]
SIGNS = {"cooperative": 1, "conflictual": -1}
ANCHOR = "figure-ties"
TOLD = {
    "cooperative": (
        message("Acts of cooperative tone between {one} and {two}."),
        message("ties: cooperative"),
    ),
    "conflictual": (
        message("Acts of conflictual tone between {one} and {two}."),
        message("ties: conflictual"),
    ),
}


def tie_id(sign: str, pair: Pair) -> str:
    """Name the finding of a pair."""
    return f"tie-{sign}-{pair[0]}-{pair[1]}"


def tie_findings(rows: Iterable[dict[str, Any]], region: RegionHanded) -> tuple[Finding, ...]:
    """Make one finding a pair that has acts, for members among themselves and with patrons."""
    rows = list(rows)
    return tuple(
        finding
        for sign, tone in SIGNS.items()
        for finding in _of_sign(sign, [row for row in rows if row.get("tone") == tone], region)
    )


def network_actors(region: RegionHanded) -> tuple[str, ...]:
    """List members, then patrons."""
    patrons = [actor.code for actor in region.outside if str(actor.role) == "patron"]
    return (*(member.code for member in region.members), *patrons)


def _of_sign(sign: str, rows: list[dict[str, Any]], region: RegionHanded) -> list[Finding]:
    """Count acts of one sign by pair and turn counts into rates."""
    order = {code: index for index, code in enumerate(network_actors(region))}
    members = {member.code for member in region.members}
    weights: dict[Pair, float] = defaultdict(float)
    acts: dict[Pair, list[str]] = defaultdict(list)
    for row in rows:
        ends = {row["sender"], row["receiver"]}
        if len(ends) == 2 and ends <= order.keys() and ends & members:
            first, second = sorted(ends, key=order.__getitem__)
            weights[first, second] += float(row["weight"])
            acts[first, second].append(str(row["id"]))
    days = (region.period.end - region.period.start).days + 1  # the last day included
    years = days / DAYS_PER_MONTH / 12
    return [_finding(sign, pair, weights[pair], years, acts[pair]) for pair in sorted(weights)]


def _finding(sign: str, pair: Pair, weight: float, years: float, acts: list[str]) -> Finding:
    """Make the finding of one pair: a gamma-Poisson rate with Jeffreys' prior."""
    low, high = (float(gammaincinv(weight + 0.5, share)) / years for share in (0.05, 0.95))
    method = "weighted acts over years; interval of a Poisson rate with Jeffreys' prior (gamma, shape + 1/2)"
    data = "chronicle pairs; an act of n pairs counts 1/n in each"
    sources = tuple(dict.fromkeys(acts))
    estimate = Estimate(weight / years, low, high, "acts per year", method, data, sources=sources)
    told, about = TOLD[sign]
    sentence = say(told, one=pair[0], two=pair[1])
    return Finding(tie_id(sign, pair), sentence, estimate, say(about), ANCHOR)
