"""Paired differences: which portfolio does better on the same futures, and how surely."""

from collections.abc import Sequence

from regimelab.report.content import Block, FigureBlock, Table
from regimelab.report.findings.book import Book
from regimelab.report.findings.comparison import paired_id
from regimelab.report.findings.standing import NOTHING
from regimelab.report.handed.comparison import OutcomeHanded, PairedHanded
from regimelab.report.handed.options import ComparisonHanded
from regimelab.report.language import other, say
from regimelab.report.numbers import probability_text
from regimelab.report.pictures import HeatCell, HeatGrid
from regimelab.report.sections.tables import chances_table
from regimelab.report.slug import slug

Contest = tuple[str, str]  # portfolio, rival
COLUMNS = 5  # contests whose names a grid has room for


def differences_figure(
    scenario: str,
    comparison: ComparisonHanded,
    titles: dict[str, str],
    book: Book,
    folded: bool = False,
) -> list[Block]:
    """Draw one scenario's paired differences as a grid of outcomes by contests."""
    paired = [pair for pair in comparison.paired if pair.scenario == scenario]
    if not paired:
        return []
    contests = list(dict.fromkeys((pair.portfolio, pair.against) for pair in paired))
    against_nothing = [contest for contest in contests if contest[1] == NOTHING]
    others = [contest for contest in contests if contest[1] != NOTHING]
    name = f"differences-{slug(scenario)}"
    chosen = [some for side in (against_nothing, others) for some in _batches(side)]
    grids = tuple(
        _grid(f"{name}-grid-{number}", some, comparison.outcomes, paired, titles)
        for number, some in enumerate(chosen, 1)
    )
    caption = (
        say(
            "Share of futures in which the first does better than the second, meeting the same chances. The "
            "deeper the tint, the surer: blue where the first does better, orange where the second does; "
            "pale is even odds."
        ),
    )
    table = _table(name, comparison.outcomes, paired, titles, book)
    heading = say("Paired differences")
    if folded:
        heading = say("Paired differences if: {scenario}", scenario=titles.get(scenario, scenario))
    return [FigureBlock(name, heading, caption, grids, table, folded=folded)]


def _batches(contests: Sequence[Contest]) -> list[Sequence[Contest]]:
    """Cut contests into grids whose columns stay readable."""
    return [contests[first : first + COLUMNS] for first in range(0, len(contests), COLUMNS)]


def _grid(
    name: str,
    contests: Sequence[Contest],
    outcomes: Sequence[OutcomeHanded],
    paired: Sequence[PairedHanded],
    titles: dict[str, str],
) -> HeatGrid:
    """Lay out some contests as columns, outcomes as rows, stability first."""
    ordered = sorted(outcomes, key=lambda outcome: outcome.side != "stability")
    return HeatGrid(
        id=name,
        title=say("Which does better"),
        columns=tuple(
            say("{one} over {two}", one=_named(one, titles), two=_named(two, titles)) for one, two in contests
        ),
        rows=tuple(other(outcome.title) for outcome in ordered),
        sides=tuple(say(outcome.side) for outcome in ordered),
        cells=tuple(_row(outcome, contests, paired) for outcome in ordered),
    )


def _row(
    outcome: OutcomeHanded, contests: Sequence[Contest], paired: Sequence[PairedHanded]
) -> tuple[HeatCell | None, ...]:
    """Lay out one outcome's cells, empty where two were not compared."""
    found = {(pair.portfolio, pair.against): pair for pair in paired if pair.outcome == outcome.name}
    return tuple(_cell(found[contest]) if contest in found else None for contest in contests)


def _cell(pair: PairedHanded) -> HeatCell:
    """Lay out one cell."""
    chance = pair.probability_better
    return HeatCell(chance, probability_text(chance), paired_id(pair))


def _table(
    name: str,
    outcomes: Sequence[OutcomeHanded],
    paired: Sequence[PairedHanded],
    titles: dict[str, str],
    book: Book,
) -> Table:
    """Lay out the differences themselves."""
    named = {outcome.name: other(outcome.title) for outcome in outcomes}
    labels = [
        say(
            "{outcome}: {one} less {two}",
            outcome=named[pair.outcome],
            one=_named(pair.portfolio, titles),
            two=_named(pair.against, titles),
        )
        for pair in paired
    ]
    found = [book[paired_id(pair)] for pair in paired]
    caption, share = say("Differences behind the grid"), say("Share of futures better")
    return chances_table(f"{name}-data", caption, labels, found, share)


def _named(portfolio: str, titles: dict[str, str]) -> str:
    """Name a portfolio in full."""
    return titles.get(portfolio, portfolio)
