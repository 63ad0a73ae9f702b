r"""Dependence: how much of the arms and the trade of members comes from each patron.

Share of a patron over the last ten years held, $\sum_t w_t a_t / \sum_t w_t b_t$, with $a_t$ what came from
the patron (or was traded with it) and $b_t$ all of it. The years stand for other years that might have been:
weights $w$ are drawn from a flat Dirichlet distribution.

Source: Rubin (1981), The Bayesian bootstrap, Annals of Statistics 9(1), 130-134.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from regimelab.codebook import ActorClass, in_sentence
from regimelab.evidence import Evidence
from regimelab.evidence.outside import Outside
from regimelab.interval import Estimate
from regimelab.measures.posterior import Posterior, drawn
from regimelab.measures.result import Measure, estimated, row, spoken
from regimelab.measures.unmeasured import held, not_held
from regimelab.region import Region

NAME, TITLE, UNIT = "dependence", "Dependence on patrons in arms and trade", "share"
YEARS = 10  # deliveries of arms come in lumps; a decade evens them out, assumed
DRAWS = 4000


class Kind(NamedTuple):
    """One kind of dependence: its source, its variable there, and whether it runs both ways."""

    name: str
    source: str
    variable: str
    both_ways: bool


ARMS = Kind("arms delivered", "sipri_tiv", "arms_delivered", both_ways=False)
TRADE = Kind("trade", "cow_trade", "imports", both_ways=True)
KINDS = (ARMS, TRADE)


class Flow(NamedTuple):
    """What a member got from, or traded with, one partner in one year."""

    member: str
    partner: str
    year: int
    value: float


def dependence(evidence: Evidence, seed: int = 0, outside: Outside | None = None) -> Measure:
    """Dependence: share of members' arms, or else of their trade, that comes from the region's patron."""
    region = evidence.region
    found = {kind: _flows(outside, kind, region) for kind in KINDS if outside and held(outside, kind.source)}
    known = {kind: flows for kind, flows in found.items() if flows}
    if not known:
        what, sources = "members' arms or trade", tuple(kind.source for kind in KINDS)
        return not_held(NAME, TITLE, UNIT, what, sources)
    kind, flows = next(iter(known.items()))
    estimate = _estimate(flows, kind, region, seed)
    missing = outside.lacking(*(one.source for one in KINDS)) if outside else ""
    wanted = f" Not held: {missing}." if missing else ""
    return Measure(
        name=NAME,
        title=TITLE,
        summary=f"The share of {in_sentence(_name(region))} in members' {kind.name} in {_span(flows)} is "
        f"{spoken(estimate) if estimate.low is not None else f'{estimate.estimate:.2f} (no interval)'}.",
        estimate=estimate,
        rows=tuple(one for kind, flows in known.items() for one in _rows(flows, kind, region, seed)),
        caution="Intervals say how much the share depends on which years are counted; the figures themselves "
        "are taken as they are. Transfers nobody reported are not in them, and a share says nothing of how "
        f"hard a partner would be to replace.{wanted}",
    )


def patron_share(flows: Sequence[Flow], partner: str, seed: int) -> Posterior | None:
    """Share of one partner over the years given, years weighted at random.

    None with fewer than three years, and where every year gives all or nothing: years that do not differ
    cannot say how far others would.
    """
    years = sorted({one.year for one in flows})
    part, whole = (_by_year(chosen, years) for chosen in (_with(flows, partner), flows))
    if len(years) < 3 or not part.any() or np.array_equal(part, whole):
        return None
    weights = np.random.default_rng(seed).dirichlet(np.ones(len(years)), DRAWS)
    return drawn((weights @ part) / (weights @ whole))


def plain_share(flows: Sequence[Flow], partner: str) -> float | None:
    """Share of one partner in all that is held, as it stands."""
    whole = sum(one.value for one in flows)
    return sum(one.value for one in _with(flows, partner)) / whole if whole else None


def _with(flows: Iterable[Flow], partner: str) -> list[Flow]:
    return [one for one in flows if one.partner == partner]


def _by_year(flows: Iterable[Flow], years: Sequence[int]) -> np.ndarray:
    total = dict.fromkeys(years, 0.0)
    for one in flows:
        total[one.year] += one.value
    return np.array([total[year] for year in years])


def _flows(outside: Outside | None, kind: Kind, region: Region) -> list[Flow]:
    """Read the last years of one kind up to the end of the period; what is nothing is left out."""
    members = frozenset(member.code for member in region.members)
    assert outside is not None
    rows = outside.flows([kind.variable], sorted(members)).to_pylist()
    timely = [one for one in rows if one["source"] == kind.source and one["start"] <= region.period.end]
    found = [flow for one in timely for flow in _of_members(one, members, kind) if flow.value > 0]
    last = max((one.year for one in found), default=0)
    return [one for one in found if one.year > last - YEARS]


def _of_members(one: dict[str, object], members: frozenset[str], kind: Kind) -> Iterator[Flow]:
    """Give a flow to the member that gets it, and to the one that sells where both ways count."""
    ends = [(str(one["receiver"]), str(one["sender"] or "unknown"))]
    if kind.both_ways:
        ends.append((str(one["sender"]), str(one["receiver"] or "unknown")))
    year, value = int(str(one["start"])[:4]), float(str(one["value"]))
    return (Flow(member, partner, year, value) for member, partner in ends if member in members)


def _estimate(flows: Sequence[Flow], kind: Kind, region: Region, seed: int) -> Estimate:
    share = patron_share(flows, region.patron.actor, seed)
    method = (
        f"share of {region.patron.actor} in members' {kind.name}, {_span(flows)}; years weighted at random"
    )
    if share is None:
        value = plain_share(flows, region.patron.actor)
        return Estimate(value, None, None, UNIT, method, kind.source, sources=(kind.source,))
    return estimated(share, UNIT, method, kind.source, (kind.source,))


def _rows(flows: Sequence[Flow], kind: Kind, region: Region, seed: int) -> Iterator[dict[str, object]]:
    """Each patron's share, of all members and of each."""
    span = _span(flows)
    for code, role in zip(region.actors, region.classes, strict=True):
        if role == ActorClass.PATRON:
            yield _row(f"{code} in {kind.name}, all members, {span}", flows, code, kind, seed)
            for member in region.members:
                chosen = [one for one in flows if one.member == member.code]
                yield _row(f"{code} in {kind.name} of {member.code}, {span}", chosen, code, kind, seed)


def _row(label: str, flows: Sequence[Flow], partner: str, kind: Kind, seed: int) -> dict[str, object]:
    share = patron_share(flows, partner, seed)
    years = len({one.year for one in flows})
    laid = row(label, share, years, (kind.source,) if flows else (), unit=UNIT, data=kind.source)
    return laid if share else {**laid, "estimate": plain_share(flows, partner)}


def _name(region: Region) -> str:
    names = {one.code: one.name for one in region.outside}
    return names.get(region.patron.actor, region.patron.actor)


def _span(flows: Iterable[Flow]) -> str:
    years = [one.year for one in flows]
    return f"{min(years)}-{max(years)}"
