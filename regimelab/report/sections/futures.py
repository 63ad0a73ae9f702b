"""What may happen: fan charts by outcome, for the region and for each member."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from regimelab.report.content import Block, Callout, FigureBlock, Finding, Paragraph, Section
from regimelab.report.findings.book import Book, titles_of
from regimelab.report.findings.forecast import forecast_id
from regimelab.report.handed.options import ForecastHanded, OutcomePathHanded
from regimelab.report.inline import Inline, Number, Text
from regimelab.report.inputs import BriefInputs
from regimelab.report.language import like, message, other, say, say_text
from regimelab.report.numbers import estimate_text, figure_text, number
from regimelab.report.pictures import Fan
from regimelab.report.sections.mapped import map_figure
from regimelab.report.sections.tables import findings_table
from regimelab.report.slug import slug

TITLE = message("What may happen")
NONE = message("No futures were simulated in this run.")
BEFORE = message("{outcome} {number} {unit}, against {begun} in the twelve months before")
START = message("{outcome} {number} {unit}, against {begun} at the start")
WIDE_AT = 1.0  # a 90 % band as wide as its middle is called wide


class Before(NamedTuple):
    """What was recorded before the futures, by outcome and actor, and how many months of it are drawn."""

    values: Mapping[tuple[str, str | None], Sequence[float]]
    look: int


def futures_section(inputs: BriefInputs, book: Book) -> Section:
    """Show where the fitted model thinks things may go if nothing is done."""
    forecast = inputs.forecast
    if forecast is None or not forecast.outcomes:
        return Section("futures", say(TITLE), (Paragraph((say(NONE),)),))
    names = titles_of(inputs)
    whole = [path for path in forecast.outcomes if path.actor is None]
    own = [path for path in forecast.outcomes if path.actor is not None]
    told = {path.name for path in headlines(forecast.outcomes)}
    before = _before(forecast)
    figures = [_region(whole, before, book)] if whole else []
    figures += map_figure(headlines(forecast.outcomes), own, inputs.region, book)
    for name in sorted(dict.fromkeys(path.name for path in own), key=lambda name: name not in told):
        mine = [path for path in own if path.name == name]
        figures.append(_members(mine, before, names, book, name not in told))
    blocks: list[Block] = [futures_sentence(forecast, book), _reading(forecast, before), *figures]
    return Section("futures", say(TITLE), tuple(blocks))


def futures_sentence(forecast: ForecastHanded | None, book: Book) -> Paragraph:
    """Say how wide the range of futures is, and where the region's outcomes stand at the end."""
    if forecast is None or not forecast.outcomes:
        return Paragraph((say(NONE),))
    whole = [path for path in forecast.outcomes if path.actor is None] or list(forecast.outcomes)
    told = headlines(whole)
    last = max(whole[0].months)
    body: list[Inline] = [say("In {months} months, middle value and 90 % band: ", months=f"{last:g}")]
    for index, path in enumerate(told):
        body += ["; " if index else "", *_stands(path, book[forecast_id(path)])]
    lead = futures_lead([book[forecast_id(path)] for path in whole])
    return Paragraph((*(part for part in body if part != ""), "."), lead=(lead,))


def _stands(path: OutcomePathHanded, finding: Finding) -> Text:
    """Say where an outcome stands at the end, and where it began."""
    return say_text(
        BEFORE if "twelve months" in path.unit else START,
        outcome=_lowered(other(path.title)),
        number=number(finding),
        unit=other(path.unit),
        begun=Number(finding.id, figure_text(path.quantiles["q50"][0], 0), path.basis),
    )


def headlines(paths: Sequence[OutcomePathHanded]) -> list[OutcomePathHanded]:
    """Give the first outcome of each side: one for stability, one for who pays."""
    sides = {path.side: path for path in reversed(paths)}
    return [path for path in paths if sides[path.side] is path]


def futures_lead(found: Sequence[Finding]) -> str:
    """Say in one sentence how much the futures differ; the words follow from the bands."""
    wide = sum(_is_wide(finding) for finding in found)
    if wide == len(found):
        return say(
            "The future is wide open: for every outcome, the 90 % band is at least as wide as its "
            "middle value."
        )
    if wide == 0:
        return say(
            "The futures differ little: for every outcome, the 90 % band is narrower than the middle value."
        )
    return say(
        "Some of these futures are wide open, with 90 % bands wider than the middle value; some are not."
    )


