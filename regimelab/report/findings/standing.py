"""Findings of how a portfolio stands: outcomes that it moves for better or worse, side by side."""

from collections.abc import Sequence
from typing import Literal

from regimelab.interval import Estimate
from regimelab.report.content import Finding
from regimelab.report.handed.comparison import PairedHanded
from regimelab.report.handed.options import ComparisonHanded
from regimelab.report.language import message, say
from regimelab.report.slug import slug

Side = Literal["stability", "who pays"]
SIDES: tuple[Side, Side] = ("stability", "who pays")
WAYS = (message("better"), message("worse"), message("compared"))
SAID = (message("stability"), message("who pays"))  # the sides as messages
NOTHING = "do_nothing"  # the portfolio that adds nothing, where there is one


def standing_id(portfolio: str, side: str, way: str) -> str:
    """Name the finding that counts a portfolio's comparisons on one side."""
    return slug(f"standing {portfolio} {side} {way}")


def standing_findings(comparison: ComparisonHanded | None, titles: dict[str, str]) -> tuple[Finding, ...]:
    """Count, for each portfolio and side, the outcomes that it moves for better, for worse, and all."""
    if comparison is None:
        return ()
    return tuple(
        _finding(name, side, way, comparison, titles)
        for name in contenders(comparison)
        for side in SIDES
        for way in WAYS
    )


def portfolios_of(comparison: ComparisonHanded) -> tuple[str, ...]:
    """List the portfolios in the order of the comparison."""
    return tuple(dict.fromkeys(cell.portfolio for cell in comparison.cells))


def contenders(comparison: ComparisonHanded) -> tuple[str, ...]:
    """List the portfolios that do something."""
    return tuple(name for name in portfolios_of(comparison) if name != NOTHING)


def moved(portfolio: str, side: Side, comparison: ComparisonHanded) -> list[tuple[str, int]]:
    """List which way a portfolio moves each outcome of a side, against doing nothing or else all rivals."""
    on_side = {outcome.name for outcome in comparison.outcomes if outcome.side == side}
    own = [pair for pair in comparison.paired if pair.portfolio == portfolio and pair.outcome in on_side]
    other = [pair for pair in comparison.paired if pair.against == portfolio and pair.outcome in on_side]
    if NOTHING in portfolios_of(comparison):
        own, other = _only(own, "against"), _only(other, "portfolio")
    return [(pair.outcome, pair.moves) for pair in own] + [(pair.outcome, -pair.moves) for pair in other]


def _only(pairs: Sequence[PairedHanded], place: Literal["portfolio", "against"]) -> list[PairedHanded]:
    """Keep the contests with doing nothing."""
    return [pair for pair in pairs if getattr(pair, place) == NOTHING]


def _finding(
    portfolio: str, side: Side, way: str, comparison: ComparisonHanded, titles: dict[str, str]
) -> Finding:
    """Make the finding of one count."""
    ways = [way for _, way in moved(portfolio, side, comparison)]
    counts = {"better": ways.count(1), "worse": ways.count(-1), "compared": len(ways)}
    method = (
        "count over outcomes and scenarios of mean differences beyond two Monte Carlo standard errors "
        "and a twentieth of the rival's level; an exact count has no interval"
    )
    data = "paired differences on the same random numbers"
    estimate = Estimate(float(counts[way]), None, None, "comparisons", method, data, _basis(comparison))
    sentence = say(
        "'{portfolio}', {side}: comparisons, {way}.",
        portfolio=titles.get(portfolio, portfolio),
        side=say(side),
        way=say(way),
    )
    about = say("options: standing")
    return Finding(standing_id(portfolio, side, way), sentence, estimate, about, "options")


def _basis(comparison: ComparisonHanded) -> Literal["estimated", "assumed"]:
    """Say what the counts rest on: as soon as one difference is assumed, they are."""
    assumed = any(pair.difference.basis == "assumed" for pair in comparison.paired)
    return "assumed" if assumed else "estimated"
