"""What a result rests on: the weakest of what it is made of."""

from collections.abc import Iterable, Iterator, Sequence

from regimelab.interval import Basis
from regimelab.policy.lever import Lever
from regimelab.policy.portfolio import Portfolio
from regimelab.policy.scenario import Scenario

ESTIMATED: Basis = "estimated"
ASSUMED: Basis = "assumed"
WEAKNESS: dict[Basis, int] = {"estimated": 0, "pooled": 1, "assumed": 2}


def weakest(bases: Iterable[Basis]) -> Basis:
    """Pick the weakest basis: assumed, then pooled, then estimated, which the fit itself is."""
    ranked: list[Basis] = [ESTIMATED, *bases]
    return max(ranked, key=lambda basis: WEAKNESS[basis])


def basis_of(scenario: Scenario, portfolio: Portfolio, levers: Sequence[Lever]) -> Basis:
    """What futures of a portfolio in a scenario rest on; a dated window is a guess."""
    used = {dose.lever for dose in portfolio.doses}
    return weakest(_parts(scenario, [lever for lever in levers if lever.name in used]))


def _parts(scenario: Scenario, levers: Sequence[Lever]) -> Iterator[Basis]:
    for lever in levers:
        for effect in lever.effects:
            yield effect.basis
    for part in (*scenario.shifts, *scenario.patron):
        yield part.basis
    for _ in scenario.windows:
        yield ASSUMED
