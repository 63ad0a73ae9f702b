"""The overview: a sentence a state, the strength of the regime and its parts, what changed."""

from dataclasses import dataclass
from datetime import date

from regimelab.report.content import Finding, MeasureBlock, Paragraph
from regimelab.report.findings.measures import measure_finding_id, row_finding_id, row_label
from regimelab.report.inline import Text
from regimelab.report.language import other
from regimelab.report.numbers import estimate_text
from regimelab.report.sections.strength import is_course, onset_shown
from regimelab.study.lab.answered import ends
from regimelab.study.lab.session import AT_REST, Lab
from regimelab.study.lab.states import State, states_of
from regimelab.study.releases import compare_releases, list_releases

HOW_READ = ("source", "retrieved", "licence")  # that a table was read anew is no change of its acts


@dataclass(frozen=True)
class Quarter:
    """Strength in a quarter: middle, the half and nine tenths of the probability, and its finding."""

    start: date
    end: date
    estimate: float
    low: float
    high: float
    quarter_low: float
    quarter_high: float
    finding: str


@dataclass(frozen=True)
class Loading:
    """How far a part goes along with what the parts have in common: middle, interval, finding."""

    label: str
    estimate: float
    low: float
    high: float
    text: str
    finding: str


@dataclass(frozen=True)
class Part:
    """A measure: its sentence with numbers that lead to findings, its headline, its caution."""

    name: str
    title: str
    sentence: Text
    caution: str
    finding: str
    text: str
    unit: str


@dataclass(frozen=True)
class Since:
    """What the latest release has, lacks or says otherwise than the one before; none where there is none."""

    release: str
    before: str | None
    added: int
    removed: int
    changed: int


@dataclass(frozen=True)
class Strength:
    """Strength by quarter, how the parts load on it, and where the onset may lie, in words too."""

    unit: str
    quarters: tuple[Quarter, ...]
    loadings: tuple[Loading, ...]
    onset_earliest: date | None
    onset_latest: date | None
    shading: str


@dataclass(frozen=True)
class Verdicts:
    """How many claims have which verdict."""

    supported: int
    contradicted: int
    undetermined: int
    not_yet_tested: int


@dataclass(frozen=True)
class Overview:
    """A page's worth of answers; every number in it is a finding."""

    leads: tuple[Text, ...]
    states: tuple[State, ...]
    strength: Strength | None
    parts: tuple[Part, ...]
    verdicts: Verdicts
    since: Since


def overview(lab: Lab) -> Overview:
    """Gather the answers of the first page."""
    verdicts = [str(claim.verdict) for claim in lab.inquiry.claims]
    names = ("supported", "contradicted", "undetermined", "not yet tested")
    return Overview(
        leads_of(lab),
        states_of(lab, AT_REST),
        _strength(lab),
        parts_of(lab),
        Verdicts(*(verdicts.count(name) for name in names)),
        since(lab),
    )


def leads_of(lab: Lab) -> tuple[Text, ...]:
    """Give the sentences that carry the brief's summary."""
    summary = next(section for section in lab.content.sections if section.id == "summary")
    return tuple(block.lead for block in summary.blocks if isinstance(block, Paragraph) and block.lead)


def parts_of(lab: Lab) -> tuple[Part, ...]:
    """List the measures with their sentences, in the brief's order and words."""
    findings = {one.id: one for one in lab.content.findings}
    blocks = [block for section in lab.content.sections for block in section.blocks]
    measured = {block.id: block for block in blocks if isinstance(block, MeasureBlock)}
    found = []
    for one in lab.inquiry.measures:
        name = measure_finding_id(one.name)
        finding = findings.get(name)
        sentence = measured[name].sentence if name in measured else (other(one.summary),)
        text, unit = _told(finding) if finding else ("", "")
        found.append(Part(one.name, other(one.title), sentence, other(one.caution), name, text, unit))
    return tuple(found)


def _told(finding: Finding) -> tuple[str, str]:
    """Write a number and its unit; what is unknown has none."""
    known = finding.estimate.estimate is not None
    return estimate_text(finding.estimate), other(finding.estimate.unit) if known else ""


def since(lab: Lab) -> Since:
    """Say what changed since the release before; counts are acts, whatever changed of each."""
    asked, release = lab.inquiry.asked, lab.inquiry.evidence.release
    held = [one.release for one in list_releases(asked).data.releases]
    earlier = held[: held.index(release)] if release in held else []
    if not earlier:
        return Since(release, None, 0, 0, 0)
    acts = compare_releases(asked, earlier[-1], release).data.acts
    changed = {change.key for change in acts.changed if change.column not in HOW_READ}
    return Since(release, earlier[-1], len(acts.added), len(acts.removed), len(changed))


def _strength(lab: Lab) -> Strength | None:
    by_name = {one.name: one for one in lab.inquiry.measures}
    found = by_name.get("strength")
    rows = list(enumerate(found.rows)) if found else []
    course = [(place, row) for place, row in rows if is_course(row)]
    if not course:
        return None
    findings = {one.id: one for one in lab.content.findings}
    quarters = tuple(_quarter(row, row_finding_id("strength", place)) for place, row in course)
    loadings = tuple(
        _loading(row_label(row), findings[row_finding_id("strength", place)])
        for place, row in rows
        if "loading" in str(row.get("unit", ""))
    )
    unit = other(findings[quarters[0].finding].estimate.unit)
    days, shading = onset_shown(by_name.get("onset"))
    return Strength(unit, quarters, loadings, *(days or (None, None)), shading)


def _quarter(row: dict[str, object], finding: str) -> Quarter:
    start, end = (date.fromisoformat(str(row[name])) for name in ("start", "end"))
    names = ("estimate", "low", "high", "quarter_low", "quarter_high")
    values = {name: float(str(row[name])) for name in names}
    return Quarter(start, end, **values, finding=finding)


def _loading(label: str, finding: Finding) -> Loading:
    return Loading(other(label), *ends(finding.estimate), estimate_text(finding.estimate), finding.id)
