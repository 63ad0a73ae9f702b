"""How far the evidence reaches and where it is thin: counts, coverage, sources and findings."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from regimelab.evidence.checks import split_codes
from regimelab.evidence.evidence import Evidence
from regimelab.evidence.findings import Finding, find
from regimelab.evidence.origin import Origin
from regimelab.evidence.pairs import Unpaired
from regimelab.evidence.publishers import families, host
from regimelab.region.structure import Correction

Counts = dict[str, int]


class LeftOut(NamedTuple):
    """An event pair that the evidence holds but the model leaves out, as it cannot occur by its rules."""

    id: str
    kind: str
    sender: str
    receiver: str
    weight: float


@dataclass(frozen=True)
class Verification:
    """What a reader should know of the evidence before believing a number made from it.

    Counts are acts, except ``pairs``; an act of several states counts for each of them.
    ``tables`` gives rows per table, ``unrated`` those to which nobody gave a confidence. ``unpaired``
    lists acts without any pair, ``left_out`` pairs that the model does not admit; ``acts_left_out`` is
    the sum of their weights, in acts.
    """

    release: str
    acts: int
    pairs: int
    tables: Counts
    unrated: Counts
    by_kind: Counts
    by_state: Counts
    by_year: Counts
    by_precision: Counts
    by_confidence: Counts
    by_mechanism: Counts
    kind_by_year: dict[str, Counts]
    state_by_year: dict[str, Counts]
    families: Counts
    hosts: int
    second_source: float  # share of acts with a second page, in [0, 1]
    cited_by_brief: int
    before_period: int
    after_period: int
    unpaired: tuple[Unpaired, ...]
    left_out: tuple[LeftOut, ...]
    acts_left_out: float
    corrections: tuple[Correction, ...]
    origins: tuple[Origin, ...]
    findings: tuple[Finding, ...]


def verify(evidence: Evidence) -> Verification:
    """Count and cross-check the evidence; nothing here is an error, all of it bears on belief."""
    acts = evidence.acts.to_pylist()
    period = evidence.region.period
    outside = left_out(evidence)
    family = families(act["source_publisher"] for act in acts)
    return Verification(
        release=evidence.release,
        acts=len(acts),
        pairs=evidence.pairs.num_rows,
        tables={name: table.num_rows for name, table in _tables(evidence).items()},
        unrated={name: table.column("confidence").null_count for name, table in _tables(evidence).items()},
        by_kind=_by_number(act["kind"] for act in acts),
        by_state=_by_number(state for act in acts for state in split_codes(act["states"])),
        by_year=_by_name(str(act["start"].year) for act in acts),
        by_precision=_by_number(act["precision"] for act in acts),
        by_confidence=_by_number(act["confidence"] for act in acts),
        by_mechanism=_by_number(act["mechanism"] for act in acts),
        kind_by_year=_cross((act["kind"], _year(act)) for act in acts),
        state_by_year=_cross((state, _year(act)) for act in acts for state in split_codes(act["states"])),
        families=_by_number(family[act["source_publisher"]] for act in acts),
        hosts=len({host(act["source_url"]) for act in acts}),
        second_source=sum(act["source_url_2"] is not None for act in acts) / max(len(acts), 1),
        cited_by_brief=sum(act["seed_cited"] for act in acts),
        before_period=sum(act["start"] < period.start for act in acts),
        after_period=sum(act["start"] > period.end for act in acts),
        unpaired=evidence.refused,
        left_out=outside,
        acts_left_out=sum((one.weight for one in outside), 0.0),
        corrections=evidence.corrections,
        origins=evidence.origins,
        findings=find(evidence),
    )


def left_out(evidence: Evidence) -> tuple[LeftOut, ...]:
    """List the event pairs that are not in the risk set, which the model is not fitted to."""
    pairs = (row for row in evidence.pairs.to_pylist() if not row["in_risk_set"])
    return tuple(sorted(LeftOut(*(row[name] for name in LeftOut._fields)) for row in pairs))


def _tables(evidence: Evidence) -> dict[str, Any]:
    names = ("acts", "pairs", "borders", "memberships", "states", "un_votes")
    return {name: getattr(evidence, name) for name in names}


def _year(act: dict[str, Any]) -> str:
    return str(act["start"].year)


def _by_number(names: Iterable[str]) -> Counts:
    counted = Counter(names)
    return dict(sorted(counted.items(), key=lambda item: (-item[1], item[0])))


def _by_name(names: Iterable[str]) -> Counts:
    return dict(sorted(Counter(names).items()))


def _cross(cells: Iterable[tuple[str, str]]) -> dict[str, Counts]:
    table: dict[str, Counter[str]] = {}
    for row, column in cells:
        table.setdefault(row, Counter())[column] += 1
    return {row: dict(sorted(counts.items())) for row, counts in sorted(table.items())}
