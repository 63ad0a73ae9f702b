"""What may happen: fan charts by outcome, for the region and for each member."""

from collections.abc import Sequence

from regimelab.report.content import Block, Callout, FigureBlock, Finding, Paragraph, Section
from regimelab.report.findings.book import Book, titles_of
from regimelab.report.findings.forecast import forecast_id
from regimelab.report.handed.options import ForecastHanded, OutcomePathHanded
from regimelab.report.inline import Inline, Number
from regimelab.report.inputs import BriefInputs
from regimelab.report.numbers import estimate_text, figure_text, number
from regimelab.report.pictures import Fan
from regimelab.report.sections.tables import findings_table
from regimelab.report.slug import slug

WIDE_AT = 1.0  # a 90 % band as wide as its middle is called wide


def futures_section(inputs: BriefInputs, book: Book) -> Section:
    """Show where the fitted model thinks things may go if nothing is done."""
    forecast = inputs.forecast
    if forecast is None or not forecast.outcomes:
        return Section(
            "futures", "What may happen", (Paragraph(("No futures were simulated in this run.",)),)
        )
    names = titles_of(inputs)
    whole = [path for path in forecast.outcomes if path.actor is None]
    own = [path for path in forecast.outcomes if path.actor is not None]
    told = {path.name for path in headlines(forecast.outcomes)}
    figures = [_region(whole, book)] if whole else []
    for name in sorted(dict.fromkeys(path.name for path in own), key=lambda name: name not in told):
        figures.append(_members([path for path in own if path.name == name], names, book, name not in told))
    blocks: list[Block] = [futures_sentence(forecast, book), _reading(forecast), *figures]
    return Section("futures", "What may happen", tuple(blocks))


def futures_sentence(forecast: ForecastHanded | None, book: Book) -> Paragraph:
    """Say how wide the range of futures is, and where the region's outcomes stand at the end."""
    if forecast is None or not forecast.outcomes:
        return Paragraph(("No futures were simulated in this run.",))
    whole = [path for path in forecast.outcomes if path.actor is None] or list(forecast.outcomes)
    told = headlines(whole)
    last = max(whole[0].months)
    body: list[Inline] = [f"In {last:g} months, middle value and 90 % band: "]
    for index, path in enumerate(told):
        finding = book[forecast_id(path)]
        begun = Number(finding.id, figure_text(path.quantiles["q50"][0], 0), path.basis)
        body += [
            "; " if index else "",
            f"{_lowered(path.title)} ",
            number(finding),
            f" {path.unit}, against ",
        ]
        body += [begun, " in the twelve months before" if "twelve months" in path.unit else " at the start"]
    body.append(".")
    lead = futures_lead([book[forecast_id(path)] for path in whole])
    return Paragraph(tuple(part for part in body if part != ""), lead=(lead,))


def headlines(paths: Sequence[OutcomePathHanded]) -> list[OutcomePathHanded]:
    """Give the first outcome of each side: one for stability, one for who pays."""
    sides = {path.side: path for path in reversed(paths)}
    return [path for path in paths if sides[path.side] is path]


def futures_lead(found: Sequence[Finding]) -> str:
    """Say in one sentence how much the futures differ; the words follow from the bands."""
    wide = sum(_is_wide(finding) for finding in found)
    if wide == len(found):
        return (
            "The future is wide open: for each of these, the 90 % band is at least as wide as its "
            "middle value."
        )
    if wide == 0:
        return (
            "The futures differ little: for each of these, the 90 % band is narrower than the middle value."
        )
    return "Some of these futures are wide open, with 90 % bands wider than the middle value; some are not."


def _is_wide(finding: Finding) -> bool:
    """Whether the 90 % band is at least as wide as its middle."""
    rate = finding.estimate
    if rate.estimate is None or rate.low is None or rate.high is None:
        return True
    return rate.high - rate.low >= WIDE_AT * abs(rate.estimate)


def _lowered(title: str) -> str:
    """Put a title inside a sentence; an abbreviation keeps its capitals."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]


def _reading(forecast: ForecastHanded) -> Callout:
    """Say how to read a fan."""
    return Callout(
        "How to read a fan",
        (
            f"Each fan summarises {forecast.futures} simulated futures (seed {forecast.seed}). Half of them "
            "lie in the dark band, nine in ten in the pale one; the line is the middle. The number at the "
            f"end is the last month's. The spread holds: {forecast.contains}. A fan says what the fitted "
            "model expects if nothing else changes; how often such fans were wrong is in the track record.",
        ),
    )


def _region(paths: Sequence[OutcomePathHanded], book: Book) -> FigureBlock:
    """Draw every outcome of the region, each on its own scale."""
    fans = tuple(_fan(path, path.title, book, None) for path in paths)
    found = [book[forecast_id(path)] for path in paths]
    table = findings_table("futures-region-data", "Last month", [path.title for path in paths], found)
    caption = ("Every outcome for the region as a whole; each has its own scale.",)
    return FigureBlock("futures-region", "The region", caption, fans, table)


def _members(
    paths: Sequence[OutcomePathHanded], names: dict[str, str], book: Book, folded: bool
) -> FigureBlock:
    """Draw one outcome for each member, on one scale."""
    one = paths[0]
    shared = max(max(path.quantiles["q95"]) for path in paths)
    fans = tuple(_fan(path, _whose(path, names), book, shared) for path in paths)
    found = [book[forecast_id(path)] for path in paths]
    name = f"futures-{slug(one.name)}"
    labels = [_whose(path, names) for path in paths]
    table = findings_table(f"{name}-data", f"{one.title}, last month", labels, found)
    caption = (f"{one.meaning[:1].upper()}{one.meaning[1:]}. Members share one scale.",)
    return FigureBlock(name, f"{one.title}, by member", caption, fans, table, folded=folded)


def _whose(path: OutcomePathHanded, names: dict[str, str]) -> str:
    """Name whose outcome it is."""
    return names.get(path.actor, path.actor) if path.actor else "The region"


def _fan(path: OutcomePathHanded, title: str, book: Book, ceiling: float | None) -> Fan:
    """Lay out one path."""
    finding = book[forecast_id(path)]
    bands = path.quantiles
    return Fan(
        id=f"{finding.id}-fan",
        title=title,
        unit=path.unit,
        start=path.start,
        months=tuple(path.months),
        text=estimate_text(finding.estimate),
        finding=finding.id,
        ceiling=ceiling,
        q05=tuple(bands["q05"]),
        q25=tuple(bands["q25"]),
        q50=tuple(bands["q50"]),
        q75=tuple(bands["q75"]),
        q95=tuple(bands["q95"]),
    )