def _is_wide(finding: Finding) -> bool:
    """Whether the 90 % band is at least as wide as its middle."""
    rate = finding.estimate
    if rate.estimate is None or rate.low is None or rate.high is None:
        return True
    return rate.high - rate.low >= WIDE_AT * abs(rate.estimate)


def _lowered(title: str) -> str:
    """Put a title inside a sentence; an abbreviation keeps its capitals."""
    return title if title[1:2].isupper() else like(title, title[:1].lower() + title[1:])


def _recorded(before: Before) -> str:
    """Say what stands before the fan."""
    if not before.look:
        return say("The record is too short to be drawn before the fans.")
    return say(
        "Before the rule stand the {months} months that were recorded, counted from the same events by the "
        "same definition; in its first year a fan still counts some of them.",
        months=before.look,
    )


def _reading(forecast: ForecastHanded, before: Before) -> Callout:
    """Say how to read a fan."""
    fan = say_text(
        "Each fan summarises {futures} simulated futures (seed {seed}). Half of them lie in the inner "
        "band, nine in ten in the outer one; the line is the middle. The number at the end is the last "
        "month's. The spread holds: {contains}. A fan says what the fitted model expects if nothing "
        "else changes; how often such fans were wrong is in the track record.",
        futures=str(forecast.futures),
        seed=str(forecast.seed),
        contains=other(forecast.contains),
    )
    return Callout(say("How to read a fan"), (*fan, " ", _recorded(before)))


def _before(forecast: ForecastHanded) -> Before:
    """Lay the record out."""
    values = {(one.name, one.actor): one.values for one in forecast.recorded}
    return Before(values, max((len(one) - 1 for one in values.values() if one), default=0))


def _region(paths: Sequence[OutcomePathHanded], before: Before, book: Book) -> FigureBlock:
    """Draw every outcome of the region, each on its own scale."""
    labels = [other(path.title) for path in paths]
    fans = tuple(_fan(path, label, before, book) for path, label in zip(paths, labels, strict=True))
    found = [book[forecast_id(path)] for path in paths]
    table = findings_table("futures-region-data", say("Last month"), labels, found)
    caption = (say("Every outcome for the region as a whole; each has its own scale."),)
    return FigureBlock("futures-region", say("The region"), caption, fans, table)


def _members(
    paths: Sequence[OutcomePathHanded], before: Before, names: dict[str, str], book: Book, folded: bool
) -> FigureBlock:
    """Draw one outcome for each member, on one scale."""
    one = paths[0]
    title = other(one.title)
    shared = max(
        max(*path.quantiles["q95"], *before.values.get((path.name, path.actor), ())) for path in paths
    )
    fans = tuple(_fan(path, _whose(path, names), before, book, shared) for path in paths)
    found = [book[forecast_id(path)] for path in paths]
    name = f"futures-{slug(one.name)}"
    labels = [_whose(path, names) for path in paths]
    table = findings_table(f"{name}-data", say("{outcome}, last month", outcome=title), labels, found)
    meaning = other(one.meaning)
    meant = like(meaning, f"{meaning[:1].upper()}{meaning[1:]}")
    caption = say_text("{meaning}. Members share one scale.", meaning=meant)
    return FigureBlock(name, say("{outcome}, by member", outcome=title), caption, fans, table, folded=folded)


def _whose(path: OutcomePathHanded, names: dict[str, str]) -> str:
    """Name whose outcome it is."""
    return names.get(path.actor, path.actor) if path.actor else say("The region")


def _fan(
    path: OutcomePathHanded, title: str, before: Before, book: Book, ceiling: float | None = None
) -> Fan:
    """Lay out one path, and what was recorded before it."""
    finding = book[forecast_id(path)]
    bands = path.quantiles
    return Fan(
        id=f"{finding.id}-fan",
        title=title,
        unit=other(path.unit),
        start=path.start,
        months=tuple(path.months),
        text=estimate_text(finding.estimate),
        finding=finding.id,
        ceiling=ceiling,
        past=tuple(before.values.get((path.name, path.actor), ())),
        look=before.look,
        q05=tuple(bands["q05"]),
        q25=tuple(bands["q25"]),
        q50=tuple(bands["q50"]),
        q75=tuple(bands["q75"]),
        q95=tuple(bands["q95"]),
    )
