"""What portfolios cost in money, and which societies they harm."""

from collections.abc import Sequence

from regimelab.report.cited import with_citations
from regimelab.report.content import Block, Heading, Paragraph, Table
from regimelab.report.findings.book import Book
from regimelab.report.findings.costs import cost_id, harm_id, lever_in_words
from regimelab.report.handed.comparison import DoseCostHanded, HarmHanded
from regimelab.report.handed.options import ComparisonHanded
from regimelab.report.inline import Number, Text
from regimelab.report.language import other, say, say_text
from regimelab.report.numbers import number, probability_text

Titles = dict[str, str]

LONG = 30  # rows of harms beyond which the table opens on demand


def costs_and_harms(comparison: ComparisonHanded, titles: Titles, book: Book) -> list[Block]:
    """Name the societies that are repressed more, then what the doses cost."""
    blocks: list[Block] = [Heading("harmed", say("Who is harmed"))]
    if comparison.harmed:
        blocks.append(_harms(comparison.harmed, titles, book))
    else:
        blocks.append(
            Paragraph((say("No member's society is repressed noticeably more under any portfolio."),))
        )
    if comparison.costs:
        blocks += [Heading("costs", say("What it costs")), _costs(comparison.costs, titles, book)]
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
    more, share = say("More repression, {unit}", unit=other(unit)), say("Share of futures worse")
    head = (say("Society"), say("Portfolio"), say("If"), more, share)
    caption = say("Members whose societies are repressed more than if nothing is done")
    numeric = (False, False, False, True, True)
    return Table("harm-table", caption, head, rows, numeric, folded=len(rows) > LONG)


def _why(cost: DoseCostHanded) -> Text:
    """Say why a range was chosen, and what it leans on."""
    why = with_citations(cost.reason.rstrip("."))
    if not cost.source:
        return (*why, ".")
    return say_text("{why}. Leans on: {source}.", why=why, source=with_citations(cost.source.rstrip(".")))


def _costs(costs: Sequence[DoseCostHanded], titles: Titles, book: Book) -> Table:
    """Lay out the costs."""
    rows = tuple(
        (
            (f"{titles.get(cost.portfolio, cost.portfolio)}: {lever_in_words(cost.lever)}",),
            (number(book[cost_id(cost)]),),
            (other(cost.estimate.unit),),
            _why(cost),
        )
        for cost in costs
    )
    head = (say("Portfolio and lever"), say("Range"), say("Unit"), say("Why"))
    caption = say("Orders of magnitude, a year while it runs")
    return Table("cost-table", caption, head, rows, (False, True, False, False))
