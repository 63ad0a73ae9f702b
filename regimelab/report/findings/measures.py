"""Findings of the measures: the headline of each, and its rows."""

from collections.abc import Mapping, Sequence

from regimelab.interval import Estimate
from regimelab.report.content import Finding
from regimelab.report.handed.results import MeasureHanded
from regimelab.report.language import like, message, other, say, say_count, signed
from regimelab.report.numbers import probability_text

CHANCES = {
    "probability": message("probability {number}"),
    "shuffles_below": message("share of shuffles below {number}"),
}
ABOVE = message("{number} standard deviations above chance")
RELABELLED = ("p-value", "standard deviations above chance")  # units of rows that count relabellings
BOUND = "upper bound of a probability"  # unit of the row that counts kinds of chance
VALUES = ("estimate", "low", "high", "n", "sources", "unit", "basis", "method", "data", "level")


def measure_finding_id(name: str) -> str:
    """Name the finding of a measure's headline."""
    return f"measure-{name}"


def row_finding_id(name: str, index: int) -> str:
    """Name the finding of one row of a measure, counted from one."""
    return f"measure-{name}-{index + 1}"


def measure_findings(measures: Sequence[MeasureHanded]) -> tuple[Finding, ...]:
    """Make findings of all headlines and of every row, those without a number included."""
    found: list[Finding] = []
    for measure in measures:
        found.append(_headline(measure))
        found += [_row(measure, index, row) for index, row in enumerate(measure.rows)]
    return tuple(found)


def row_label(row: Mapping[str, object]) -> str:
    """Give the words of a row: its label, or whatever words it has."""
    words = [str(value) for key, value in row.items() if key not in VALUES and isinstance(value, str)]
    return str(row.get("label") or ", ".join(words))


def tells(row: Mapping[str, object]) -> bool:
    """Whether a row says anything: a number, or that something was counted."""
    counted = (_number(value) for key, value in row.items() if key in ("estimate", "n") or key not in VALUES)
    return row.get("estimate") is not None or any(counted)


def row_detail(row: Mapping[str, object]) -> str:
    """Give the row's other numbers in words: how many cases, what else was counted."""
    return "; ".join(
        _counted(key, value, str(row.get("unit")))
        for key, value in row.items()
        if (key == "n" or key not in VALUES) and _number(value) is not None
    )


def row_estimate(measure: MeasureHanded, row: Mapping[str, object]) -> Estimate:
    """Read a row as an estimate; unit, method and data are the measure's unless it has its own."""
    whole = measure.estimate
    sources = row.get("sources")
    return Estimate(
        estimate=_number(row.get("estimate")),
        low=_number(row.get("low")),
        high=_number(row.get("high")),
        unit=str(row.get("unit", whole.unit)),
        method=str(row.get("method", whole.method)),
        data=str(row.get("data", whole.data)),
        basis=whole.basis,
        level=whole.level,
        sources=tuple(str(source) for source in sources)
        if isinstance(sources, list | tuple)
        else whole.sources,
    )


def _headline(measure: MeasureHanded) -> Finding:
    """Make the finding of a measure's headline."""
    name = measure_finding_id(measure.name)
    about = say("measure: {measure}", measure=other(measure.title))
    return Finding(name, other(measure.summary), measure.estimate, about, name)


def _row(measure: MeasureHanded, index: int, row: Mapping[str, object]) -> Finding:
    """Make the finding of one row."""
    name = row_finding_id(measure.name, index)
    anchor, title = measure_finding_id(measure.name), other(measure.title)
    about = say("measure: {measure}", measure=title)
    label = other(row_label(row))
    sentence = like(label, f"{title}: {label}.")
    return Finding(name, sentence, row_estimate(measure, row), about, anchor, detail=row_detail(row))


def _counted(key: str, value: object, unit: str) -> str:
    """Say one number of a row's detail: cases, days, a probability, or a weight of acts."""
    if key == "n":
        return _cases(unit, int(str(value)))
    if key == "deviations_above":
        return say(ABOVE, number=signed(f"{value:.1f}"))
    if key in CHANCES and isinstance(value, int | float):
        return say(CHANCES[key], number=probability_text(float(value)))
    number = signed(f"{value:.1f}") if isinstance(value, float) else str(value)
    return f"{other(key.replace('_', ' '))} {number}"


def _cases(unit: str, count: int) -> str:
    """Say what a row of a unit counts, and how many."""
    if unit in RELABELLED:
        return say_count("{count} relabelling", "{count} relabellings", count)
    if unit == BOUND:
        return say_count("{count} kind of chance", "{count} kinds of chance", count)
    return say_count("{count} case", "{count} cases", count)


def _number(value: object) -> float | None:
    """Read a number; anything else is unknown."""
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
