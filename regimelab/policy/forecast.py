"""What may happen in a scenario if nothing is done: outcomes by month, as quantiles over futures."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from itertools import chain
from typing import NamedTuple

import numpy as np

from regimelab.errors import InvalidInput, Problem
from regimelab.interval import Basis
from regimelab.policy.basis import basis_of
from regimelab.policy.forcing import given
from regimelab.policy.known import first_day
from regimelab.policy.outcomes import OUTCOMES, Better, Outcome, Side
from regimelab.policy.parts import Keep, Part, at_once
from regimelab.policy.portfolio import DO_NOTHING, Portfolio
from regimelab.policy.present import Batch
from regimelab.policy.readings import reader, trailing
from regimelab.policy.recorded import RecordedOutcome, recorded
from regimelab.policy.rows import Plan, refuse_idle
from regimelab.policy.scenario import Scenario
from regimelab.policy.tally import Tally, added, quantiles, tally
from regimelab.types import QuantileOutcomes

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
    """Outcomes of simulated futures, and what was recorded of them before.

    ``capped`` is the share of rates held at the engine's ceiling.
    """

    scenario: str
    outcomes: tuple[ForecastOutcome, ...]
    recorded: tuple[RecordedOutcome, ...]
    futures: int
    months: int
    seed: int
    capped: float
    contains: str


class Read(NamedTuple):
    """Outcomes of some futures by value, how many there are, and the share of their rates at the ceiling."""

    tally: Tally
    futures: int
    capped: float


def forecast(drawn: Iterable[Batch], scenario: Scenario, months: int, keep: Keep = at_once) -> Forecast:
    """Simulate what may happen in a scenario if nothing is done, one batch of futures after the other.

    Only the outcomes are kept, counted by value, so that memory holds one batch however many there are.
    """
    stream = iter(drawn)
    first = next(stream, None)
    if first is None:
        refuse_empty(0, months)
    assert first is not None
    whole = reduce(_both, (_kept(batch, scenario, months, keep) for batch in chain([first], stream)))
    bands = quantiles(whole.tally, list(QUANTILES.values())).round(6)
    begun, basis = first_day(first.present.history), basis_of(scenario, DO_NOTHING, ())
    reading = reader(first.present)
    return Forecast(
        scenario.name,
        paths_of(bands, reading.places, begun, basis),
        recorded(reading, first.present),
        whole.futures,
        months,
        first.seed,
        whole.capped,
        contains((scenario,), ()),
    )


def _kept(batch: Batch, scenario: Scenario, months: int, keep: Keep) -> Read:
    """Read a batch's outcomes, or take those that are kept."""

    def compute() -> Part:
        (base, counted), futures, capped = _read(batch, scenario, months)
        return {"base": base, "counted": counted, "futures": np.array(futures), "capped": np.array(capped)}

    part = keep(f"batch {batch.seed}", compute)
    return Read(Tally(part["base"], part["counted"]), int(part["futures"]), float(part["capped"]))


def _read(batch: Batch, scenario: Scenario, months: int) -> Read:
    """Simulate a batch and read its outcomes."""
    present, seed = batch
    refuse_empty(present.futures, months)
    refuse_idle(present.history, present.model, (scenario,), (), ())
    laid = given(present, scenario, DO_NOTHING, (), Plan(months, seed))
    futures = present.simulate(present.start, laid.forcing, seed)
    counted = tally(trailing(reader(present), futures.counts).round(6))
    return Read(counted, present.futures, futures.capped)


def _both(one: Read, other: Read) -> Read:
    futures = one.futures + other.futures
    capped = (one.capped * one.futures + other.capped * other.futures) / futures
    return Read(added(one.tally, other.tally), futures, capped)


def refuse_empty(futures: int, months: int) -> None:
    """Refuse to look no months ahead, or at no futures."""
    problems = [
        Problem(name, f"{value} is not a number of {name} to simulate.", "Ask for at least one.")
        for name, value in (("months", months), ("futures", futures))
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


def paths_of(
    bands: QuantileOutcomes, places: Sequence[str | None], begun: date, basis: Basis
) -> tuple[ForecastOutcome, ...]:
    """Name every path of a table of quantiles: its outcome, and whose it is."""
    return tuple(
        _path(outcome, actor, bands[:, number, place], begun, basis)
        for number, outcome in enumerate(OUTCOMES)
        for place, actor in enumerate(places)
    )


def _path(
    outcome: Outcome, actor: str | None, bands: np.ndarray, begun: date, basis: Basis
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
        begun,
        tuple(float(month) for month in range(months)),
        {name: tuple(float(value) for value in band) for name, band in zip(QUANTILES, bands, strict=True)},
        basis,
    )
