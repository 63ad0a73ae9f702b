"""From a number to its source: a finding with its estimate, the acts behind it, and their pages."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from regimelab.errors import Problem, UsageError
from regimelab.evidence.browse import facets
from regimelab.evidence.evidence import Evidence
from regimelab.evidence.publishers import family_of
from regimelab.evidence.select import list_acts, show_act, sort_acts
from regimelab.interval import Basis
from regimelab.report.content import ClaimEntry, ClaimsTable, Finding, Source
from regimelab.report.language import other
from regimelab.report.numbers import estimate_text, probability_text
from regimelab.study.evidence import Part, Wanted
from regimelab.study.lab.session import Lab


@dataclass(frozen=True)
class FindingShown:
    """A finding in full: what it says, how it was made, and what it rests on."""

    id: str
    sentence: str
    text: str
    estimate: float | None
    low: float | None
    high: float | None
    level: float
    unit: str
    method: str
    data: str
    basis: Basis
    probability: float | None
    probability_text: str | None
    detail: str
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class ActShown:
    """An act as a page reports it, with the pages' addresses."""

    id: str
    start: date
    end: date
    precision: str
    kind: str
    actor: str
    target: str
    states: str
    location: str
    intensity: int | None
    deaths_low: int | None
    deaths_high: int | None
    tone: int | None
    description: str
    mechanism: str
    confidence: str
    publisher: str
    family: str
    published: str
    urls: tuple[str, ...]
    licence: str
    in_brief: bool


@dataclass(frozen=True)
class Acts:
    """Acts that meet the conditions: how many, by facet, and the part that was asked for."""

    release: str
    total: int
    facets: dict[str, dict[str, int]]
    acts: tuple[ActShown, ...]


@dataclass(frozen=True)
class ActInFull:
    """An act with its event pairs, or why it has none, its corrections, and what it bears on."""

    act: ActShown
    pairs: tuple[dict[str, Any], ...]
    why_no_pair: str
    corrected: tuple[str, ...]
    citation: str
    findings: dict[str, str]  # what each is about, by its name


def finding(lab: Lab, name: str) -> FindingShown:
    """Show one finding with its sources."""
    found = {one.id: one for one in lab.content.findings}
    if name not in found:
        raise UsageError(Problem("finding", f"'{name}' is not a finding of this run.", "Follow a number."))
    return _shown(found[name], {one.id: one for one in lab.content.sources})


def claims_of(lab: Lab) -> tuple[ClaimEntry, ...]:
    """List the claims as the brief prints them."""
    blocks = (block for section in lab.content.sections for block in section.blocks)
    return next(block for block in blocks if isinstance(block, ClaimsTable)).entries


def acts_of(evidence: Evidence, wanted: Wanted, sort: str | None, part: Part) -> Acts:
    """List the acts that meet the conditions, with counts by facet of all of them."""
    found = sort_acts(list_acts(evidence, **vars(wanted)).to_pylist(), sort)
    shown = tuple(_act(act) for act in part.of(found))
    return Acts(evidence.release, len(found), facets(found), shown)


def act_of(lab: Lab, name: str, findings: bool) -> ActInFull:
    """Show one act; with ``findings``, those that rest on it."""
    view = show_act(lab.inquiry.evidence, name)
    content = lab.content.findings if findings else ()
    resting = {one.id: other(one.about) for one in content if name in one.estimate.sources}
    corrected = tuple(f"{one.column} was {one.was}: {one.reason}" for one in view.corrections)
    pairs = tuple({key: pair[key] for key in ("kind", "sender", "receiver", "weight")} for pair in view.pairs)
    return ActInFull(
        _act(view.act), pairs, other(view.why_no_pair), corrected, other(view.origin.citation), resting
    )


def _act(act: Mapping[str, Any]) -> ActShown:
    said = {name: act[name] or "" for name in ("target", "states", "location", "mechanism")}
    kept = {name: act[name] for name in ("intensity", "deaths_low", "deaths_high", "tone")}
    return ActShown(
        id=act["id"],
        start=act["start"],
        end=act["end"],
        precision=act["precision"],
        kind=act["kind"],
        actor=act["actor"],
        description=act["description"],
        confidence=act["confidence"],
        publisher=act["source_publisher"],
        family=family_of(act["source_publisher"]),
        published=act["source_date"] or "",
        urls=tuple(url for url in (act["source_url"], act["source_url_2"]) if url),
        licence=act["licence"],
        in_brief=bool(act["seed_cited"]),
        **said,
        **kept,
    )


def _shown(one: Finding, sources: Mapping[str, Source]) -> FindingShown:
    number = one.estimate
    return FindingShown(
        one.id,
        one.sentence,
        estimate_text(number),
        number.estimate,
        number.low,
        number.high,
        number.level,
        other(number.unit),
        other(number.method),
        other(number.data),
        number.basis,
        one.probability,
        None if one.probability is None else probability_text(one.probability),
        other(one.detail),
        tuple(sources[name] for name in number.sources if name in sources),
    )
