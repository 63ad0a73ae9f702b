"""Whether a regime is forming: the answer to the title of the brief, from the measures of the whole."""

from collections.abc import Sequence

from regimelab.interval import BEYOND_CHANCE_AT
from regimelab.report.content import Paragraph
from regimelab.report.findings.book import Book
from regimelab.report.findings.measures import measure_finding_id, row_label
from regimelab.report.handed.results import MeasureHanded
from regimelab.report.inline import Inline, Text
from regimelab.report.language import other, say
from regimelab.report.numbers import linked
from regimelab.report.sections.strength import no_onset

WHOLE = ("chance", "onset")  # measures that say whether there is a regime and whether it rose
LOADING = "loading of "


def regime_paragraph(measures: Sequence[MeasureHanded], book: Book) -> tuple[Paragraph, ...]:
    """Say whether there is a regime and whether it rose, with the numbers; nothing where neither was "
    "asked."""
    by_name = {measure.name: measure for measure in measures}
    told = [by_name[name] for name in WHOLE if name in by_name]
    if "chance" not in by_name:
        return ()
    said: list[Inline] = [*_signs(by_name.get("strength"))]
    for measure in told:
        said += [*linked(measure.summary, book[measure_finding_id(measure.name)]), " "]
    p = by_name["chance"].estimate.estimate
    if p is not None and p > BEYOND_CHANCE_AT:
        said.append(say("What cannot be told from chance may still be there."))
    return (Paragraph(_trimmed(said), lead=(regime_lead(p, no_onset(by_name.get("onset"))),)),)


def regime_lead(p: float | None, no_onset: float | None) -> str:
    """Answer the title in one sentence; the words follow from the p-value and the probability of no rise."""
    if p is None:
        return say("Whether a regime is forming could not be put to the test.")
    if p > BEYOND_CHANCE_AT:
        return say("Whether a regime is forming cannot be told from this record.")
    if no_onset is not None and no_onset < 0.5:
        return say("The record shows more of a regime than chance would, and a rise within the period.")
    return say("The record shows more of a regime than chance would, but none that is seen to be forming.")


def _signs(strength: MeasureHanded | None) -> Text:
    """Name the signs of a regime that are counted together."""
    labels = [row_label(row) for row in strength.rows] if strength else []
    parts = [other(one.removeprefix(LOADING)) for one in labels if one.startswith(LOADING)]
    return (
        (say("The parts of a regime that are counted: {signs}.", signs=", ".join(parts)), " ")
        if parts
        else ()
    )


def _trimmed(said: Sequence[Inline]) -> Text:
    return tuple(said[:-1] if said and said[-1] == " " else said)
