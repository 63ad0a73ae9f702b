"""Tables that stand behind figures: every finding with its number, interval and basis."""

from collections.abc import Sequence

from regimelab.interval import Basis
from regimelab.report.content import Finding, Table
from regimelab.report.inline import Number, Text
from regimelab.report.language import message, other, say
from regimelab.report.numbers import (
    linked,
    probability_text,
    range_text,
    shared_places,
    signed_text,
    value_text,
)

BASES: dict[Basis, str] = {
    "estimated": message("estimated"),
    "pooled": message("pooled"),
    "assumed": message("assumed"),
}


def findings_table(name: str, caption: str, labels: Sequence[str], found: Sequence[Finding]) -> Table:
    """Lay findings out as rows: label, middle, interval, unit, basis."""
    rows = tuple(_rows(labels, found))
    head = ("", say("Middle"), say("Interval"), say("Unit"), say("Basis"))
    return Table(name, caption, head, rows, (False, True, True, False, False))


def levels_table(
    name: str, caption: str, labels: Sequence[str], found: Sequence[Finding], less: Sequence[Finding | None]
) -> Table:
    """Lay levels out beside their differences from doing nothing."""
    rows = tuple(
        (*row[:3], _difference(other), *row[3:])
        for row, other in zip(_rows(labels, found), less, strict=True)
    )
    less_nothing = say("Less doing nothing")
    head = ("", say("Middle"), say("Interval"), less_nothing, say("Unit"), say("Basis"))
    return Table(name, caption, head, rows, (False, True, True, True, False, False))


def _difference(found: Finding | None) -> Text:
    """Print a signed difference, or that there is none."""
    if found is None:
        return (say("none"),)
    interval = range_text(found.estimate)
    said = f"{signed_text(found.estimate)} ({interval})" if interval else signed_text(found.estimate)
    return (Number(found.id, said, found.estimate.basis),)


def chances_table(
    name: str, caption: str, labels: Sequence[str], found: Sequence[Finding], chance: str = ""
) -> Table:
    """Lay findings with a probability out as rows: label, probability, effect, interval, unit, basis."""
    rows = tuple(
        (
            (label,),
            (Number(finding.id, probability_text(finding.probability), finding.estimate.basis),),
            *row[1:],
        )
        for label, finding, row in zip(labels, found, _rows(labels, found), strict=True)
    )
    named = chance or say("Probability")
    head = ("", named, say("Effect"), say("Interval"), say("Unit"), say("Basis"))
    return Table(name, caption, head, rows, (False, True, True, True, False, False))


def cited(found: Sequence[Finding]) -> tuple[str, ...]:
    """List the sources that findings rest on, each once, in order."""
    return tuple(sorted({source for finding in found for source in finding.estimate.sources}))


def _rows(labels: Sequence[str], found: Sequence[Finding]) -> list[tuple[Text, ...]]:
    """Lay findings out; those of one unit have one number of decimals."""
    places = shared_places([finding.estimate for finding in found])
    return [
        _row(label, finding, places.get(finding.estimate.unit))
        for label, finding in zip(labels, found, strict=True)
    ]


def _row(label: str, finding: Finding, places: int | None) -> tuple[Text, ...]:
    """Lay out one finding."""
    estimate = finding.estimate
    interval = range_text(estimate, places)
    middle: Text = (Number(finding.id, value_text(estimate, places), estimate.basis),)
    between: Text = (Number(finding.id, interval, estimate.basis),) if interval else (say("none"),)
    return (label,), middle, between, (other(estimate.unit),), (say(BASES[estimate.basis]),)


def measured_table(name: str, caption: str, labels: Sequence[str], found: Sequence[Finding]) -> Table:
    """Lay a measure's rows out: label, middle, interval, and whatever else was counted."""
    known = any(finding.estimate.known for finding in found)
    rows = tuple(
        (*row[: 3 if known else 1], linked(finding.detail, finding))
        for finding, row in zip(found, _rows(labels, found), strict=True)
    )
    counted = say("Counted")
    head = ("", say("Middle"), say("Interval"), counted) if known else ("", counted)
    return Table(name, caption, head, rows, (False, True, True, False) if known else (False, False))
