"""Under which conditions a portfolio is better than doing nothing: in which scenarios, and for whom."""

from collections.abc import Iterator, Sequence
from typing import Literal

from regimelab.report.findings.standing import NOTHING, SIDES, Side, portfolios_of
from regimelab.report.handed.options import ComparisonHanded
from regimelab.report.inline import Text
from regimelab.report.language import message, other, say

Way = Literal["better", "worse", "mixed", "open"]
VERBS: dict[Side, dict[Way, str]] = {
    "stability": {
        "better": message("steadies governments {where}"),
        "worse": message("unsettles governments {where}"),
        "mixed": message("steadies governments in one way and unsettles them in another {where}"),
    },
    "who pays": {
        "better": message("spares those who pay {where}"),
        "worse": message("burdens those who pay {where}"),
        "mixed": message("spares those who pay in one way and burdens them in another {where}"),
    },
}


def condition_sentences(
    portfolio: str, comparison: ComparisonHanded, titles: dict[str, str]
) -> tuple[Text, ...]:
    """Say in which scenarios a portfolio is better or worse than nothing, for either side."""
    if NOTHING not in portfolios_of(comparison):
        return ()
    return tuple((_sentence(portfolio, side, comparison, titles),) for side in SIDES)


def _sentence(portfolio: str, side: Side, comparison: ComparisonHanded, titles: dict[str, str]) -> str:
    ways = dict(_ways(portfolio, side, comparison))
    title = say("\u201c{name}\u201d", name=titles.get(portfolio, portfolio))
    said = []
    for way in ("better", "worse", "mixed"):
        where = [one for one in ways if ways[one] == way]
        if where:
            told = say(VERBS[side][way], where=_where(where, ways, titles))
            said.append(f"{told} ({_outcomes(portfolio, side, comparison, where)})")
    if not said:
        told = message(
            "{portfolio}: no difference from doing nothing that could be told, for {side}, in any scenario."
        )
        return say(told, portfolio=title, side=say(side))
    rest = say("; elsewhere no difference could be told") if "open" in ways.values() else ""
    return f"{title} {'; '.join(said)}{rest}."


def _ways(portfolio: str, side: Side, comparison: ComparisonHanded) -> Iterator[tuple[str, Way]]:
    """Which way the outcomes of a side move in each scenario: for better, for worse, both, or none."""
    on_side = {outcome.name for outcome in comparison.outcomes if outcome.side == side}
    for scenario in dict.fromkeys(pair.scenario for pair in comparison.paired):
        moves = {
            pair.moves
            for pair in comparison.paired
            if (pair.portfolio, pair.against, pair.scenario) == (portfolio, NOTHING, scenario)
            and pair.outcome in on_side
        } - {0}
        yield scenario, "open" if not moves else "mixed" if len(moves) > 1 else _way(moves.pop())


def _outcomes(portfolio: str, side: Side, comparison: ComparisonHanded, scenarios: Sequence[str]) -> str:
    """Name the outcomes of a side that move in some scenarios."""
    moved = {
        pair.outcome
        for pair in comparison.paired
        if (pair.portfolio, pair.against) == (portfolio, NOTHING)
        and pair.moves
        and pair.scenario in scenarios
    }
    return ", ".join(
        other(one.title) for one in comparison.outcomes if one.side == side and one.name in moved
    )


def _way(move: int) -> Way:
    return "better" if move > 0 else "worse"


def _where(scenarios: Sequence[str], every: dict[str, Way], titles: dict[str, str]) -> str:
    if len(scenarios) == len(every):
        return say("in every scenario")
    named = [say("\u201c{name}\u201d", name=titles.get(one, one)) for one in scenarios]
    if len(named) == 1:
        return say("if {scenario}", scenario=named[0])
    return say("if {some} or {last}", some=", ".join(named[:-1]), last=named[-1])
