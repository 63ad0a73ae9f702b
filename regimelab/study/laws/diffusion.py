"""How laws spread: the tree of sources, states over time, and law events for a chronicle."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from regimelab.evidence.schemas import CHRONICLE_COLUMNS
from regimelab.study.laws.scan import Asked, Scanned, scan_laws
from regimelab.study.result import Progress, Result, silent

if TYPE_CHECKING:
    from regimelab.texts.law import Law
    from regimelab.texts.network import Link, Taken

EVENT_SHARE = 0.05  # credited share of a law that makes it an event; less may be quotation
PUBLISHER = "regimelab laws (comparison of texts)"


@dataclass(frozen=True)
class Flow:
    """What the laws of one state have from those of another: laws, and their mean credited share."""

    state: str
    source_state: str
    laws: int
    credited: float
    first: str
    last: str


@dataclass(frozen=True)
class Step:
    """A law on the time line, and the law that it is credited to most."""

    written: str
    law: str
    state: str
    source: str
    source_state: str
    credited: float
    borrowed: float


@dataclass(frozen=True)
class Diffusion:
    """The spread of laws: tree of main sources, time line, flows between states."""

    tree: dict[str, list[str]]
    time_line: tuple[Step, ...]
    flows: tuple[Flow, ...]


@dataclass(frozen=True)
class Spread:
    """A diffusion with the scan that it rests on, and its events as rows of a chronicle."""

    result: Result[Diffusion]
    scanned: Scanned
    events: tuple[dict[str, Any], ...]


def diffusion_of_laws(asked: Asked, region: str | None = None, progress: Progress = silent) -> Spread:
    """Trace the laws of a collection to those that they are credited to.

    With a region, law events are made of its members' laws.
    """
    scanned = scan_laws(asked, progress)
    data = scanned.result.data
    main = {(one.law, one.source): one for one in data.links}
    ordered = sorted(data.taken, key=lambda one: (one.written or "9999", one.law))
    steps = tuple(_step(one, main.get((one.law, one.main_source))) for one in ordered)
    laws = {one.law.id: one.law for one in scanned.facts}
    events, notes = _events(data.links, laws, region) if region else ([], [])
    written = {one.law: one.written for one in data.taken}
    spread = Diffusion(data.tree, steps, tuple(flows(data.links, written)))
    rows = tuple(vars(one) for one in steps)
    warnings = (*scanned.result.warnings, *notes)
    result = Result(spread, rows, warnings=warnings, inputs=scanned.result.inputs)
    return Spread(result, scanned, tuple(events))


def _step(one: "Taken", owed: "Link | None") -> Step:
    if owed is None:
        return Step(one.written, one.law, one.state, "", "", 0.0, one.borrowed)
    return Step(one.written, one.law, one.state, owed.source, owed.source_state, owed.credited, one.borrowed)


def flows(links: "Sequence[Link]", written: Mapping[str, str]) -> Iterator[Flow]:
    """Gather what the laws of each state have from those of each other, the most first."""
    grouped: dict[tuple[str, str], list[Link]] = defaultdict(list)
    for one in links:
        if one.possible and one.credited >= EVENT_SHARE and one.law_state and one.source_state:
            grouped[one.law_state, one.source_state].append(one)
    for (state, source), group in sorted(grouped.items(), key=lambda item: -len(item[1])):
        days = sorted(written[one.law] for one in group)
        mean = sum(one.credited for one in group) / len(group)
        yield Flow(state, source, len({one.law for one in group}), mean, days[0], days[-1])


def _events(
    links: "Sequence[Link]", laws: "dict[str, Law]", name: str
) -> tuple[list[dict[str, Any]], list[str]]:
    """Write each law that owes enough to another state's as a law event with that state as its model."""
    from regimelab.region import load_region

    region = load_region(name)
    members = {member.code for member in region.members}
    events, outside, unsourced = [], 0, 0
    for one in links:
        if not (one.possible and one.law_state != one.source_state and one.credited >= EVENT_SHARE):
            continue
        law, source = laws[one.law], laws[one.source]
        if one.law_state not in members or region.resolve(one.source_state) is None:
            outside += 1
        elif not law.source.startswith(("http://", "https://")):
            unsourced += 1
        else:
            events.append(_event(one, law, source))
    notes = []
    if outside:
        notes.append(
            f"{outside} credited laws are no events of {name}: not a member's, or from no actor of it"
        )
    begin, end = str(region.period.start), str(region.period.end)
    early = sum(not begin <= one["date"] <= end for one in events)
    if early:
        notes.append(
            f"{early} of {len(events)} law events lie outside of {begin} to {end}, and no measure counts them"
        )
    if unsourced:
        notes.append(f"{unsourced} credited laws are no events: give the address of each text as its source")
    return events, notes


def _event(one: "Link", law: "Law", source: "Law") -> dict[str, Any]:
    day = law.written or date.max
    known = {
        "id": f"LAW-{one.law}-{one.source}",
        "date": day.isoformat(),
        "date_precision": "day",
        "kind": "law",
        "actor": one.law_state,
        "target": one.source_state,
        "states": one.law_state,
        "intensity": round(10 * one.credited),
        "tone": 0,
        "description": f"{law.title or law.id}: {one.credited:.0%} of its words are credited to "
        f"{source.title or source.id} ({one.source_state}), which held before; {one.share:.0%} stand in it.",
        "mechanism": "legal_harmonisation",
        "source_state": one.source_state,
        "source_url": law.source,
        "source_publisher": PUBLISHER,
        "source_url_2": source.source if source.source.startswith(("http://", "https://")) else "",
        "confidence": "medium",
        "seed_cited": "false",
    }
    return {name: known.get(name, "") for name in CHRONICLE_COLUMNS}
