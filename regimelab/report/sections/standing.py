"""How portfolios stand against doing nothing, in sentences: stability, and those who pay for it."""

from collections.abc import Set

from regimelab.report.content import Block, Callout, Finding, Listing, Paragraph, Table
from regimelab.report.findings.book import Book
from regimelab.report.findings.standing import (
    NOTHING,
    SIDES,
    WAYS,
    Side,
    contenders,
    moved,
    portfolios_of,
    standing_id,
)
from regimelab.report.handed.options import ComparisonHanded
from regimelab.report.inline import Inline, Reference, Text
from regimelab.report.numbers import value_number

TOLD = 3  # portfolios that the summary tells of, at most
FOR_WHOM: dict[Side, str] = {"stability": "for stability", "who pays": "for those who pay for it"}
APART = "no portfolio does more good than harm that could be told apart from doing nothing"
NONE: dict[Side, str] = {side: f"{for_whom}, {APART}" for side, for_whom in FOR_WHOM.items()}
MOVED = (
    "an outcome counts as moved if its mean difference exceeds both two Monte Carlo standard errors "
    "and 5 % of the level it is compared with"
)


def standing_sentence(comparison: ComparisonHanded | None, titles: dict[str, str], book: Book) -> list[Block]:
    """Say how the leading portfolios stand, and set apart the first warning of stability that is bought."""
    if comparison is None or not comparison.paired:
        return [Paragraph(("No options were compared in this run.",))]
    said = standing_paragraph(comparison, titles, book)
    link: Text = (" ", Reference("options", "The options in full"), ".")
    leading = [name for name in contenders(comparison) if _leads(name, comparison, book)]
    readings = [readings_sentence(name, comparison, titles, book) for name in leading[:TOLD]]
    more: Text = (" ", Reference("flags", "More of the kind"), ".") if len(comparison.flags) > 1 else ()
    flags = [Callout("Stability at whose cost", (flag, *more)) for flag in comparison.flags[:1]]
    listed = [Listing(tuple(readings))] if readings else []
    return [Paragraph((*said.body, *link), said.lead), *listed, *flags]


def readings_sentence(
    portfolio: str, comparison: ComparisonHanded, titles: dict[str, str], book: Book
) -> Text:
    """Say of how many readings of each side a portfolio improves and worsens how many, on average."""
    title = f"\u201c{titles.get(portfolio, portfolio)}\u201d"
    scenarios = len({pair.scenario for pair in comparison.paired})
    told: list[Inline] = [f"Against {_rival(comparison)}, "]
    for index, side in enumerate(SIDES):
        better, worse, compared = (book[standing_id(portfolio, side, way)] for way in WAYS)
        outcomes = sum(outcome.side == side for outcome in comparison.outcomes)
        counted = f" ({_counted(outcomes, 'outcome')} in {_counted(scenarios, 'scenario')})"
        told += [
            "; of " if index else "of ",
            value_number(compared),
            f" {_readings(compared)} of {side}{'' if index else counted}, ",
            *_improved(title if not index else "it", better, worse, _named(portfolio, side, comparison)),
        ]
    return (*told, ".")


def _improved(subject: str, better: Finding, worse: Finding, named: tuple[str, str]) -> Text:
    """Say how many readings get better and how many worse, and of which outcomes, or that none moves."""
    if not better.estimate.estimate and not worse.estimate.estimate:
        return (f"{subject} moves none",)
    said = zip((f"{subject} improves ", " and worsens "), (better, worse), named, strict=True)
    return tuple(
        part
        for verb, count, names in said
        for part in ((verb, value_number(count), f" ({names})") if names else (verb, "none"))
    )


def _named(portfolio: str, side: Side, comparison: ComparisonHanded) -> tuple[str, str]:
    """Name the outcomes of a side that a portfolio moves for better, and those for worse."""
    titles = {outcome.name: outcome.title for outcome in comparison.outcomes}
    ways = moved(portfolio, side, comparison)
    better, worse = (dict.fromkeys(titles[name] for name, way in ways if way == one) for one in (1, -1))
    return ", ".join(better), ", ".join(worse)


def _readings(compared: Finding) -> str:
    """Name readings, one or many."""
    return "reading" if compared.estimate.estimate == 1 else "readings"


def _rival(comparison: ComparisonHanded) -> str:
    """Name what portfolios are set against."""
    return "doing nothing new" if NOTHING in portfolios_of(comparison) else "all rivals"


def _counted(count: int, of: str) -> str:
    """Say a number of things."""
    return f"{count} {of}" if count == 1 else f"{count} {of}s"


def _leads(portfolio: str, comparison: ComparisonHanded, book: Book) -> bool:
    """Whether no portfolio does more on one of the sides, and this one does more good than harm there."""
    names = contenders(comparison)
    return any(
        balance(portfolio, side, book) == max(balance(name, side, book) for name in names) > 0
        for side in SIDES
    )


def standing_paragraph(comparison: ComparisonHanded, titles: dict[str, str], book: Book) -> Paragraph:
    """Say which portfolio does most on either side, or that none does, and what that rests on."""
    names = contenders(comparison)
    balances = {side: {name: balance(name, side, book) for name in names} for side in SIDES}
    leading: dict[Side, tuple[str, ...]] = {side: best(balances[side], titles) for side in SIDES}
    burdening = {titles.get(name, name) for name, value in balances["who pays"].items() if value < 0}
    return Paragraph((_grounds(comparison),), lead=(standing_lead(leading, burdening),))


def standing_table(comparison: ComparisonHanded, titles: dict[str, str], book: Book) -> Table:
    """Lay out how many outcomes each portfolio moves for better and for worse, on either side."""
    rows = tuple(
        ((titles.get(name, name),), *(cell for side in SIDES for cell in _counts(name, side, book)))
        for name in contenders(comparison)
    )
    head = ("", *(f"{side.capitalize()}: {way}" for side in SIDES for way in ("better", "worse", "out of")))
    caption = f"Outcomes moved on average, against {_rival(comparison)}, in all scenarios; {MOVED}"
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
        return f"Neither for stability nor for those who pay for it: {APART}."
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
