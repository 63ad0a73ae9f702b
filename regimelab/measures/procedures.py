"""Procedures: how often the members meet, in which format, and whether more often than they did."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from regimelab.codebook import DAYS_PER_YEAR, Precision
from regimelab.evidence import Evidence
from regimelab.measures.posterior import Posterior
from regimelab.measures.rate import Stratum, rate, rate_ratio
from regimelab.measures.renewal import gaps, regularity
from regimelab.measures.result import CHRONICLE_CAUTION, Measure, estimated, row, spoken
from regimelab.measures.rows import Act, act_rows, ids, middle, resolved
from regimelab.measures.share import clustered_share
from regimelab.region import Region


class Format(NamedTuple):
    """A way of meeting: its name and which acts are meetings of that kind."""

    name: str
    holds: Callable[[Act, frozenset[str]], bool]


def present(act: Act, members: frozenset[str]) -> frozenset[str]:
    """Members that take part in an act."""
    return act.parties & members


def alone(act: Act, members: frozenset[str]) -> bool:
    """Whether at least two members meet and nobody else does."""
    return len(present(act, members)) >= 2 and act.parties <= members


def _all(act: Act, members: frozenset[str]) -> bool:
    return act.kind == "summit" and members <= act.parties


def _all_alone(act: Act, members: frozenset[str]) -> bool:
    return _all(act, members) and alone(act, members)


def _all_with_others(act: Act, members: frozenset[str]) -> bool:
    return _all(act, members) and not alone(act, members)


def _some_alone(act: Act, members: frozenset[str]) -> bool:
    return act.kind == "summit" and alone(act, members) and not _all(act, members)


def _services_alone(act: Act, members: frozenset[str]) -> bool:
    return act.kind == "intel" and alone(act, members)


def _services_with_others(act: Act, members: frozenset[str]) -> bool:
    return act.kind == "intel" and len(present(act, members)) >= 2 and not alone(act, members)


FORMATS: tuple[Format, ...] = (
    Format("summits of all members, any company", _all),
    Format("summits of all members, nobody else", _all_alone),
    Format("summits of all members with others", _all_with_others),
    Format("summits of some members, nobody else", _some_alone),
    Format("security services, members only", _services_alone),
    Format("security services, members with others", _services_with_others),
)


MEETINGS = ("summit", "intel")


def hosts(act: Act, region: Region) -> tuple[str, ...]:
    """Actors on whose soil an act took place, by its coded place; none if it was online or is not coded."""
    return resolved(";".join(place.split("-")[0].strip() for place in act.location.split(";")), region)


def halfway(region: Region) -> date:
    """Middle day of the period: what is earlier is early, the rest is late."""
    return region.period.start + (region.period.end + timedelta(days=1) - region.period.start) // 2


def late_to_early(chosen: Sequence[Act], acts: Sequence[Act], split: date) -> Posterior:
    """Rate after the split over the rate before, per recorded act of any other kind.

    Dividing by all other records takes out what is only better reporting.
    """
    picked = {act.id for act in chosen}
    late = sum(middle(act) >= split for act in chosen)
    others = [act for act in acts if act.id not in picked]
    others_late = sum(middle(act) >= split for act in others)
    stratum = Stratum(late, others_late, len(chosen) - late, len(others) - others_late)
    return rate_ratio([stratum])


def procedures(evidence: Evidence) -> Measure:
    """Cadence: meetings of all members a year, by format, with the change from early to late."""
    region = evidence.region
    acts = act_rows(evidence)
    members = frozenset(member.code for member in region.members)
    years = ((region.period.end - region.period.start).days + 1) / DAYS_PER_YEAR
    rows = []
    for format_ in FORMATS:
        chosen = [act for act in acts if format_.holds(act, members)]
        rows += [
            _cadence_row(format_.name, chosen, years),
            _regularity_row(format_.name, chosen, region),
            _change_row(format_.name, chosen, acts, region),
        ]
    rows += _host_rows(
        [act for act in acts if act.kind in MEETINGS and len(present(act, members)) >= 2], region
    )
    together = [act for act in acts if FORMATS[0].holds(act, members)]
    method = "gamma posterior of a Poisson rate, Jeffreys prior"
    estimate = estimated(
        rate(len(together), years), "meetings per year", method, "chronicle: acts", ids(together)
    )
    return Measure(
        name="procedures",
        title="Procedures: cadence of meetings",
        summary=_summary(together, members, spoken(estimate, 1)),
        estimate=estimate,
        rows=tuple(rows),
        caution=f"{CHRONICLE_CAUTION} Regular meetings are news and better recorded than working contacts; "
        "the change from early to late is per other recorded act for that reason.",
    )


def _summary(together: Sequence[Act], members: frozenset[str], number: str) -> str:
    if not together:
        return "Nothing is on record of a meeting of all members."
    own = sum(alone(act, members) for act in together)
    return (
        f"All members met together {len(together)} times on record, {number} a year; "
        f"in {own} of these meetings nobody else was at the table."
    )


def _cadence_row(name: str, chosen: Sequence[Act], years: float) -> dict[str, object]:
    days = sorted(middle(act) for act in chosen)
    apart = [(later - earlier).days for earlier, later in pairwise(days)]
    labels: dict[str, object] = {
        "unit": "meetings per year",
        "gap_median_days": median(apart) if apart else None,
        "gap_shortest_days": min(apart, default=None),
        "gap_longest_days": max(apart, default=None),
    }
    return row(name, rate(len(chosen), years), len(chosen), ids(chosen), **labels)


def _regularity_row(name: str, chosen: Sequence[Act], region: Region) -> dict[str, object]:
    dated = [act for act in chosen if act.precision != Precision.YEAR]
    shape = regularity(gaps([middle(act) for act in dated], region.period.end))
    labels: dict[str, object] = {
        "unit": "regularity: shape of gamma gaps, 1 is chance",
        "probability": shape.probability_above(1.0) if shape else None,
    }
    told = name if shape else f"{name}: undetermined, fewer than three dated meetings"
    return row(f"regularity of {told}", shape, len(dated), ids(dated), **labels)


def _host_rows(meetings: Sequence[Act], region: Region) -> list[dict[str, object]]:
    """Give each actor's share of the meetings that it hosted, out of those whose place is coded."""
    at: dict[str, list[Act]] = defaultdict(list)
    placed = [act for act in meetings if hosts(act, region)]
    for act in placed:
        for host in hosts(act, region):
            at[host].append(act)
    named = [*(member.code for member in region.members), *(code for code in region.actors if code in at)]
    rows = []
    for host in dict.fromkeys(named):
        held = len(at[host])
        share = clustered_share([(1, 1)] * held + [(0, 1)] * (len(placed) - held)) if placed else None
        label = f"meetings of two members or more hosted by {host}: {held} of {len(placed)}"
        rows.append(row(label, share, len(placed), ids(placed), unit="share of meetings with a coded place"))
    return rows


def _change_row(name: str, chosen: Sequence[Act], acts: Sequence[Act], region: Region) -> dict[str, object]:
    ratio = late_to_early(chosen, acts, halfway(region))
    labels: dict[str, object] = {
        "unit": "rate ratio, per other recorded act",
        "split": halfway(region).isoformat(),
        "probability": ratio.probability_above(1.0),
    }
    return row(f"{name}: late over early", ratio, len(chosen), ids(chosen), **labels)
