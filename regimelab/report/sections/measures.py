"""One measure with its figures: rows of one unit share a picture."""

import re
from collections.abc import Mapping, Sequence

from regimelab.report.content import FigureBlock, Finding, MeasureBlock
from regimelab.report.findings.book import Book
from regimelab.report.findings.measures import measure_finding_id, row_finding_id, row_label, tells
from regimelab.report.handed.results import MeasureHanded
from regimelab.report.language import like, message, other, say
from regimelab.report.numbers import estimate_text, linked, shared_places
from regimelab.report.pictures import DotPlot, IntervalRow
from regimelab.report.sections.strength import is_course
from regimelab.report.sections.tables import cited, measured_table

SMOOTHED = message("Shares are smoothed, so that few cases do not make a share of none or of all.")
READ = {
    "correlation": (
        message("Do pairs that cooperate more also clash more?"),
        message(
            "The correlation of cooperation with rivalry over pairs: 1 always together, 0 unrelated, "
            "\u22121 never together."
        ),
    ),
    "rate ratio": (
        message("How many times as often"),
        message("1 is as often as otherwise, 2 is twice as often."),
    ),
    "rate ratio, per other recorded act": (
        message("Late in the period against early: how many times as often"),
        message("Counted per other recorded act, so that better reporting does not look like more meetings."),
    ),
    "p-value": (
        message("Against three kinds of chance"),
        message("How often relabelled acts reach what was seen: the smaller, the less like chance."),
    ),
    "standard deviations above chance": (
        message("Each part against each kind of chance"),
        message(
            "0 is the mean of the relabelled acts; above 2 is rare among them, below \u22122 the part shows "
            "less than chance."
        ),
    ),
    "acts, by weight": (
        message("What each pair did together and against each other"),
        message(
            "An act of many actors counts a share in each of their pairs, so the numbers need not be whole."
        ),
    ),
}
Labelled = tuple[str, str, Finding]  # group, label, finding


def shared_caution(measures: Sequence[MeasureHanded]) -> str:
    """Give the sentences that open the caution of more than one measure: they are said once."""
    openings = [_sentences(measure.caution) for measure in measures]
    shared = [one for opening in openings for one in opening if sum(one in other for other in openings) > 1]
    return " ".join(dict.fromkeys(shared))


def measure_block(measure: MeasureHanded, book: Book, common: str = "") -> MeasureBlock:
    """Say the measure, draw it, and caution."""
    headline = book[measure_finding_id(measure.name)]
    rows = [
        (*_words(row), book[row_finding_id(measure.name, index)]) for index, row in enumerate(measure.rows)
    ]
    shown = [pair for pair in zip(rows, measure.rows, strict=True) if not is_course(pair[1])]
    rows = [one for one, _ in shown]
    axes = list(dict.fromkeys(_axis(one) for one, row in shown if tells(row)))
    figures = tuple(
        _figure(measure, index, axis, [row for row in rows if _axis(row) == axis])
        for index, axis in enumerate(axes)
    )
    sentence = linked(measure.summary, headline)
    caution = " ".join(one for one in _sentences(measure.caution) if one not in common)
    return MeasureBlock(headline.id, other(measure.title), sentence, figures, other(caution))


def _sentences(said: str) -> list[str]:
    """Cut a text into sentences."""
    return re.split(r"(?<=[.!?])\s+(?=[A-Z])", said.strip())


def _axis(row: Labelled) -> str:
    """Name the axis that a row belongs on: its unit; a difference of shares is not a share."""
    unit = row[2].estimate.unit
    apart = unit.startswith("share") and " less " in row[1] and "difference" not in unit
    return f"{unit}, difference" if apart else unit


def _words(row: Mapping[str, object]) -> tuple[str, str]:
    """Give a row's group and its label within the group."""
    responders, answer = row.get("responders"), row.get("answer")
    if isinstance(responders, str) and isinstance(answer, str) and " less " not in row_label(row):
        return responders, answer
    return "", row_label(row)


def _figure(measure: MeasureHanded, index: int, unit: str, rows: Sequence[Labelled]) -> FigureBlock:
    """Draw the rows of one unit; what has no interval stands in the table alone."""
    name = f"figure-{measure.name.replace('_', '-')}-{index + 1}"
    drawn = [row for row in rows if row[2].estimate.low is not None and row[2].estimate.high is not None]
    plots = (_plot(name, measure.title, unit, drawn),) if drawn else ()
    labels = [_within(group, label) for group, label, _ in rows]
    kind = other(unit)
    found = [finding for _, _, finding in rows]
    table = measured_table(f"{name}-data", f"{other(measure.title)}: {kind}", labels, found)
    smoothed = SMOOTHED if unit.startswith("share") else ""
    title, meaning = READ.get(unit, (like(kind, kind[:1].upper() + kind[1:]), smoothed))
    told = say(title) if unit in READ else title
    shown = (
        say("Dots are middle values, bars the 90 % interval.") if drawn else say("Given without an interval.")
    )
    caption = (f"{shown} {say(meaning) if meaning else ''}".strip(),)
    return FigureBlock(name, told, caption, plots, table, cited(found))


def _within(group: str, label: str) -> str:
    """Say a label with the group that it stands in."""
    said = other(label)
    return like(said, f"{other(group)}: {said}") if group else said


def _plot(name: str, title: str, unit: str, rows: Sequence[Labelled]) -> DotPlot:
    """Lay the rows on one axis: shares from none to all, ratios by their logarithm."""
    groups = list(dict.fromkeys(group for group, _, _ in rows))
    places = shared_places([finding.estimate for _, _, finding in rows])
    intervals = tuple(
        IntervalRow(
            label=other(label),
            group=other(group),
            estimate=finding.estimate.estimate or 0.0,
            low=finding.estimate.low or 0.0,
            high=finding.estimate.high or 0.0,
            text=estimate_text(finding.estimate, places.get(finding.estimate.unit)),
            finding=finding.id,
            colour=groups.index(group),
        )
        for group, label, finding in rows
    )
    ratio = "ratio" in unit and "log" not in unit and all(row.low > 0 for row in intervals)
    share = (
        unit.startswith("share")
        and "difference" not in unit
        and all(0.0 <= row.low and row.high <= 1.0 for row in intervals)
    )
    reference = 1.0 if ratio else 0.0 if "difference" in unit else None
    bounds = (0.0, 1.0) if share else None
    return DotPlot(
        f"{name}-plot", other(title), intervals, other(unit), reference, _meaning(reference), bounds, ratio
    )


def _meaning(reference: float | None) -> str:
    """Say what the line of reference means: a ratio of one, a difference of none."""
    return {None: "", 1.0: say("as often"), 0.0: say("no difference")}[reference]
