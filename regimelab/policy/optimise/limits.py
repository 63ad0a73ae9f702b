"""What a portfolio may cost, and what it must not make worse."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from regimelab.errors import Problem, UsageError, refuse_unknown
from regimelab.policy.explore.experiments import Measured
from regimelab.policy.known import Known
from regimelab.policy.lever import Lever
from regimelab.types import CandidateLever, PerCandidate, PerLever

STEP = 0.25  # of a unit: less of a programme is none; assumed


class Limits(NamedTuple):
    """A budget a year in the levers' unit of cost, and what must not get worse than if nothing is done."""

    budget: float
    red_lines: tuple[Measured, ...]


class Prices(NamedTuple):
    """Levers, and what one unit of each costs in all its hosts: the middle, low and high of its range."""

    levers: tuple[Lever, ...]
    middle: PerLever
    low: PerLever
    high: PerLever

    def cost(self, doses: CandidateLever) -> PerCandidate:
        """What doses cost a year."""
        return doses @ self.middle


def prices(levers: Sequence[Lever], known: Known) -> Prices:
    """Price one unit of every lever in all its hosts; the middle of a range is geometric."""
    hosts = np.array([len(lever.hosts or known.members) for lever in levers], dtype=float)
    low, high = (np.array([getattr(lever.cost, end) for lever in levers]) * hosts for end in ("low", "high"))
    return Prices(tuple(levers), np.sqrt(low * high), low, high)


def refuse_mixed(levers: Sequence[Lever]) -> None:
    """Refuse levers whose costs are in different units: they have no common budget."""
    units = {lever.cost.unit for lever in levers}
    if len(units) > 1:
        what = f"the levers' costs are in {' and in '.join(sorted(units))}."
        raise UsageError(Problem("levers", what, "State all costs in one unit, or choose levers with one."))


def affordable(doses: CandidateLever, price: Prices, budget: float) -> CandidateLever:
    """Scale doses down to the budget, and to whole steps from a lever's least dose to its greatest."""
    cost = price.cost(doses)
    share = np.minimum(1.0, np.divide(budget, cost, out=np.ones_like(cost), where=cost > 0))
    whole = np.floor(doses * share[:, None] / STEP + 1e-9) * STEP
    least = np.array([max(lever.low, STEP) for lever in price.levers])
    highest = np.array([lever.high for lever in price.levers])
    return np.where(whole >= least, np.minimum(whole, highest), 0.0)


def too_small(price: Prices, budget: float) -> str:
    """Say what the cheapest step would cost, where the budget does not even buy that; blank if it does."""
    steps = np.array([max(lever.low, STEP) for lever in price.levers]) * price.middle
    cheapest = int(steps.argmin())
    if not len(steps) or steps[cheapest] <= budget:
        return ""
    lever = price.levers[cheapest]
    return (
        f"A budget of {budget:g} buys nothing: the cheapest step, {max(lever.low, STEP):g} of "
        f"“{lever.title}” in all its hosts, costs {steps[cheapest]:.3g} {lever.cost.unit}."
    )


def red_lines(words: Sequence[str], measured: Sequence[Measured]) -> tuple[Measured, ...]:
    """Read red lines: an outcome of the region, or ``outcome@MEMBER``."""
    known = {one.word: one for one in measured}
    refuse_unknown("--red-line", words, known, "measured")
    return tuple(known[word] for word in dict.fromkeys(words))
