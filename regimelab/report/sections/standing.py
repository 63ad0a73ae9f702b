"""How portfolios stand against doing nothing, in sentences: stability, and those who pay for it."""

from collections.abc import Set

from regimelab.report.content import Block, Callout, Paragraph, Table
from regimelab.report.findings.book import Book
from regimelab.report.findings.standing import (
    NOTHING,
    SIDES,
    WAYS,
    Side,
    contenders,
    portfolios_of,
    standing_id,
)
from regimelab.report.handed.options import ComparisonHanded
from regimelab.report.inline import Reference, Text
from regimelab.report.numbers import value_number

FOR_WHOM: dict[Side, str] = {"stability": "for stability", "who pays": "for those who pay for it"}
NONE: dict[Side, str] = {
    "stability": "no portfolio steadies governments",
    "who pays": "no portfolio spares those who pay for it",
}


def standing_sentence(comparison: ComparisonHanded | None, titles: dict[str, str], book: Book) -> list[Block]:
    """Say how the portfolios stand, and set apart the first warning of stability that is bought."""
    if comparison is None or not comparison.paired:
        return [Paragraph(("No options were compared in this run.",))]
    said = standing_paragraph(comparison, titles, book)
    link: Text = (" ", Reference("options", "The options in full"), ".")
    more: Text = (" ", Reference("flags", "More of the kind"), ".") if len(comparison.flags) > 1 else ()
    flags = [Callout("Stability at whose cost", (flag, *more)) for flag in comparison.flags[:1]]
    return [Paragraph((*said.body, *link), said.lead), *flags]


def standing_paragraph(comparison: ComparisonHanded, titles: dict[str, str], book: Book) -> Paragraph:
    """Say which portfolio does most on either side, or that none does, and what that rests on."""
    names = contenders(comparison)
    balances = {side: {name: balance(name, side, book) for name in names} for side in SIDES}
    leading: dict[Side, tuple[str, ...]] = {side: best(balances[side], titles) for side in SIDES}
    burdening = {titles.get(name, name) for name, value in balances["who pays"].items() if value < 0}
    return Paragraph((_grounds(comparison),), lead=(standing_lead(leading, burdening),))


def standing_table(comparison: ComparisonHanded, titles: dict[str, str], book: Book) -> Table:
    """Lay out how many outcomes each portfolio moves for better and for worse, on either side."""
    rival = "doing nothing new" if NOTHING in portfolios_of(comparison) else "all rivals"
    rows = tuple(
        ((titles.get(name, name),), *(cell for side in SIDES for cell in _counts(name, side, book)))
        for name in contenders(comparison)
    )
    head = ("", *(f"{side.capitalize()}: {way}" for side in SIDES for way in ("better", "worse", "of")))
    caption = f"Outcomes moved on average, against {rival}, in all scenarios"
    return Table("standing", caption, head, rows, (False, *(True,) * 6))


def balance(portfolio: str, side: Side, book: Book) -> int:
    """Outcomes of a side that a portfolio moves for better, less those that it moves for worse."""
    better, worse = (book[standing_id(portfolio, side, way)].estimate for way in ("better", "worse"))
    return int((better.estimate or 0) - (worse.estimate or 0))


def best(balances: dict[str, int], titles: dict[str, str]) -> tuple[str, ...]:
    """Name the portfolios that do most on a side; none, where none does more good than harm."""
    highest = max(balances.values(), default=0)
    if highest <= 0:
        return ()
    return tuple(titles.get(name, name) for name, value in balances.items() if value == highest)


def standing_lead(leading: dict[Side, tuple[str, ...]], burdening: Set[str] = frozenset()) -> str:
    """Say in one sentence what the comparison shows on both sides; the words follow from the counts.

    ``burdening`` are the portfolios that move more for worse than for better for those who pay.
    """
    if not any(leading.values()):
        return "No portfolio does more good than harm, neither for stability nor for those who pay for it."
    if leading["stability"] == leading["who pays"]:
        return f"{_quoted(leading['stability'])} most for stability and for those who pay for it."
    parts = {
        side: f"{_quoted(names)} most {FOR_WHOM[side]}" if names else NONE[side]
        for side, names in leading.items()
    }
    if burdening & set(leading["stability"]):
        parts["stability"] += ", at the expense of those who pay for it"
    sentence = "; ".join(parts.values())
    return f"{sentence[:1].upper()}{sentence[1:]}."


def _quoted(names: tuple[str, ...]) -> str:
    """Name one or more portfolios as those that do."""
    quoted = " and ".join(f"\u201c{name}\u201d" for name in names)
    return f"{quoted} {'does' if len(names) == 1 else 'do'}"


def _counts(name: str, side: Side, book: Book) -> tuple[Text, ...]:
    """Give how many outcomes of a side a portfolio moves for better, for worse, and of how many."""
    return tuple((value_number(book[standing_id(name, side, way)]),) for way in WAYS)


def _grounds(comparison: ComparisonHanded) -> str:
    """Say whether the differences rest on assumptions."""
    assumed = any(pair.difference.basis == "assumed" for pair in comparison.paired)
    if assumed:
        return "What the levers do is assumed, not measured: this is only as good as those assumptions."
    return "What the levers do is estimated from data."
