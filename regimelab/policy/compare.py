"""Comparing portfolios in every scenario, on the same random numbers."""

from collections.abc import Mapping
from itertools import combinations
from typing import NamedTuple

import numpy as np

from regimelab.interval import Basis
from regimelab.policy.adapt import live
from regimelab.policy.assumptions import assumptions, costs
from regimelab.policy.basis import basis_of
from regimelab.policy.comparison import Cell, Comparison, Firing, Paired
from regimelab.policy.flags import bought, harmed
from regimelab.policy.forecast import contains, refuse_empty
from regimelab.policy.known import known_of
from regimelab.policy.load import Options
from regimelab.policy.outcomes import JUDGED, OUTCOMES
from regimelab.policy.paired import Footing, Side, differences, levels
from regimelab.policy.parts import Keep, Part, at_once
from regimelab.policy.portfolio import NOTHING, Portfolio
from regimelab.policy.present import Present
from regimelab.policy.readings import Reader, reader, yearly
from regimelab.policy.rows import Plan, refuse_idle
from regimelab.policy.scenario import Scenario
from regimelab.progress import Progress, silent
from regimelab.types import OutcomePlaceFuture, PerFuture


class Run(NamedTuple):
    """Futures of one portfolio in one scenario, read as outcomes."""

    outcomes: OutcomePlaceFuture
    drivers: Mapping[str, PerFuture]
    basis: Basis
    capped: float
    fired: Mapping[str, float]


Runs = dict[tuple[str, str], Run]
DRIVER, FIRED = "driver ", "fired "


def compare(
    present: Present,
    options: Options,
    months: int,
    seed: int,
    progress: Progress = silent,
    keep: Keep = at_once,
) -> Comparison:
    """Compare every portfolio in every scenario with every other, future by future.

    The same draw of the fitted model, of the assumed effects and of chance meets every portfolio:
    what differs between two of them is what they do, and what follows from it.
    """
    refuse_empty(present.futures, months)
    refuse_idle(present.history, present.model, options.scenarios, options.portfolios, options.levers)
    reading = reader(present)
    runs = _runs(present, options, Plan(months, seed), reading, progress, keep)
    cells, paired = _read(present, options, runs, reading)
    titles = {one.name: one.title for one in (*options.portfolios, *options.scenarios)}
    whole = tuple(pair for pair in paired if pair.actor is None)
    return Comparison(
        outcomes=JUDGED,
        cells=tuple(cell for cell in cells if cell.actor is None),
        paired=whole,
        members=tuple(cell for cell in cells if cell.actor is not None),
        harmed=harmed(paired),
        flags=bought(whole, titles),
        assumptions=assumptions(options.levers, options.portfolios, options.scenarios),
        costs=costs(options.portfolios, options.levers, known_of(present.history)),
        contains=contains(options.scenarios, options.portfolios),
        futures=present.futures,
        months=months,
        seed=seed,
        capped=max(run.capped for run in runs.values()),
        fired=tuple(
            Firing(portfolio, scenario, trigger, share)
            for (scenario, portfolio), run in runs.items()
            for trigger, share in run.fired.items()
        ),
    )


def _runs(
    present: Present, options: Options, plan: Plan, reading: Reader, progress: Progress, keep: Keep
) -> Runs:
    """Simulate every portfolio in every scenario; only the outcomes of the futures are kept."""
    pairs = [(scenario, portfolio) for scenario in options.scenarios for portfolio in options.portfolios]
    runs: Runs = {}
    for number, (scenario, portfolio) in enumerate(pairs):
        progress(f"{scenario.title}: {portfolio.title}", number / len(pairs))
        name = f"{scenario.name} {portfolio.name}"
        part = keep(
            name, lambda one=scenario, other=portfolio: _run(present, one, other, options, plan, reading)
        )
        runs[scenario.name, portfolio.name] = _back(part, basis_of(scenario, portfolio, options.levers))
    progress("options compared", 1.0)
    return runs


def _run(
    present: Present,
    scenario: Scenario,
    portfolio: Portfolio,
    options: Options,
    plan: Plan,
    reading: Reader,
) -> Part:
    """One run as arrays by name."""
    lived = live(present, scenario, portfolio, options.levers, plan, reading)
    drivers = {f"{DRIVER}{label}": pushed for label, pushed in lived.given.drivers.items()}
    outcomes, capped = yearly(reading, lived.futures.counts), np.array(lived.futures.capped)
    fired = {f"{FIRED}{name}": np.isfinite(month).mean() for name, month in lived.fired.items()}
    return {"outcomes": outcomes, "capped": capped, **drivers, **fired}


def _back(part: Part, basis: Basis) -> Run:
    drivers = {name.removeprefix(DRIVER): row for name, row in part.items() if name.startswith(DRIVER)}
    fired = {name.removeprefix(FIRED): float(one) for name, one in part.items() if name.startswith(FIRED)}
    return Run(part["outcomes"], drivers, basis, float(part["capped"]), fired)


def _read(present: Present, options: Options, runs: Runs, reading: Reader) -> tuple[list[Cell], list[Paired]]:
    names = sorted((portfolio.name for portfolio in options.portfolios), key=lambda name: name == NOTHING)
    data = f"the fitted rate model, evidence {present.history.release}"
    cells: list[Cell] = []
    paired: list[Paired] = []
    for scenario in options.scenarios:
        spread = contains((scenario,), options.portfolios)
        footings = [Footing(scenario.name, data, spread, actor) for actor in reading.places]
        sides = [_side(runs[scenario.name, name], name) for name in names]
        for side in sides:
            cells += levels(side, footings)
        for side, rival in combinations(sides, 2):
            paired += differences(side, rival, footings)
    return cells, paired


def _side(run: Run, name: str) -> Side:
    judged = [OUTCOMES.index(outcome) for outcome in JUDGED]
    return Side(name, run.outcomes[judged], run.drivers, run.basis)
