"""Findings of what an earlier release said, and of how many acts differ."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from regimelab.interval import Estimate
from regimelab.report.content import Finding
from regimelab.report.findings.claims import claim_findings
from regimelab.report.findings.forecast import forecast_findings
from regimelab.report.findings.measures import measure_finding_id, measure_findings
from regimelab.report.handed.changes import BeforeHanded, RowsHanded
from regimelab.report.language import other, say

ANCHOR = "changes"


def before_id(name: str) -> str:
    """Name the finding of an earlier release that stands beside one of this."""
    return f"before-{name}"


def changed_acts(rows: RowsHanded) -> tuple[str, ...]:
    """List the acts that say something else now, each once."""
    return tuple(dict.fromkeys(change.key for change in rows.changed))


def change_findings(before: BeforeHanded | None, names: dict[str, str]) -> tuple[Finding, ...]:
    """Make the counts of acts that came, went and changed, and the earlier findings that are compared."""
    if before is None:
        return ()
    acts = before.acts
    counts = (
        _count("acts-added", say("Acts that this release has and the earlier one had not."), len(acts.added)),
        _count("acts-removed", say("Acts that only the earlier release had."), len(acts.removed)),
        _count("acts-changed", say("Acts that say something else now."), len(changed_acts(acts))),
    )
    return (*counts, *_earlier(before, names))


def _earlier(before: BeforeHanded, names: dict[str, str]) -> Iterator[Finding]:
    """Give the findings of claims, headlines of measures, and futures as they were."""
    headlines = {measure_finding_id(measure.name) for measure in before.measures}
    claims = (one for one in claim_findings(before.claims) if one.id.startswith("claim-"))
    measures = (one for one in measure_findings(before.measures) if one.id in headlines)
    yield from _renamed((*claims, *measures, *forecast_findings(before.forecast, names)), before.release)


def _renamed(found: Iterable[Finding], release: str) -> Iterator[Finding]:
    """Mark findings as those of an earlier release."""
    about = say("release {release}", release=release)
    for one in found:
        estimate = replace(one.estimate, data=f"{other(one.estimate.data)}; {about}")
        yield replace(one, id=before_id(one.id), estimate=estimate, about=about, anchor=ANCHOR)


def _count(name: str, sentence: str, count: int) -> Finding:
    method, data = "count of rows; an exact count has no interval", "the chronicle"
    return Finding(
        f"change-{name}",
        sentence,
        Estimate(float(count), None, None, "acts", method, data),
        say("changes"),
        ANCHOR,
    )
