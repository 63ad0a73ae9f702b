"""From acts to event pairs: who acted on whom, so that one act counts once however many shared it.

An act is one row of the chronicle. Its pairs share its weight of one: a summit of five is ten
pairs of weight 1/10, not twenty events. The rules are explained in docs/explanation/evidence-rules.md.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import combinations, product
from typing import Any, NamedTuple

from regimelab.admissible import admitted
from regimelab.codebook import INTENSITY_MAX, KIND
from regimelab.evidence.checks import split_codes
from regimelab.region import Region

Pair = tuple[str, str]  # sender, receiver
Act = dict[str, Any]  # one row of the table `acts`


class Unpaired(NamedTuple):
    """An act that the chronicle holds but no event pair stands for, and why."""

    id: str
    reason: str


def event_pairs(acts: Sequence[Act], region: Region) -> list[dict[str, Any]]:
    """Turn the acts of the region's period into event pairs; the weights of an act add up to 1."""
    return [row for act in acts if within_period(act, region) for row in _rows(act, region)]


def unpaired(acts: Sequence[Act], region: Region) -> tuple[Unpaired, ...]:
    """List the acts without a pair: outside the period, or between no member and any other actor."""
    found = ((act["id"], _why_unpaired(act, region)) for act in acts)
    return tuple(Unpaired(name, reason) for name, reason in found if reason)


def pairs_of(kind: str, actors: Sequence[str], targets: Sequence[str], members: Sequence[str]) -> list[Pair]:
    """Find the pairs of one act, by the form of its kind; actors and targets are in region order.

    A domestic act happens within each member that acts or, if no member acts, within each member
    that it is done to. A symmetric act joins all who take part, two by two, the earlier in region
    order being named the sender. A dyadic act goes from each actor to each target. Pairs without
    a member, and of an actor with itself unless domestic, are not of the region.
    """
    form = KIND[kind].form
    if form == "domestic":
        acting = [actor for actor in actors if actor in members]
        return [(state, state) for state in acting or [actor for actor in targets if actor in members]]
    if form == "symmetric":
        later = [actor for actor in targets if actor not in actors]
        found = list(combinations([*actors, *later], 2))
    else:
        found = [(sender, receiver) for sender, receiver in product(actors, targets) if sender != receiver]
    return [(one, other) for one, other in found if one in members or other in members]


def in_risk_set(kind: str, sender: str, receiver: str, region: Region) -> bool:
    """Whether such an event can occur at all, by kind, by the actors' classes and by their border.

    The rules are those of ``regimelab.admissible``, which the model uses too: what is outside is
    kept in the evidence, and not fitted.
    """
    role = dict(zip(region.actors, region.classes, strict=True))
    domestic = KIND[kind].form == "domestic"
    if sender not in role or receiver not in role or (sender == receiver) != domestic:
        return False
    touching = any({sender, receiver} == {one, other} for one, other, _ in region.borders())
    return admitted(KIND[kind], role[sender], role[receiver], touching)


def within_period(act: Act, region: Region) -> bool:
    """Whether an act begins within the region's period; the whole interval counts, not its middle."""
    return region.period.start <= act["start"] <= region.period.end


def in_region_order(cell: str | None, region: Region) -> list[str]:
    """Resolve a cell of codes to actors of the region, each once, in the region's order."""
    resolved = {region.resolve(code) for code in split_codes(cell)}
    return [actor for actor in region.actors if actor in resolved]


def _pairs(act: Act, region: Region) -> list[Pair]:
    actors, targets = in_region_order(act["actor"], region), in_region_order(act["target"], region)
    found = pairs_of(act["kind"], actors, targets, [member.code for member in region.members])
    if KIND[act["kind"]].form != "symmetric":
        return found
    place = region.actors.index
    return [(one, other) if place(one) < place(other) else (other, one) for one, other in found]


def _rows(act: Act, region: Region) -> list[dict[str, Any]]:
    pairs = _pairs(act, region)
    return [_row(act, sender, receiver, 1 / len(pairs), region) for sender, receiver in pairs]


def _row(act: Act, sender: str, receiver: str, weight: float, region: Region) -> dict[str, Any]:
    kept = ("id", "kind", "start", "precision", "tone", "intensity", "mechanism", "confidence")
    return {name: act[name] for name in (*kept, "source", "retrieved", "licence")} | {
        "sender": sender,
        "receiver": receiver,
        "weight": weight,
        "end": min(act["end"], _after(region.period.end)),
        "severity": act["intensity"] / INTENSITY_MAX,
        "publisher": act["source_publisher"],
        "second_source": act["source_url_2"] is not None,
        "in_risk_set": in_risk_set(act["kind"], sender, receiver, region),
    }


def _after(day: date) -> date:
    return day + timedelta(days=1)


def _why_unpaired(act: Act, region: Region) -> str:
    if act["start"] < region.period.start:
        return f"before the period, which starts {region.period.start}"
    if act["start"] > region.period.end:
        return f"after the period, which ends {region.period.end}"
    if _pairs(act, region):
        return ""
    return "no pair of two actors of which one is a member"
