"""Experiments: every portfolio in every world, some futures each, through one compiled simulation."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from regimelab.policy.adapt import live
from regimelab.policy.explore.worlds import Worlds
from regimelab.policy.load import Options
from regimelab.policy.outcomes import JUDGED, OUTCOMES, REPRESSION
from regimelab.policy.portfolio import Portfolio
from regimelab.policy.present import Present, columns
from regimelab.policy.readings import Reader, totals
from regimelab.policy.rows import Plan
from regimelab.types import MeasureFuture, MeasureWorld, MonthEntryActs, PerWorld

DRAWS = 512  # draws of the fit that worlds pick from
MOST = 4096  # futures simulated at a time


class Measured(NamedTuple):
    """What is read from a future: an outcome of the region (none) or of a member."""

    outcome: str
    actor: str | None = None

    @property
    def word(self) -> str:
        """The outcome, or ``outcome@MEMBER``."""
        return self.outcome if self.actor is None else f"{self.outcome}@{self.actor}"


class Ground(NamedTuple):
    """What experiments stand on: a present for each theory, options, and how often each is repeated.

    Each present holds as many futures as there are draws of the fit to pick from.
    """

    presents: tuple[Present, ...]
    reading: Reader
    options: Options
    months: int
    replications: int
    seed: int

    @property
    def measured(self) -> tuple[Measured, ...]:
        """What is read: judged outcomes of the region, and repression in each member."""
        return measured_of(self.reading.places[1:])


def measured_of(members: Iterable[str | None]) -> tuple[Measured, ...]:
    """What is read in a region of such members."""
    whole = (Measured(outcome.name) for outcome in JUDGED)
    return (*whole, *(Measured(REPRESSION.name, member) for member in members))


class Tried(NamedTuple):
    """A portfolio in some worlds: means of what was measured, and variances between repetitions.

    ``apart`` is the variance of the difference from the first portfolio; ``drivers`` are the log rate
    ratios of its levers' effects, averaged over months and acts, by label.
    """

    mean: MeasureWorld
    noise: MeasureWorld
    apart: MeasureWorld
    drivers: Mapping[str, PerWorld]


class Raw(NamedTuple):
    """Futures of a portfolio by measure, world and repetition, and how hard each effect of a lever pushes."""

    found: np.ndarray
    drivers: dict[str, PerWorld]


class Cell(NamedTuple):
    """Worlds of one theory and scenario, as many as are simulated at a time: what can be run by itself."""

    theory: int
    scenario: int
    here: np.ndarray


Try = Callable[[Worlds, Sequence[Portfolio], int], tuple[Tried, ...]]


def tried(
    ground: Ground, worlds: Worlds, portfolios: Sequence[Portfolio], block: int = 0
) -> tuple[Tried, ...]:
    """Try portfolios in worlds; in each world all of them meet the same chance, repetition by repetition.

    ``block`` names these worlds: other worlds meet other chance.
    """
    parts = cells(ground, worlds)
    return compared(
        [
            assembled(
                ground,
                worlds,
                [run(ground, worlds, cell, one, (block, number)) for number, cell in enumerate(parts)],
            )
            for one in portfolios
        ]
    )


def compared(raw: Sequence[Raw]) -> tuple[Tried, ...]:
    """Average portfolios over repetitions, and hold each against the first."""
    first = raw[0].found
    return tuple(
        Tried(found.mean(axis=2), _variance(found), _variance(found - first), drivers)
        for found, drivers in raw
    )


def _variance(found: np.ndarray) -> np.ndarray:
    """Variance between repetitions; unknown where there is only one."""
    return found.var(axis=2, ddof=1) if found.shape[2] > 1 else np.full(found.shape[:2], np.nan)


def cells(ground: Ground, worlds: Worlds) -> list[Cell]:
    """Cut worlds into what can be run by itself."""
    most = max(MOST // ground.replications, 1)
    found: list[Cell] = []
    for theory in range(len(ground.presents)):
        for scenario in range(len(ground.options.scenarios)):
            here = np.flatnonzero((worlds.theory == theory) & (worlds.scenario == scenario))
            found += [
                Cell(theory, scenario, here[first : first + most]) for first in range(0, len(here), most)
            ]
    return found


def run(ground: Ground, worlds: Worlds, cell: Cell, portfolio: Portfolio, place: tuple[int, int]) -> Raw:
    """Run a portfolio in the worlds of one cell; it matters neither where nor when, nor which others are run.

    ``place`` is the number of the block and of the cell in it: chance follows from it.
    """
    theory, scenario, here = cell
    chance = int(np.random.SeedSequence([ground.seed, *place]).generate_state(1)[0] >> 1)
    repeated = np.repeat(here, ground.replications)
    world = ground.options.scenarios[scenario]
    plan = Plan(
        ground.months,
        chance,
        {label: even[repeated] for label, even in worlds.even.items()},
        {world.name: worlds.intensity[repeated]},
    )
    present = columns(ground.presents[theory], worlds.draw[repeated])
    lived = live(present, world, portfolio, ground.options.levers, plan, ground.reading)
    read = measures(ground, lived.futures.counts)
    drivers = {
        label: pushed.reshape(len(here), ground.replications).mean(axis=1)
        for label, pushed in lived.given.drivers.items()
        if label.startswith("lever ")
    }
    return Raw(read.reshape(len(read), len(here), ground.replications), drivers)


def assembled(ground: Ground, worlds: Worlds, parts: Sequence[Raw]) -> Raw:
    """Put what a portfolio came to in every cell into the places of its worlds."""
    found = np.zeros((len(ground.measured), worlds.number, ground.replications))
    drivers: dict[str, PerWorld] = {}
    for (_, _, here), part in zip(cells(ground, worlds), parts, strict=True):
        found[:, here] = part.found
        for label, pushed in part.drivers.items():
            drivers.setdefault(label, np.zeros(worlds.number))[here] = pushed
    return Raw(found, drivers)


def measures(ground: Ground, counts: MonthEntryActs) -> MeasureFuture:
    """Read what is measured from acts, in acts per year."""
    acts, places = totals(ground.reading, counts), ground.reading.places
    names = [outcome.name for outcome in OUTCOMES]
    return np.stack([acts[names.index(one.outcome), places.index(one.actor)] for one in ground.measured])
