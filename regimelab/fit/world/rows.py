r"""Rows to estimate on: every month in which an outcome occurred, and a sample of those in which it did not.

Of the pair-months without the outcome a share $\pi_s$ is kept, by stratum $s$: pairs with any outcome on
record before, and all others. In the sample the log odds are those in the world plus $\log(1/\pi_s)$, which
enters as an offset; so the estimates are those of the world, for a fraction of the rows. Whether a pair-month
is kept depends on its stratum and on the outcome, on nothing else.

Source: Prentice & Pyke (1979), Biometrika 66, 403; King & Zeng (2001), Political Analysis 9, 137; for
relational events Vu, Pattison & Robins (2015), Social Networks 43, 121; Lerner & Lomi (2020), Network Science
8, 97.
"""

from collections.abc import Iterator
from typing import Final, NamedTuple

import numpy as np
from jax import Array

from regimelab.fit.world.statistics import monthly
from regimelab.history import PairMonths

BLOCK: Final = 1 << 14  # rows worked on at a time


class Rows(NamedTuple):
    """Pair-months: statistics, the two ends, whether the outcome occurred, offset of the log odds, weight.

    A weight of zero fills a block up. ``share`` is the share of the pair-months without the outcome kept.
    """

    statistics: np.ndarray | Array
    first: np.ndarray | Array
    second: np.ndarray | Array
    occurred: np.ndarray | Array
    offset: np.ndarray | Array
    weight: np.ndarray | Array


class Sample(NamedTuple):
    """Rows sampled from the world, and how many pair-months with and without the outcome they stand for."""

    rows: Rows
    cases: int
    controls: int
    pair_months: int


def whole_months(
    data: PairMonths, outcome: str, half_life: float, stretch: range, dtype: type = np.float64
) -> Iterator[tuple[int, Rows]]:
    """Every pair of every month of a stretch, one month at a time."""
    first, second = ends(data)
    happened = _occurred(data, outcome)
    nothing = np.zeros(len(first), dtype=dtype)
    for month, statistics in monthly(data, outcome, half_life, dtype):
        if month in stretch:
            table = np.asarray(statistics)
            occurred = happened[month].astype(dtype)
            yield month, Rows(table, first, second, occurred, nothing, np.ones_like(nothing))


def sampled(
    data: PairMonths,
    outcome: str,
    half_life: float,
    stretch: range,
    controls: float,
    seed: int,
    dtype: type = np.float64,
) -> Sample:
    """Keep all cases of a stretch and about ``controls`` non-events for each, half of them of known pairs."""
    rng = np.random.default_rng(seed)
    happened = _occurred(data, outcome)
    known = np.cumsum(_any(data), axis=0) > 0
    before = np.vstack([np.zeros_like(known[:1]), known[:-1]])
    inside = np.zeros(data.months, dtype=bool)
    inside[list(stretch)] = True
    free = ~happened & inside[:, None]
    cases = int(happened[inside].sum())
    shares = [
        min(0.5 * controls * cases / max(int((free & stratum).sum()), 1), 1.0)
        for stratum in (before, ~before)
    ]
    kept: list[Rows] = []
    for month, rows in whole_months(data, outcome, half_life, stretch, dtype):
        share = np.where(before[month], *shares)
        take = happened[month] | (rng.random(len(share)) < share)
        part = Rows(*(column[take] for column in rows))
        kept.append(part._replace(offset=-np.log(share[take]).astype(dtype)))
    rows = Rows(*(np.concatenate(column) for column in zip(*kept, strict=True)))
    total = int(inside.sum()) * happened.shape[1]
    return Sample(rows, cases, len(rows.first) - cases, total)


def ends(data: PairMonths) -> tuple[np.ndarray, np.ndarray]:
    """Places of the two ends of each pair among the actors' levels; receivers have levels of their own."""
    one, other = data.risk
    return one, other + len(data.actors) * data.directed


def blocks(rows: Rows, size: int = BLOCK) -> Iterator[Rows]:
    """Cut rows into blocks of one size, the last filled up with rows that do not count."""
    for start in range(0, len(rows.first), size):
        part = Rows(*(column[start : start + size] for column in rows))
        lacking = size - len(part.first)
        yield Rows(*(np.concatenate([c, np.zeros((lacking, *c.shape[1:]), c.dtype)]) for c in part))


def _occurred(data: PairMonths, outcome: str) -> np.ndarray:
    """Whether the outcome occurred, month by pair of the risk set."""
    return _table(data, data.outcome == data.outcomes.index(outcome))


def _any(data: PairMonths) -> np.ndarray:
    return _table(data, np.ones(len(data.outcome), dtype=bool))


def _table(data: PairMonths, chosen: np.ndarray) -> np.ndarray:
    one, other = data.risk
    place = np.full((len(data.actors), len(data.actors)), -1)
    place[one, other] = np.arange(len(one))
    table = np.zeros((data.months, len(one)), dtype=bool)
    table[data.month[chosen], place[data.sender[chosen], data.receiver[chosen]]] = True
    return table
