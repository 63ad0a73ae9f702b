"""How portfolios stand against doing nothing, in sentences: stability, and those who pay for it."""

from collections.abc import Set

from regimelab.report.content import Block, Callout, Listing, Paragraph, Table
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
from regimelab.report.inline import Reference, Text
from regimelab.report.language import message, other, say, say_count, say_text
from regimelab.report.numbers import value_number

TOLD = 3  # portfolios that the summary tells of, at most
FOR_WHOM: dict[Side, str] = {
    "stability": message("for stability"),
    "who pays": message("for those who pay for it"),
}
READING = message("of {number} reading {side} ({outcomes}, {scenarios})")
READINGS = message("of {number} readings {side} ({outcomes}, {scenarios})")
OF_SIDE: dict[Side, str] = {"stability": message("of stability"), "who pays": message("of who pays")}
MOVED = message(
    "an outcome counts as moved if its mean difference exceeds both two Monte Carlo standard errors "
    "and 5 % of the level it is compared with"
)


def standing_sentence(comparison: ComparisonHanded | None, titles: dict[str, str], book: Book) -> list[Block]:
    """Say how the leading portfolios stand, and set apart the first warning of stability that is bought."""
    if comparison is None or not comparison.paired:
        return [Paragraph((say("No options were compared in this run."),))]
    said = standing_paragraph(comparison, titles, book)
    link: Text = (" ", Reference("options", say("The options in full")), ".")
    leading = [name for name in contenders(comparison) if _leads(name, comparison, book)]
    readings = [readings_sentence(name, comparison, titles, book) for name in leading[:TOLD]]
    more: Text = (" ", Reference("flags", say("More of the kind")), ".") if len(comparison.flags) > 1 else ()
    flags = [Callout(say("Stability at whose cost"), (other(flag), *more)) for flag in comparison.flags[:1]]
    listed = [Listing(tuple(readings))] if readings else []
    return [Paragraph((*said.body, *link), said.lead), *listed, *flags]


def readings_sentence(
    portfolio: str, comparison: ComparisonHanded, titles: dict[str, str], book: Book
) -> Text:
    """Say of how many readings of each side a portfolio improves and worsens how many, on average."""
    steady, paying = (readings_of_side(portfolio, side, comparison, book) for side in SIDES)
    return say_text(
        "\u201c{portfolio}\u201d against {rival}: {stability}; {pays}.",
        portfolio=titles.get(portfolio, portfolio),
        rival=_rival(comparison),
        stability=steady,
        pays=paying,
    )


def readings_of_side(portfolio: str, side: Side, comparison: ComparisonHanded, book: Book) -> Text:
    """Say of how many readings of a side how many get better and how many worse, and of which outcomes."""
    better, worse, compared = (book[standing_id(portfolio, side, way)] for way in WAYS)
    whole = say_text(
        READING if compared.estimate.estimate == 1 else READINGS,
        number=value_number(compared),
        side=say(OF_SIDE[side]),
        outcomes=say_count(
            "{count} outcome", "{count} outcomes", sum(one.side == side for one in comparison.outcomes)
        ),
        scenarios=say_count(
            "{count} scenario", "{count} scenarios", len({pair.scenario for pair in comparison.paired})
        ),
    )
    if not better.estimate.estimate and not worse.estimate.estimate:
        return say_text("{whole}, none moves", whole=whole)
    improved, worsened = (
        (value_number(count), f" ({names})") if names else (say("none"),)
        for count, names in zip((better, worse), moved_outcomes(portfolio, side, comparison), strict=True)
    )
    return say_text(
        "{whole}: better {improved}, worse {worsened}", whole=whole, improved=improved, worsened=worsened
    )


def moved_outcomes(portfolio: str, side: Side, comparison: ComparisonHanded) -> tuple[str, str]:
    """Name the outcomes of a side that a portfolio moves for better, and those for worse."""
    titles = {outcome.name: other(outcome.title) for outcome in comparison.outcomes}
    ways = moved(portfolio, side, comparison)
    better, worse = (dict.fromkeys(titles[name] for name, way in ways if way == one) for one in (1, -1))
    return ", ".join(better), ", ".join(worse)


def _rival(comparison: ComparisonHanded) -> str:
    """Name what portfolios are set against."""
    return say("doing nothing new") if NOTHING in portfolios_of(comparison) else say("all rivals")


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
    ways = (say("better"), say("worse"), say("out of"))
    head = ("", *(f"{say(side).capitalize()}: {way}" for side in SIDES for way in ways))
    told = message("Outcomes moved on average, against {rival}, in all scenarios; {rule}")
    caption = say(told, rival=_rival(comparison), rule=say(MOVED))
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
        return say(
            "Neither for stability nor for those who pay for it: no portfolio does more good than harm that "
            "could be told apart from doing nothing."
        )
    if leading["stability"] == leading["who pays"]:
        both = say("for stability and for those who pay for it")
        return f"{_most(leading['stability'], both)}."
    parts = {side: _most(names, say(FOR_WHOM[side])) for side, names in leading.items()}
    if burdening & set(leading["stability"]):
        parts["stability"] += say(", at the expense of those who pay for it")
    sentence = "; ".join(parts.values())
    return f"{sentence[:1].upper()}{sentence[1:]}."


def _most(names: tuple[str, ...], for_whom: str) -> str:
    """Name the portfolios that do most for someone, or say that none does more good than harm."""
    if not names:
        return say(
            "{for_whom}, no portfolio does more good than harm that could be told apart from doing nothing",
            for_whom=for_whom,
        )
    named = [say("\u201c{name}\u201d", name=name) for name in names]
    if len(named) == 1:
        return say("{name} does most {for_whom}", name=named[0], for_whom=for_whom)
    listed = say("{some} and {last}", some=", ".join(named[:-1]), last=named[-1])
    return say("{names} do most {for_whom}", names=listed, for_whom=for_whom)


def _counts(name: str, side: Side, book: Book) -> tuple[Text, ...]:
    """Give how many outcomes of a side a portfolio moves for better, for worse, and of how many."""
    return tuple((value_number(book[standing_id(name, side, way)]),) for way in WAYS)


def _grounds(comparison: ComparisonHanded) -> str:
    """Say whether the differences rest on assumptions."""
    assumed = any(pair.difference.basis == "assumed" for pair in comparison.paired)
    if assumed:
        return say("What the levers do is assumed, not measured: this is only as good as those assumptions.")
    return say("What the levers do is estimated from data.")
