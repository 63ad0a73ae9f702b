"""Findings about the evidence itself: how much there is and how it was checked."""

from collections.abc import Sequence
from typing import Any

from regimelab.interval import Estimate
from regimelab.report.content import Finding
from regimelab.report.language import say

ACTS = "evidence-acts"
SECOND = "evidence-second-source"
HIGH = "evidence-high-confidence"
ANCHOR = "limits"


def member_acts_id(member: str) -> str:
    """Name the finding that counts a member's acts."""
    return f"evidence-acts-{member}"


def evidence_findings(acts: Sequence[dict[str, Any]], members: Sequence[str]) -> tuple[Finding, ...]:
    """Count the acts, those with a second source, those of high confidence, and those of each member."""
    second = sum(bool(act.get("source_url_2")) for act in acts)
    high = sum(act.get("confidence") == "high" for act in acts)
    return (
        _count(ACTS, say("Acts in the chronicle."), len(acts)),
        _count(SECOND, say("Acts that a second page bears out."), second),
        _count(HIGH, say("Acts of high confidence."), high),
        *(
            _count(member_acts_id(code), say("Acts that concern {member}.", member=code), _of(code, acts))
            for code in members
        ),
    )


def _of(member: str, acts: Sequence[dict[str, Any]]) -> int:
    """Count the acts that concern a member; an act may concern several."""
    return sum(member in str(act.get("states") or "").split(";") for act in acts)


def _count(name: str, sentence: str, count: int) -> Finding:
    """Make the finding of an exact count of acts."""
    estimate = Estimate(
        float(count), None, None, "acts", "count of rows; an exact count has no interval", "the chronicle"
    )
    return Finding(name, sentence, estimate, say("evidence"), ANCHOR)
