"""Options and whom they cost: portfolios by scenario, stability and who pays side by side."""

from collections.abc import Sequence
from dataclasses import replace

from regimelab.report.cited import with_citations
from regimelab.report.content import (
    Assumption,
    AssumptionsBlock,
    Block,
    Callout,
    Comparison,
    FigureBlock,
    Heading,
    Listing,
    Paragraph,
    Section,
    Table,
)
from regimelab.report.findings.assumptions import assumption_id
from regimelab.report.findings.book import Book, titles_of
from regimelab.report.findings.comparison import difference_id, level_id
from regimelab.report.handed.comparison import CellHanded, OutcomeHanded
from regimelab.report.handed.options import ComparisonHanded
from regimelab.report.inputs import BriefInputs
from regimelab.report.language import message, other, say, say_text
from regimelab.report.numbers import SWITCH, estimate_text, number, signed_text
from regimelab.report.pictures import DotPlot, IntervalRow
from regimelab.report.sections.costs import costs_and_harms
from regimelab.report.sections.differences import differences_figure
from regimelab.report.sections.standing import standing_paragraph, standing_table
from regimelab.report.sections.tables import levels_table
from regimelab.report.slug import slug

TITLE = message("Options and whom they cost")
STABILITY = "stability"
OPEN = 2  # scenarios that lie open; the others open on demand
STEADY = message("Stability")
PAYING = message("Who pays")
CAPTIONS = {
    STEADY: message(
        "What steadies governments. Dots are means over futures, bars the 90 % interval; the signed "
        "number is the difference from doing nothing on the same futures."
    ),
    PAYING: message("What spares or burdens those who pay for it; numbers as in the other panel."),
}


def options_section(inputs: BriefInputs, book: Book) -> Section:
    """Compare the portfolios in each scenario, then say what that rests on."""
    comparison = inputs.comparison
    if comparison is None or not comparison.paired:
        return Section("options", say(TITLE), (Paragraph((say("No options were compared in this run."),)),))
    titles = titles_of(inputs)
    blocks: list[Block] = [
        standing_paragraph(comparison, titles, book),
        standing_table(comparison, titles, book),
    ]
    blocks += [*_flags(comparison), *_portfolios(inputs)]
    blocks += [_outcomes(comparison), _reading(comparison)]
    for place, scenario in enumerate(dict.fromkeys(cell.scenario for cell in comparison.cells)):
        folded = place >= OPEN
        blocks.append(replace(_scenario(scenario, inputs, comparison, book), folded=folded))
        blocks += differences_figure(scenario, comparison, titles, book, folded)
    blocks += costs_and_harms(comparison, titles, book)
    if comparison.assumptions:
        blocks += [Heading("assumptions", say("What nobody measured")), _assumptions(comparison, book)]
    return Section("options", say(TITLE), tuple(blocks))


def _flags(comparison: ComparisonHanded) -> list[Block]:
    """List every flag: where stability is bought, it is said before the numbers."""
    if not comparison.flags:
        return []
    items = tuple((other(flag),) for flag in comparison.flags)
    return [Heading("flags", say("Stability at whose cost")), Listing(items)]


def _portfolios(inputs: BriefInputs) -> list[Block]:
    """Describe the portfolios."""
    if not inputs.portfolios:
        return []
    items = tuple((other(one.title), ": ", other(one.description)) for one in inputs.portfolios)
    return [Heading("portfolios", say("The portfolios")), Listing(items)]


def _outcomes(comparison: ComparisonHanded) -> Table:
    """Say what portfolios are judged by, from either side."""
    rows = tuple(
        ((other(one.title),), (other(one.meaning),), (way(one.better),), (say(one.side),))
        for one in comparison.outcomes
    )
    head = (say("Outcome"), say("What it counts"), say("Which way"), say("Side"))
    return Table("outcomes", say("What portfolios are judged by"), head, rows, (False,) * 4)


def way(better: str) -> str:
    """Say which way an outcome is better."""
    return say("low is better") if better == "low" else say("high is better")


