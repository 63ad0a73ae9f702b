"""Warnings that go with a comparison: stability bought with repression, and members that are harmed."""

from collections.abc import Iterable, Mapping, Sequence

from regimelab.policy.comparison import Harm, Paired
from regimelab.policy.outcomes import OUTCOMES, REPRESSION, Side
from regimelab.policy.portfolio import NOTHING

NOTICEABLE = 0.05  # of the level if nothing is done; smaller changes drown in the priors: assumed
CERTAIN = 2.0  # Monte Carlo standard errors

_BY_NAME = {outcome.name: outcome for outcome in OUTCOMES}


def moves(pair: Paired) -> int:
    """Whether an outcome gets better (1), worse (-1), or no different that could be told (0).

    A difference is told if it exceeds both two Monte Carlo standard errors and a twentieth
    of the level that it is compared with.
    """
    apart = pair.difference.estimate or 0.0
    if abs(apart) <= max(CERTAIN * pair.error, NOTICEABLE * abs(pair.level)):
        return 0
    return 1 if (apart > 0) == (_BY_NAME[pair.outcome].better == "high") else -1


def bought(paired: Iterable[Paired], titles: Mapping[str, str]) -> tuple[str, ...]:
    """Say of each portfolio and scenario where stability gets better and those who pay fare worse."""
    groups: dict[tuple[str, str], list[Paired]] = {}
    for pair in paired:
        if pair.against == NOTHING:
            groups.setdefault((pair.portfolio, pair.scenario), []).append(pair)
    found = (_said(group, titles) for group in groups.values())
    return tuple(sentence for sentence in found if sentence)


def harmed(paired: Iterable[Paired]) -> tuple[Harm, ...]:
    """List the members that are repressed more under a portfolio than if nothing is done."""
    return tuple(
        Harm(pair.actor, pair.portfolio, pair.scenario, pair.difference, 1.0 - pair.probability_better)
        for pair in paired
        if pair.actor and pair.against == NOTHING and pair.outcome == REPRESSION.name and moves(pair) < 0
    )


def _said(pairs: Sequence[Paired], titles: Mapping[str, str]) -> str:
    steadier, paid = _titles(pairs, "stability", 1), _titles(pairs, "who pays", -1)
    if not steadier or not paid:
        return ""
    portfolio, scenario = (titles.get(name, name) for name in (pairs[0].portfolio, pairs[0].scenario))
    return (
        f"\u201c{portfolio}\u201d, if \u201c{scenario}\u201d: compared with doing nothing new, "
        f"{_listed(steadier)} would move the way governments want, while {_listed(paid)} would get worse."
    )


def _titles(pairs: Sequence[Paired], side: Side, way: int) -> list[str]:
    moved = [_BY_NAME[pair.outcome] for pair in pairs if moves(pair) == way]
    return [outcome.title[:1].lower() + outcome.title[1:] for outcome in moved if outcome.side == side]


def _listed(titles: Sequence[str]) -> str:
    *first, last = titles
    return f"{', '.join(first)} and {last}" if first else last
