"""Warnings that go with a comparison: stability bought with repression, and members that are harmed."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from regimelab.policy.comparison import Harm, Paired
from regimelab.policy.outcomes import OUTCOME, REPRESSION, Outcome, Side
from regimelab.policy.portfolio import NOTHING

LIKELY = 0.6  # share of futures; below it a coin says nearly as much: assumed


class Trade(NamedTuple):
    """What gets better for stability, and what gets worse for those who pay for it, by title."""

    steadier: tuple[str, ...]
    paid: tuple[str, ...]


def bought(paired: Iterable[Paired], titles: Mapping[str, str]) -> tuple[str, ...]:
    """Say of each portfolio in which scenarios stability gets better and those who pay fare worse."""
    trades: dict[str, dict[Trade, list[str]]] = {}
    for (portfolio, scenario), pairs in _by_run(paired).items():
        trade = Trade(_titles(pairs, "stability", 1), _titles(pairs, "who pays", -1))
        if trade.steadier and trade.paid:
            trades.setdefault(portfolio, {}).setdefault(trade, []).append(
                _quoted(titles.get(scenario, scenario))
            )
    return tuple(_said(titles.get(name, name), found) for name, found in trades.items())


def harmed(paired: Iterable[Paired]) -> tuple[Harm, ...]:
    """List the members that are repressed more under a portfolio than if nothing is done."""
    return tuple(
        Harm(pair.actor, pair.portfolio, pair.scenario, pair.difference, 1.0 - pair.probability_better)
        for pair in paired
        if pair.actor and pair.against == NOTHING and pair.outcome == REPRESSION.name and pair.moves < 0
    )


def likely(pair: Paired) -> bool:
    """Whether an outcome moves, on average, the way that it goes in clearly more than half of the futures."""
    better = pair.probability_better
    return (pair.moves > 0 and better > LIKELY) or (pair.moves < 0 and 1.0 - better > LIKELY)


def _by_run(paired: Iterable[Paired]) -> dict[tuple[str, str], list[Paired]]:
    """Gather what a portfolio does in a scenario, against doing nothing."""
    runs: dict[tuple[str, str], list[Paired]] = {}
    for pair in paired:
        if pair.against == NOTHING:
            runs.setdefault((pair.portfolio, pair.scenario), []).append(pair)
    return runs


def _said(portfolio: str, trades: Mapping[Trade, Sequence[str]]) -> str:
    parts = [
        f"{_listed(trade.steadier)}, as governments want, while {_listed(trade.paid)} "
        f"(if {_listed(scenarios)})"
        for trade, scenarios in trades.items()
    ]
    return (
        f"If the levers do what is assumed, {_quoted(portfolio)} buys stability at the cost of others: "
        f"compared with doing nothing new, {'; '.join(parts)}. Each of these differences goes that way on "
        f"average and in more than {LIKELY * 100:.0f} % of futures."
    )


def _titles(pairs: Sequence[Paired], side: Side, way: int) -> tuple[str, ...]:
    moved = [OUTCOME[pair.outcome] for pair in pairs if pair.moves == way and likely(pair)]
    return tuple(_moving(one, way) for one in moved if one.side == side)


def _moving(outcome: Outcome, way: int) -> str:
    rises = (outcome.better == "high") == (way > 0)
    return f"{outcome.title[:1].lower()}{outcome.title[1:]} would {'rise' if rises else 'fall'}"


def _quoted(title: str) -> str:
    return f"\u201c{title}\u201d"


def _listed(titles: Sequence[str]) -> str:
    *first, last = titles
    return f"{', '.join(first)} and {last}" if first else last
