"""What portfolios cost in money, and which societies they harm."""

from collections.abc import Sequence

from regimelab.report.cited import with_citations
from regimelab.report.content import Block, Heading, Paragraph, Table
from regimelab.report.findings.book import Book
from regimelab.report.findings.costs import cost_id, harm_id, lever_in_words
from regimelab.report.handed.comparison import DoseCostHanded, HarmHanded
from regimelab.report.handed.options import ComparisonHanded
from regimelab.report.inline import Number, Text
from regimelab.report.numbers import number, probability_text

Titles = dict[str, str]

LONG = 30  # rows of harms beyond which the table opens on demand


def costs_and_harms(comparison: ComparisonHanded, titles: Titles, book: Book) -> list[Block]:
    """Name the societies that are repressed more, then what the doses cost."""
    blocks: list[Block] = [Heading("harmed", "Who is harmed")]
    if comparison.harmed:
        blocks.append(_harms(comparison.harmed, titles, book))
    else:
        blocks.append(Paragraph(("No member's society is repressed noticeably more under any portfolio.",)))
    if comparison.costs:
        blocks += [Heading("costs", "What it costs"), _costs(comparison.costs, titles, book)]
    return blocks


def _harms(harms: Sequence[HarmHanded], titles: Titles, book: Book) -> Table:
    """Lay out the harms."""
    rows = tuple(
        (
            (titles.get(harm.member, harm.member),),
            (titles.get(harm.portfolio, harm.portfolio),),
            (titles.get(harm.scenario, harm.scenario),),
            (number(book[harm_id(harm)]),),
            (Number(harm_id(harm), probability_text(harm.probability_worse), harm.difference.basis),),
        )
        for harm in harms
    )
    unit = harms[0].difference.unit
    head = ("Society", "Portfolio", "If", f"More repression, {unit}", "Share of futures worse")
    caption = "Members whose societies are repressed more than if nothing is done"
    numeric = (False, False, False, True, True)
    return Table("harm-table", caption, head, rows, numeric, folded=len(rows) > LONG)


def _why(cost: DoseCostHanded) -> Text:
    """Say why a range was chosen, and what it leans on."""
    leans = f". Leans on: {cost.source}" if cost.source else ""
    return with_citations(f"{cost.reason.rstrip('.')}{leans}.")


def _costs(costs: Sequence[DoseCostHanded], titles: Titles, book: Book) -> Table:
    """Lay out the costs."""
    rows = tuple(
        (
            (f"{titles.get(cost.portfolio, cost.portfolio)}: {lever_in_words(cost.lever)}",),
            (number(book[cost_id(cost)]),),
            (cost.estimate.unit,),
            _why(cost),
        )
        for cost in costs
    )
    head = ("Portfolio and lever", "Range", "Unit", "Why")
    caption = "Orders of magnitude, a year while it runs"
    return Table("cost-table", caption, head, rows, (False, True, False, False))
