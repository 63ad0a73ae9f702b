"""One portfolio in one scenario, read as it is moved: its course, its level, and what it changes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from regimelab.policy.adapt import live
from regimelab.policy.basis import basis_of
from regimelab.policy.comparison import Cell, Paired
from regimelab.policy.forecast import QUANTILES, ForecastOutcome, contains, paths_of
from regimelab.policy.known import first_day
from regimelab.policy.lever import Lever
from regimelab.policy.load import Options
from regimelab.policy.outcomes import JUDGED, OUTCOME, OUTCOMES
from regimelab.policy.paired import Footing, Side, differences, levels
from regimelab.policy.portfolio import NOTHING, Portfolio
from regimelab.policy.present import Present
from regimelab.policy.readings import Reader, trailing, yearly
from regimelab.policy.rows import Plan, effect_label, shift_label
from regimelab.policy.scenario import Scenario
from regimelab.policy.tally import quantiles, tally

Pushing = TypeVar("Pushing", Lever, Scenario)


class World(NamedTuple):
    """A scenario, what is done in it, and what the levers are assumed to do."""

    scenario: Scenario
    portfolio: Portfolio
    levers: tuple[Lever, ...]


@dataclass(frozen=True)
class Course:
    """Futures of a portfolio in a scenario: quantiles by month, levels in acts a year, the share capped.

    ``side`` holds what differences on the same futures are made from, ``footings`` one a place.
    """

    paths: tuple[ForecastOutcome, ...]
    cells: tuple[Cell, ...]
    side: Side
    footings: tuple[Footing, ...]
    capped: float
    contains: str


def course(present: Present, reading: Reader, world: World, plan: Plan) -> Course:
    """Simulate a portfolio in a scenario, and read what becomes of the region and of each member."""
    scenario, portfolio, levers = world
    lived = live(present, scenario, portfolio, levers, plan, reading)
    futures = lived.futures
    basis = basis_of(scenario, portfolio, levers)
    counted = tally(trailing(reading, futures.counts).round(6))
    bands = quantiles(counted, list(QUANTILES.values())).round(6)
    outcomes = yearly(reading, futures.counts)[[OUTCOMES.index(outcome) for outcome in JUDGED]]
    spread = contains((scenario,), (portfolio,))
    data = f"the fitted rate model, evidence {present.history.release}"
    footings = tuple(Footing(scenario.name, data, spread, actor) for actor in reading.places)
    side = Side(portfolio.name, outcomes, lived.given.drivers, basis)
    paths = paths_of(bands, reading.places, first_day(present.history), basis)
    if len(reading.places) == 1:  # what counts in crises only is added up from the members
        paths = tuple(path for path in paths if not OUTCOME[path.name].in_crisis)
    return Course(paths, tuple(levels(side, footings)), side, footings, futures.capped, spread)


def against(one: Course, rival: Course) -> tuple[Paired, ...]:
    """Differences between two courses on the same futures, in every place that both were read for."""
    return tuple(differences(one.side, rival.side, one.footings))


def moved_assumptions(options: Options, means: Mapping[str, float]) -> Options:
    """Move the middle of some priors: log rate ratios by label, of a lever's effect or a scenario's shift."""
    return options._replace(
        levers=tuple(_moved(one, "effects", _effects_of(one), means) for one in options.levers),
        scenarios=tuple(_moved(one, "shifts", _shifts_of(one), means) for one in options.scenarios),
    )


def labels(options: Options) -> tuple[str, ...]:
    """Labels of all assumptions that can be moved."""
    return (
        *(label for lever in options.levers for label in _effects_of(lever)),
        *(label for scenario in options.scenarios for label in _shifts_of(scenario)),
    )


def _effects_of(lever: Lever) -> list[str]:
    return [effect_label(lever, place) for place, _ in enumerate(lever.effects)]


def _shifts_of(scenario: Scenario) -> list[str]:
    return [shift_label(scenario, place) for place, _ in enumerate(scenario.shifts)]


def without_doses(portfolios: Sequence[Portfolio]) -> Portfolio:
    """Pick the portfolio that does nothing."""
    return next(one for one in portfolios if one.name == NOTHING)


def _moved(pushing: Pushing, part: str, named: Sequence[str], means: Mapping[str, float]) -> Pushing:
    """Move the middles of the priors of a lever's effects or of a scenario's shifts, in their order."""
    if not any(name in means for name in named):
        return pushing
    pushes = (
        push.model_copy(update={"mean": means.get(name, push.mean)})
        for name, push in zip(named, getattr(pushing, part), strict=True)
    )
    return pushing.model_copy(update={part: tuple(pushes)})
