"""Tables that stand behind figures: every finding with its number, interval and basis."""

from collections.abc import Sequence

from regimelab.report.content import Finding, Table
from regimelab.report.inline import Number, Text
from regimelab.report.numbers import linked, probability_text, range_text, value_text


def findings_table(name: str, caption: str, labels: Sequence[str], found: Sequence[Finding]) -> Table:
    """Lay findings out as rows: label, middle, interval, unit, basis."""
    rows = tuple(_row(label, finding) for label, finding in zip(labels, found, strict=True))
    head = ("", "Middle", "Interval", "Unit", "Basis")
    return Table(name, caption, head, rows, (False, True, True, False, False))


def chances_table(
    name: str, caption: str, labels: Sequence[str], found: Sequence[Finding], chance: str = "Probability"
) -> Table:
    """Lay findings with a probability out as rows: label, probability, effect, interval, unit, basis."""
    rows = tuple(
        (
            (label,),
            (Number(finding.id, probability_text(finding.probability), finding.estimate.basis),),
            *_row(label, finding)[1:],
        )
        for label, finding in zip(labels, found, strict=True)
    )
    head = ("", chance, "Effect", "Interval", "Unit", "Basis")
    return Table(name, caption, head, rows, (False, True, True, True, False, False))


def cited(found: Sequence[Finding]) -> tuple[str, ...]:
    """List the sources that findings rest on, each once, in order."""
    return tuple(sorted({source for finding in found for source in finding.estimate.sources}))


def _row(label: str, finding: Finding) -> tuple[Text, ...]:
    """Lay out one finding."""
    estimate = finding.estimate
    interval = range_text(estimate)
    middle: Text = (Number(finding.id, value_text(estimate), estimate.basis),)
    between: Text = (Number(finding.id, interval, estimate.basis),) if interval else ("none",)
    return (label,), middle, between, (estimate.unit,), (estimate.basis,)


def measured_table(name: str, caption: str, labels: Sequence[str], found: Sequence[Finding]) -> Table:
    """Lay a measure's rows out: label, middle, interval, and whatever else was counted."""
    known = any(finding.estimate.known for finding in found)
    rows = tuple(
        (*_row(label, finding)[: 3 if known else 1], linked(finding.detail, finding))
        for label, finding in zip(labels, found, strict=True)
    )
    head = ("", "Middle", "Interval", "Counted") if known else ("", "Counted")
    return Table(name, caption, head, rows, (False, True, True, False) if known else (False, False))
