"""Findings that nobody measured: the priors of levers and scenarios."""

from regimelab.report.content import Finding
from regimelab.report.handed.comparison import AssumptionHanded
from regimelab.report.handed.options import ComparisonHanded
from regimelab.report.language import other, say


def assumption_id(index: int) -> str:
    """Name the finding of an assumption, counted from one."""
    return f"assumption-{index + 1}"


def assumption_findings(comparison: ComparisonHanded | None) -> tuple[Finding, ...]:
    """Make one finding an assumption."""
    if comparison is None:
        return ()
    return tuple(_finding(index, one) for index, one in enumerate(comparison.assumptions))


def _finding(index: int, one: AssumptionHanded) -> Finding:
    """Make the finding of one assumption."""
    return Finding(
        assumption_id(index), other(one.title), one.estimate, say("options: assumptions"), "assumptions"
    )
