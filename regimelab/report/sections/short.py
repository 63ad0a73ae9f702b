"""The brief in two pages: what holds, what may happen, what the options cost, how far to trust it."""

from dataclasses import replace

from regimelab.report.content import Block, Callout, FigureBlock, Listing, Paragraph, Section
from regimelab.report.findings.book import Book, titles_of
from regimelab.report.inputs import BriefInputs
from regimelab.report.language import other, quoted, say
from regimelab.report.sections.challenge import opening
from regimelab.report.sections.changes import changes_paragraph
from regimelab.report.sections.evidence import probabilities_figure
from regimelab.report.sections.futures import TITLE as FUTURES
from regimelab.report.sections.futures import futures_sentence, headlines
from regimelab.report.sections.mapped import map_figure
from regimelab.report.sections.options import TITLE as OPTIONS
from regimelab.report.sections.recommendations import NOT_CARRIED_OVER, fares
from regimelab.report.sections.recommendations import TITLE as RECOMMENDATIONS
from regimelab.report.sections.regime import regime_paragraph
from regimelab.report.sections.sources import LIMITS, LIMITS_OF_DRAWN
from regimelab.report.sections.standing import standing_paragraph
from regimelab.report.sections.summary import verdicts
from regimelab.report.sections.track_record import TITLE as TRACK_RECORD
from regimelab.report.sections.track_record import track_record_sentence


def short_sections(inputs: BriefInputs, book: Book) -> tuple[Section, ...]:
    """Tell the brief in two pages."""
    said = LIMITS_OF_DRAWN if inputs.evidence.drawn else LIMITS
    limits = Callout(say("What this brief cannot say"), (say(said).strip(),))
    return (
        Section("summary", say("What the evidence says"), (*_evidence(inputs, book),)),
        Section("futures", say(FUTURES), (*_futures(inputs, book),)),
        Section("options", say(OPTIONS), (*_options(inputs, book),)),
        Section("recommendations", say(RECOMMENDATIONS), (_recommendations(inputs, book),)),
        Section(
            "track-record", say(TRACK_RECORD), (track_record_sentence(inputs.hindcast, book, False), limits)
        ),
    )


def _evidence(inputs: BriefInputs, book: Book) -> list[Block]:
    """Say whether the measures show a regime and how the claims fare."""
    blocks: list[Block] = [
        *opening(inputs),
        *regime_paragraph(inputs.measures, book),
        verdicts(inputs, book),
        *changes_paragraph(inputs, book),
    ]
    if any(claim.probability is not None for claim in inputs.claims):
        blocks.append(probabilities_figure(inputs.claims, book))
    return blocks


def _futures(inputs: BriefInputs, book: Book) -> list[Block]:
    """Say how wide open the future is, and show the members on two small maps."""
    forecast = inputs.forecast
    paths = forecast.outcomes if forecast else ()
    own = [path for path in paths if path.actor is not None]
    maps: list[FigureBlock] = map_figure(headlines(paths), own, inputs.region, book)
    return [futures_sentence(forecast, book), *(replace(one, half=True) for one in maps)]


def _options(inputs: BriefInputs, book: Book) -> list[Block]:
    """Say which portfolio does most for whom, and at whose cost."""
    comparison = inputs.comparison
    if comparison is None or not comparison.paired:
        return [Paragraph((say("No options were compared in this run."),))]
    flags = [Callout(say("Stability at whose cost"), (other(flag),)) for flag in comparison.flags[:1]]
    return [standing_paragraph(comparison, titles_of(inputs), book), *flags]


def _recommendations(inputs: BriefInputs, book: Book) -> Block:
    """Say how each recommendation fares, on the states that it was made for."""
    if inputs.region.registers:
        return Paragraph((say(NOT_CARRIED_OVER),))
    return Listing(tuple((*quoted(one.passage), fares(one, inputs, book)) for one in inputs.recommendations))
