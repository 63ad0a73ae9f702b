"""What may happen in a scenario if nothing is done: outcomes by month, as quantiles over futures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from regimelab.errors import InvalidInput, Problem
from regimelab.interval import Basis
from regimelab.policy.basis import basis_of
from regimelab.policy.forcing import given
from regimelab.policy.known import first_day
from regimelab.policy.outcomes import OUTCOMES, Better, Outcome, Side
from regimelab.policy.portfolio import DO_NOTHING, Portfolio
from regimelab.policy.present import Present
from regimelab.policy.readings import reader, trailing
from regimelab.policy.rows import Plan, refuse_idle
from regimelab.policy.scenario import Scenario

QUANTILES = {"q05": 0.05, "q25": 0.25, "q50": 0.5, "q75": 0.75, "q95": 0.95}
UNIT = "acts in twelve months"


@dataclass(frozen=True)
class ForecastOutcome:
    """An outcome of one actor, or of the region (none), at the start and after each month.

    Each value counts the acts of the twelve months before it; in the first year these reach back
    into what was recorded, so that the path starts from a known number.
    """

    name: str
    title: str
    meaning: str
    unit: str
    better: Better
    side: Side
    actor: str | None
    start: date
    months: tuple[float, ...]
    quantiles: Mapping[str, tuple[float, ...]]
    basis: Basis


@dataclass(frozen=True)
class Forecast:
    """Outcomes of simulated futures; ``capped`` is the share of rates held at the engine's ceiling."""

    scenario: str
    outcomes: tuple[ForecastOutcome, ...]
    futures: int
    months: int
    seed: int
    capped: float
    contains: str


def forecast(present: Present, scenario: Scenario, months: int, seed: int) -> Forecast:
    """Simulate what may happen in a scenario if nothing is done."""
    refuse_empty(present, months)
    refuse_idle(present, (scenario,), (), ())
    laid = given(present, scenario, DO_NOTHING, (), Plan(months, seed))
    futures = present.simulate(present.start, laid.forcing, seed)
    reading = reader(present)
    counted = trailing(reading, futures.counts).round(6)
    bands = np.quantile(counted, list(QUANTILES.values()), axis=3)
    paths = tuple(
        _path(outcome, actor, bands[:, number, place], present, scenario)
        for number, outcome in enumerate(OUTCOMES)
        for place, actor in enumerate(reading.places)
    )
    return Forecast(
        scenario.name, paths, present.futures, months, seed, futures.capped, contains((scenario,), ())
    )


def refuse_empty(present: Present, months: int) -> None:
    """Refuse to look no months ahead, or at no futures."""
    problems = [
        Problem(name, f"{value} is not a number of {name} to simulate.", "Ask for at least one.")
        for name, value in (("months", months), ("futures", present.futures))
        if value < 1
    ]
    if problems:
        raise InvalidInput(problems)


def contains(scenarios: Sequence[Scenario], portfolios: Sequence[Portfolio]) -> str:
    """Say what the spread of futures is made of."""
    parts = ["the uncertainty of the fitted model"]
    if any(portfolio.doses for portfolio in portfolios):
        parts.append("that of what levers are assumed to do and of hosts' consent")
    if any(scenario.shifts for scenario in scenarios):
        parts.append("that of what is assumed of the scenario")
    return ", ".join(parts) + ", and chance"


def _path(
    outcome: Outcome, actor: str | None, bands: np.ndarray, present: Present, scenario: Scenario
) -> ForecastOutcome:
    months = bands.shape[1]
    return ForecastOutcome(
        outcome.name,
        outcome.title,
        outcome.meaning,
        UNIT,
        outcome.better,
        outcome.side,
        actor,
        first_day(present.history),
        tuple(float(month) for month in range(months)),
        {name: tuple(float(value) for value in band) for name, band in zip(QUANTILES, bands, strict=True)},
        basis_of(scenario, DO_NOTHING, ()),
    )
