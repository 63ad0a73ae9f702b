"""Levels and differences of portfolios, as estimates over futures."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from regimelab.interval import Basis, Estimate
from regimelab.policy.attribution import assumed_shares
from regimelab.policy.basis import weakest
from regimelab.policy.comparison import Cell, Paired
from regimelab.policy.middle import middle, middle_error
from regimelab.policy.outcomes import JUDGED, PER_YEAR, Outcome
from regimelab.types import OutcomeFuture, OutcomePlaceFuture, PerFuture, PerOutcome

CENTRAL = (0.05, 0.95)  # 90 % of futures


class Footing(NamedTuple):
    """What an estimate stands on: scenario, data, what its interval contains, and whose it is."""

    scenario: str
    data: str
    contains: str
    actor: str | None = None


class Side(NamedTuple):
    """A portfolio in a scenario: its judged outcomes, what pushed them, and what that rests on."""

    portfolio: str
    outcomes: OutcomePlaceFuture
    drivers: Mapping[str, PerFuture]
    basis: Basis


def levels(side: Side, footings: Sequence[Footing]) -> Iterable[Cell]:
    """Level of every outcome: the middle of the futures, and the interval that holds nine in ten."""
    for place, footing in enumerate(footings):
        for outcome, values in zip(JUDGED, side.outcomes[:, place], strict=True):
            level = _estimate(values, footing, side.basis)
            yield Cell(side.portfolio, footing.scenario, outcome.name, level, footing.actor)


def differences(side: Side, rival: Side, footings: Sequence[Footing]) -> Iterable[Paired]:
    """Difference of every outcome between two portfolios on the same futures, place by place."""
    apart = side.outcomes - rival.outcomes
    shares = assumed_shares(
        apart.reshape(-1, apart.shape[2]), {**rival.drivers, **side.drivers}.values()
    ).reshape(apart.shape[:2])
    for place, footing in enumerate(footings):
        yield from _at_place(apart[:, place], shares[:, place], (side, rival), footing, place)


def _at_place(
    apart: OutcomeFuture, shares: PerOutcome, sides: tuple[Side, Side], footing: Footing, place: int
) -> Iterable[Paired]:
    side, rival = sides
    for number, outcome in enumerate(JUDGED):
        values, share = apart[number], float(shares[number])
        yield Paired(
            side.portfolio,
            rival.portfolio,
            footing.scenario,
            outcome.name,
            _estimate(values, footing, weakest((side.basis, rival.basis))),
            better_in(values, outcome),
            middle_error(values),
            middle(rival.outcomes[number, place]),
            None if np.isnan(share) else share,
            footing.actor,
        )


def better_in(values: PerFuture, outcome: Outcome) -> float:
    """Share of futures in which a difference is for the better; half of those without any."""
    gain = values if outcome.better == "high" else -values
    return float(np.mean(gain > 0) + 0.5 * np.mean(gain == 0))


def _estimate(values: PerFuture, footing: Footing, basis: Basis) -> Estimate:
    low, high = np.quantile(values, CENTRAL)
    method = (
        f"mean of the middle 90 % of {len(values)} futures; the interval holds these and contains "
        f"{footing.contains}"
    )
    return Estimate(middle(values), float(low), float(high), PER_YEAR, method, footing.data, basis)
