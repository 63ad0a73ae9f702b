"""From a scenario and a portfolio to what the engine is given from outside."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from regimelab.engine.forcing import Forcing
from regimelab.policy.lever import Lever
from regimelab.policy.portfolio import Portfolio
from regimelab.policy.present import Present
from regimelab.policy.rows import Fired, Plan, Row, portfolio_rows, scenario_rows
from regimelab.policy.scenario import Scenario
from regimelab.policy.surroundings import surroundings
from regimelab.theory.covariates import Covariates
from regimelab.types import AnyColumns, PerFuture

ROWS = 64  # shifts are padded to this or a double of it, so that the engine compiles once or twice


class Given(NamedTuple):
    """What the engine is given, and how hard each assumption pushes in each future.

    A driver is the log rate ratio of the acts that an assumption touches, averaged over months
    and acts, hosts that refuse included: what a difference can be traced back to.
    """

    forcing: Forcing
    drivers: Mapping[str, PerFuture]


def given(
    present: Present,
    scenario: Scenario,
    portfolio: Portfolio,
    levers: Sequence[Lever],
    plan: Plan,
    fired: Fired | None = None,
) -> Given:
    """Lay a scenario and a portfolio out for the engine; ``fired`` says when its triggers do.

    An assumption is drawn once a future from its prior, and is the same in every portfolio and
    scenario where it is met. Where a host does not agree, a lever does nothing.
    """
    shifts = scenario_rows(present, scenario, plan)
    rows = [*shifts, *portfolio_rows(present, portfolio, levers, plan, fired)]
    return Given(_forcing(rows, surroundings(present, scenario, plan.months), present), _drivers(rows))


def _forcing(rows: Sequence[Row], covariates: Covariates, present: Present) -> Forcing:
    months, entries = covariates.shock.shape[1], present.model.risk.size
    height = ROWS
    while height < len(rows):
        height *= 2
    return Forcing(
        covariates,
        path=_stacked([row.path for row in rows], height, months),
        touches=_stacked([row.touches for row in rows], height, entries),
        size=_stacked([row.size for row in rows], height, present.futures),
    )


def _stacked(rows: Sequence[np.ndarray], height: int, width: int) -> AnyColumns:
    table = np.zeros((height, width))
    table[: len(rows)] = np.reshape(rows, (len(rows), width))
    return table


def _drivers(rows: Sequence[Row]) -> dict[str, PerFuture]:
    drivers: dict[str, PerFuture] = {}
    for row in rows:
        pushed = row.size * (row.path.mean() * row.touches.sum())
        drivers[row.assumption] = drivers.get(row.assumption, 0.0) + pushed
    return drivers
