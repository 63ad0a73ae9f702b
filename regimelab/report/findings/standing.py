"""Findings of how a portfolio stands: outcomes that it moves for better or worse, side by side."""

from collections.abc import Sequence
from typing import Literal

from regimelab.estimate import Estimate
from regimelab.report.content import Finding
from regimelab.report.handed.comparison import PairedHanded
from regimelab.report.handed.options import ComparisonHanded
from regimelab.report.slug import slug

Side = Literal["stability", "who pays"]
SIDES: tuple[Side, ...] = ("stability", "who pays")
WAYS = ("better", "worse", "compared")
NOTHING = "do_nothing"  # the portfolio that adds nothing, where there is one
CERTAIN = 2.0  # Monte Carlo standard errors, as the comparison's own flags have it
NOTICEABLE = 0.05  # of the rival's level, as the comparison's own flags have it


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


def moves(pair: PairedHanded, better: str) -> int:
    """Whether the portfolio does better (1), worse (-1), or no different that can be told (0), on average."""
    mean = pair.difference.estimate or 0.0
    if abs(mean) <= max(CERTAIN * pair.error, NOTICEABLE * abs(pair.level)):
        return 0
    return 1 if (mean > 0.0) == (better == "high") else -1


def moved(portfolio: str, side: Side, comparison: ComparisonHanded) -> list[int]:
    """List how a portfolio moves each outcome of a side, against doing nothing or else against all rivals."""
    better = {outcome.name: outcome.better for outcome in comparison.outcomes if outcome.side == side}
    own = [pair for pair in comparison.paired if pair.portfolio == portfolio and pair.outcome in better]
    other = [pair for pair in comparison.paired if pair.against == portfolio and pair.outcome in better]
    if NOTHING in portfolios_of(comparison):
        own, other = _only(own, "against"), _only(other, "portfolio")
    ways = [moves(pair, better[pair.outcome]) for pair in own]
    return ways + [-moves(pair, better[pair.outcome]) for pair in other]


def _only(pairs: Sequence[PairedHanded], place: Literal["portfolio", "against"]) -> list[PairedHanded]:
    """Keep the contests with doing nothing."""
    return [pair for pair in pairs if getattr(pair, place) == NOTHING]


def _finding(
    portfolio: str, side: Side, way: str, comparison: ComparisonHanded, titles: dict[str, str]
) -> Finding:
    """Make the finding of one count."""
    ways = moved(portfolio, side, comparison)
    counts = {"better": ways.count(1), "worse": ways.count(-1), "compared": len(ways)}
    method = (
        "count over outcomes and scenarios of mean differences beyond two Monte Carlo standard errors "
        "and a twentieth of the rival's level; an exact count has no interval"
    )
    data = "paired differences on the same random numbers"
    estimate = Estimate(float(counts[way]), None, None, "comparisons", method, data, _basis(comparison))
    sentence = f"'{titles.get(portfolio, portfolio)}', {side}: comparisons, {way}."
    return Finding(standing_id(portfolio, side, way), sentence, estimate, "options: standing", "options")


def _basis(comparison: ComparisonHanded) -> Literal["estimated", "assumed"]:
    """Say what the counts rest on: as soon as one difference is assumed, they are."""
    assumed = any(pair.difference.basis == "assumed" for pair in comparison.paired)
    return "assumed" if assumed else "estimated"
