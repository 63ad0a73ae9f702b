"""Strength of the regime over time, with the stretch in which its onset lies."""

from collections.abc import Mapping, Sequence
from datetime import date

from regimelab.codebook import DAYS_PER_MONTH
from regimelab.report.content import FigureBlock
from regimelab.report.findings.book import Book
from regimelab.report.findings.measures import measure_finding_id, row_finding_id, row_label
from regimelab.report.handed.results import MeasureHanded
from regimelab.report.language import message, other, say
from regimelab.report.numbers import estimate_text
from regimelab.report.pictures import Fan
from regimelab.report.sections.tables import cited, findings_table

CAPTION = message(
    "What the parts have in common, by quarter; 0 is the mean over the period. The line is the middle, the "
    "inner band holds half of the probability, the outer one nine tenths. The number at the end is the last "
    "quarter's."
)
SHADED = message("Shaded is where the onset lies with nine tenths of the probability, if there was one.")
NOT_SHADED = message(
    "No stretch is shaded: that there was no onset within the period is more probable than that there was "
    "one."
)
NO_ONSET = "no onset within the period"  # the row of the measure of onset that says how probable none is


def is_course(row: Mapping[str, object]) -> bool:
    """Whether a row is one stretch of a course in time, which is drawn as a band."""
    return "quarter_low" in row and "start" in row


def strength_figure(measures: Sequence[MeasureHanded], book: Book) -> FigureBlock | None:
    """Draw strength by quarter; none where it could not be told."""
    by_name = {measure.name: measure for measure in measures}
    measure = by_name.get("strength")
    course = [(place, row) for place, row in enumerate(measure.rows if measure else ()) if is_course(row)]
    if not measure or not course:
        return None
    found = [book[row_finding_id(measure.name, place)] for place, _ in course]
    rows = [row for _, row in course]
    start = date.fromisoformat(str(rows[0]["start"]))
    days, why = onset_shown(by_name.get("onset"))
    marked = (_months(days[0], start), _months(days[1], start)) if days else None
    fan = Fan(
        id="strength-fan",
        title=say("Strength"),
        unit=other(found[0].estimate.unit),
        start=start,
        months=tuple(_middle(row, start) for row in rows),
        text=estimate_text(found[-1].estimate, 1),
        finding=found[-1].id,
        marked=marked,
        marked_label=say("onset, if any") if marked else "",
        q05=_column(rows, "low"),
        q25=_column(rows, "quarter_low"),
        q50=_column(rows, "estimate"),
        q75=_column(rows, "quarter_high"),
        q95=_column(rows, "high"),
    )
    table = findings_table(
        "strength-data", say("Strength by quarter"), [other(row_label(row)) for row in rows], found
    )
    caption = (f"{say(CAPTION)} {why}".strip(),)
    return FigureBlock("strength-course", say("Strength over time"), caption, (fan,), table, cited(found))


def no_onset(onset: MeasureHanded | None) -> float | None:
    """Read the probability that there was no lasting rise within the period."""
    rows = onset.rows if onset else ()
    return next((float(str(row["estimate"])) for row in rows if row_label(row) == NO_ONSET), None)


def onset_shown(onset: MeasureHanded | None) -> tuple[tuple[date, date] | None, str]:
    """Give the days between which the onset lies, unless none is more probable; and say what is shaded."""
    dated = next((row for row in onset.rows if "earliest" in row), None) if onset else None
    if (no_onset(onset) or 0.0) >= 0.5:
        return None, say(NOT_SHADED)
    if dated is None:
        return None, ""
    first, last = (date.fromisoformat(str(dated[name])) for name in ("earliest", "latest"))
    return (first, last), say(SHADED)


def strength_anchor() -> str:
    """Name the measure's block beside which the figure stands."""
    return measure_finding_id("strength")


def _middle(row: Mapping[str, object], start: date) -> float:
    first, last = (date.fromisoformat(str(row[name])) for name in ("start", "end"))
    return (_months(first, start) + _months(last, start)) / 2


def _months(day: date, start: date) -> float:
    return (day - start).days / DAYS_PER_MONTH


def _column(rows: Sequence[Mapping[str, object]], name: str) -> tuple[float, ...]:
    return tuple(float(str(row[name])) for row in rows)