def _reading(comparison: ComparisonHanded) -> Callout:
    """Say what the intervals are made of and whose side is whose."""
    return Callout(
        say("How to read the options"),
        say_text(
            "Every portfolio meets the same {futures} futures. The intervals hold: {contains}. Stability is "
            "what steadies governments; whoever pays for it stands beside it, and the two are never added "
            "up.",
            futures=str(comparison.futures),
            contains=other(comparison.contains),
        ),
    )


def _scenario(scenario: str, inputs: BriefInputs, comparison: ComparisonHanded, book: Book) -> Comparison:
    """Lay out one scenario: stability on one side, who pays on the other."""
    titles = titles_of(inputs)
    described = {one.name: other(one.description) for one in inputs.scenarios}
    name = f"scenario-{slug(scenario)}"
    cells = [cell for cell in comparison.cells if cell.scenario == scenario]
    steady = [outcome for outcome in comparison.outcomes if outcome.side == STABILITY]
    paying = [outcome for outcome in comparison.outcomes if outcome.side != STABILITY]
    return Comparison(
        id=name,
        title=say("If: {scenario}", scenario=titles.get(scenario, scenario)),
        description=described.get(scenario, ""),
        stability=_side(f"{name}-stability", STEADY, steady, cells, titles, book),
        who_pays=_side(f"{name}-who-pays", PAYING, paying, cells, titles, book),
    )


def _side(
    name: str,
    title: str,
    outcomes: Sequence[OutcomeHanded],
    cells: Sequence[CellHanded],
    titles: dict[str, str],
    book: Book,
) -> FigureBlock:
    """Draw one plot an outcome, portfolios under each other."""
    shown = [cell for outcome in outcomes for cell in cells if cell.outcome == outcome.name]
    plots = tuple(_plot(name, outcome, cells, titles, book) for outcome in outcomes)
    named = {outcome.name: other(outcome.title) for outcome in outcomes}
    labels = [f"{named[cell.outcome]}: {titles.get(cell.portfolio, cell.portfolio)}" for cell in shown]
    levels = [book[level_id(cell)] for cell in shown]
    differences = [book.get(difference_id(cell)) for cell in shown]
    table = levels_table(f"{name}-data", say(title), labels, levels, differences)
    return FigureBlock(name, say(title), (say(CAPTIONS[title]),), plots, table)


def _plot(
    name: str, outcome: OutcomeHanded, cells: Sequence[CellHanded], titles: dict[str, str], book: Book
) -> DotPlot:
    """Draw one outcome; portfolios keep their colours from plot to plot."""
    order = list(dict.fromkeys(cell.portfolio for cell in cells))
    rows = tuple(
        IntervalRow(
            titles.get(cell.portfolio, cell.portfolio),
            f"{other(outcome.title)} ({way(outcome.better)})",
            cell.estimate.estimate or 0.0,
            cell.estimate.low or 0.0,
            cell.estimate.high or 0.0,
            estimate_text(cell.estimate),
            book[level_id(cell)].id,
            order.index(cell.portfolio),
            *_difference(cell, book),
        )
        for cell in cells
        if cell.outcome == outcome.name and cell.estimate.low is not None and cell.estimate.high is not None
    )
    return DotPlot(
        f"{name}-{slug(outcome.name)}", other(outcome.title), rows, other(outcome.unit), from_zero=True
    )


def _difference(cell: CellHanded, book: Book) -> tuple[str, str]:
    """Print a level's difference from doing nothing, and name its finding."""
    found = book.get(difference_id(cell))
    return (
        (say("{number} against nothing", number=signed_text(found.estimate)), found.id) if found else ("", "")
    )


def _assumptions(comparison: ComparisonHanded, book: Book) -> AssumptionsBlock:
    """List every assumption with label, prior and reason."""
    return AssumptionsBlock(
        tuple(
            Assumption(
                title=other(one.title),
                value=number(book[assumption_id(index)]),
                unit="" if one.estimate.unit == SWITCH else other(one.estimate.unit),
                prior=other(one.estimate.method),
                reason=with_citations(one.reason.rstrip(".")),
                source=with_citations(one.source.rstrip(".")),
                basis=one.estimate.basis,
            )
            for index, one in enumerate(comparison.assumptions)
        )
    )
