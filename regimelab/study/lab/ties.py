"""Who did what to whom, month by month: what the map and the network are drawn from."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from regimelab.evidence.checks import split_codes
from regimelab.evidence.evidence import Evidence
from regimelab.report.language import other
from regimelab.study.lab.session import Lab

SUPPORT, LAW, PRESSURE, HOME = "support", "law", "pressure", "home"
LAYERS: dict[str, str] = {
    **dict.fromkeys(("support", "summit", "intel", "engagement", "water"), SUPPORT),
    **dict.fromkeys(("agreement", "extradite", "law"), LAW),
    **dict.fromkeys(("criticise", "coercion", "sanctions", "border_clash", "hedge"), PRESSURE),
    **dict.fromkeys(("repress", "protest", "unrest_violence", "terror", "transition"), HOME),
}
MEANINGS: dict[str, str] = {
    SUPPORT: "backing, meetings, joint acts of security services, programmes, and dealings over water",
    LAW: "agreements, people held or returned, and laws that name another state",
    PRESSURE: "blame, coercion, sanctions, clashes, and distance kept from a power",
    HOME: "repression, law, protest, violence and changes of power within a state",
}


@dataclass(frozen=True)
class Tie:
    """A share of one act between two actors, or within one; ``weight`` adds up to one over an act."""

    act: str
    layer: str
    kind: str
    sender: str
    receiver: str
    month: str  # YYYY-MM, in which the act began
    weight: float
    tone: int | None


@dataclass(frozen=True)
class Ties:
    """All shares of acts in the period, and what each layer holds."""

    release: str
    first: str
    last: str
    layers: dict[str, str]
    ties: tuple[Tie, ...]


def ties_of(lab: Lab) -> Ties:
    """List the shares of acts of the period by month, pair and layer; acts dated to a year are left out."""
    evidence = lab.inquiry.evidence
    period = evidence.region.period
    found = sorted((*_pairs(evidence), *_laws(evidence)), key=lambda one: (one.month, one.act))
    told = {layer: other(meaning) for layer, meaning in MEANINGS.items()}
    return Ties(evidence.release, _month(period.start), _month(period.end), told, tuple(found))


def _pairs(evidence: Evidence) -> Iterator[Tie]:
    for pair in evidence.pairs.to_pylist():
        if pair["precision"] != "year":
            layer = LAYERS[pair["kind"]]
            at_home = pair["sender"] == pair["receiver"]
            yield _tie(pair, HOME if at_home else layer, pair["sender"], pair["receiver"], pair["weight"])


def _laws(evidence: Evidence) -> Iterator[Tie]:
    """Laws that name another actor tie the two; their weight is that of one act, shared."""
    region = evidence.region
    for act in evidence.acts.to_pylist():
        if act["kind"] != "law" or act["precision"] == "year":
            continue
        ends = [
            dict.fromkeys(code for code in map(region.resolve, split_codes(act[side] or "")) if code)
            for side in ("actor", "target")
        ]
        both = [(one, two) for one in ends[0] for two in ends[1] if one != two]
        for one, two in both:
            yield _tie(act, LAW, one, two, 1.0 / len(both))


def _tie(row: Mapping[str, Any], layer: str, sender: str, receiver: str, weight: float) -> Tie:
    return Tie(
        row["id"], layer, row["kind"], sender, receiver, _month(row["start"]), round(weight, 6), row["tone"]
    )


def _month(day: date) -> str:
    return f"{day:%Y-%m}"
