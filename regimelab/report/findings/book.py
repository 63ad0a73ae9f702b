"""All findings of a brief, made once, found by id."""

from regimelab.report.content import Finding
from regimelab.report.findings.assumptions import assumption_findings
from regimelab.report.findings.changes import change_findings
from regimelab.report.findings.claims import claim_findings
from regimelab.report.findings.comparison import comparison_findings
from regimelab.report.findings.costs import cost_findings
from regimelab.report.findings.evidence import evidence_findings
from regimelab.report.findings.forecast import forecast_findings
from regimelab.report.findings.hindcast import hindcast_findings
from regimelab.report.findings.measures import measure_findings
from regimelab.report.findings.standing import standing_findings
from regimelab.report.findings.ties import tie_findings
from regimelab.report.inputs import BriefInputs
from regimelab.report.language import other, say

Book = dict[str, Finding]
Groups = tuple[tuple[str, tuple[Finding, ...]], ...]


def grouped_findings(inputs: BriefInputs) -> Groups:
    """Make every finding, grouped in the order of the sections."""
    titles = titles_of(inputs)
    groups = (
        (say("Verdicts and claims"), claim_findings(inputs.claims)),
        (say("Measures"), measure_findings(inputs.measures)),
        (say("Ties"), tie_findings(inputs.evidence.pairs.to_pylist(), inputs.region)),
        (say("What may happen"), forecast_findings(inputs.forecast, titles)),
        (say("Options"), standing_findings(inputs.comparison, titles)),
        (say("Options: levels and differences"), comparison_findings(inputs.comparison, titles)),
        (say("Options: costs and harm"), cost_findings(inputs.comparison, titles)),
        (say("Options: assumptions"), assumption_findings(inputs.comparison)),
        (say("Track record"), hindcast_findings(inputs.hindcast)),
        (say("Evidence"), _evidence(inputs)),
        (say("Before"), change_findings(inputs.before, titles)),
    )
    return tuple((name, found) for name, found in groups if found)


def _evidence(inputs: BriefInputs) -> tuple[Finding, ...]:
    """Make the findings about the evidence itself."""
    members = [member.code for member in inputs.region.members]
    return evidence_findings(inputs.evidence.acts.to_pylist(), members)


def book_of(groups: Groups) -> Book:
    """Index findings by id; two findings of one id would be a mistake of ours."""
    found = [finding for _, findings in groups for finding in findings]
    book = {finding.id: finding for finding in found}
    assert len(book) == len(found), "two findings share an id"
    return book


def titles_of(inputs: BriefInputs) -> dict[str, str]:
    """Names in full of actors, portfolios and scenarios."""
    actors = {actor.code: other(actor.name) for actor in (*inputs.region.members, *inputs.region.outside)}
    named = {one.name: other(one.title) for one in (*inputs.portfolios, *inputs.scenarios)}
    return {**actors, **named}
