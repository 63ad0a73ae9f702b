"""Adaptive portfolios: what is done depends on what has happened, in each future on its own."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from regimelab.engine.simulate import Futures
from regimelab.policy.forcing import Given, given
from regimelab.policy.known import first_day
from regimelab.policy.lever import Lever
from regimelab.policy.outcomes import OUTCOME, OUTCOMES
from regimelab.policy.portfolio import Portfolio
from regimelab.policy.present import Present, columns
from regimelab.policy.readings import Reader, trailing
from regimelab.policy.rows import Fired, Plan, first_review
from regimelab.policy.scenario import Scenario
from regimelab.policy.trigger import Trigger
from regimelab.types import FutureIndex, MonthEntryActs, OutcomePlaceTimeFuture, PerFuture


class Lived(NamedTuple):
    """Futures of a portfolio, what they were given, and the month in which each trigger fired."""

    futures: Futures
    given: Given
    fired: Fired


def live(
    present: Present,
    scenario: Scenario,
    portfolio: Portfolio,
    levers: Sequence[Lever],
    plan: Plan,
    reading: Reader,
) -> Lived:
    """Simulate a portfolio; where triggers wait for what happens, until nothing more is triggered.

    Each future is drawn again with what its triggers began or ended. The same random numbers meet it,
    so it is the same up to there, and what fired before stays as it was: every round settles at least
    one more firing, and the last one changes none.
    """
    fired = {trigger.name: np.full(present.futures, np.inf) for trigger in portfolio.triggers}
    laid = given(present, scenario, portfolio, levers, plan, fired)
    futures = present.simulate(present.start, laid.forcing, plan.seed, plan.numbers)
    while portfolio.triggers:
        now = dict(_firings(portfolio.triggers, present, reading, futures.counts))
        moved = np.any([fired[name] != month for name, month in now.items()], axis=0)
        if not moved.any():
            break
        fired = now
        laid = given(present, scenario, portfolio, levers, plan, fired)
        futures = _again(present, laid, plan, futures, np.flatnonzero(moved))
    return Lived(futures, laid, fired)


def _again(present: Present, laid: Given, plan: Plan, before: Futures, which: FutureIndex) -> Futures:
    """Draw some futures again and put them in their places; expected acts are then told of these alone."""
    forcing = laid.forcing._replace(size=laid.forcing.size[:, which])
    numbers = which if plan.numbers is None else plan.numbers[which]
    found = present.simulate(columns(present, which).start, forcing, plan.seed, numbers)
    before.counts[:, :, which] = found.counts
    return Futures(before.counts, found.expected, max(before.capped, found.capped))


def _firings(
    triggers: Sequence[Trigger], present: Present, reading: Reader, counts: MonthEntryActs
) -> Iterator[tuple[str, PerFuture]]:
    """Month of the first review at which each trigger has passed its number."""
    seen = {months: trailing(reading, counts, months) for months in {one.months for one in triggers}}
    found: dict[str, PerFuture] = {}
    waiting = list(triggers)
    while waiting:
        one = next(trigger for trigger in waiting if trigger.after is None or trigger.after in found)
        waiting.remove(one)
        armed = found[one.after] if one.after else np.full(counts.shape[2], -np.inf)
        found[one.name] = _firing(one, present, reading, seen[one.months], armed)
        yield one.name, found[one.name]


def _firing(
    trigger: Trigger, present: Present, reading: Reader, acts: OutcomePlaceTimeFuture, armed: PerFuture
) -> PerFuture:
    """First review at which a trigger passes, after the month in which it was armed."""
    path = acts[OUTCOMES.index(OUTCOME[trigger.outcome]), reading.places.index(trigger.member)]
    first, last = first_review(trigger, first_day(present.history)), path.shape[0] - 1
    fires = np.full(path.shape[1], np.inf)
    for month in range(first, last, trigger.every):
        due = np.isinf(fires) & trigger.passed(path[month]) & (month > armed)
        fires = np.where(due, float(month), fires)
    return fires
