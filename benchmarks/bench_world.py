"""The world's pairs by month: 195 states, 74 months, every ordered pair, made-up occurrences."""

import resource
import sys
from collections.abc import Iterable
from datetime import date

import numpy as np
from row import Row, seconds

from regimelab.fit.world import estimate, sampled, whole_months
from regimelab.fit.world.estimate import gradient
from regimelab.history import PairMonths
from regimelab.study.arrays import prepare

STATES, MONTHS, SHARE = 195, 74, 0.05


def measure() -> Iterable[Row]:
    """Slope over all pair-months, statistics included, and a fit to a sample of them."""
    prepare()
    data = world()
    levels = 2 * STATES

    def slope() -> None:
        theta = np.zeros(6 + 1 + levels)
        gradient(theta, (rows for _, rows in whole_months(data, "conflict", 6.0, range(MONTHS))))

    slope()
    yield Row("world, 74 months x 195 x 194 pairs: slope", "s", seconds(slope, 3), reach=10.0)
    rows = sampled(data, "conflict", 6.0, range(6, MONTHS), 4.0, 0).rows
    yield Row("world: fit to a sample", "s", seconds(lambda: estimate(rows, levels), 2))
    unit = 1e9 if sys.platform == "darwin" else 1e6
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
    yield Row("peak memory of the benchmarks so far", "GB", (peak,), reach=4.0)


def world() -> PairMonths:
    """Occurrences at random: what is measured does not depend on who harms whom."""
    rng = np.random.default_rng(0)
    happened = rng.random((2, MONTHS, STATES, STATES)) < SHARE
    happened[:, :, np.arange(STATES), np.arange(STATES)] = False
    outcome, month, sender, receiver = np.nonzero(happened)
    actors = tuple(f"S{number:03d}" for number in range(STATES))
    return PairMonths(
        actors, ("conflict", "help"), date(2018, 1, 1), MONTHS, True, outcome, month, sender, receiver, {}
    )
