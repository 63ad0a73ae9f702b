"""Votes made by the model itself: states with known paths, roll calls with known cuts."""

from typing import NamedTuple

import numpy as np
import pyarrow as pa

NAMES = ("against", "abstain", "for")


class Made(NamedTuple):
    """Votes as the library hands them out, and the positions behind them by state and year."""

    votes: pa.Table
    truth: dict[tuple[str, int], float]


def votes_of(rows):
    """Lay out (actor, year, roll call, vote) as the library hands votes out."""
    columns = list(zip(*rows, strict=True)) if rows else [()] * 4
    days = [f"{year}-11-01" for year in columns[1]]
    return pa.table(
        {
            "actor": pa.array(columns[0], pa.string()),
            "day": pa.array(days, pa.string()).cast(pa.date32()),
            "roll_call": pa.array(columns[2], pa.string()),
            "issues": pa.array(["hr" if len(call) % 2 else "co" for call in columns[2]], pa.string()),
            "vote": pa.array(columns[3], pa.string()),
        }
    )


def made(states, years, calls=60, seed=0, persistence=0.95):
    """Draw paths and roll calls, and let every state vote on every roll call."""
    generator = np.random.default_rng(seed)
    paths = generator.standard_normal((len(states), 1)).repeat(len(years), axis=1)
    for year in range(1, len(years)):
        noise = generator.standard_normal(len(states))
        paths[:, year] = persistence * paths[:, year - 1] + np.sqrt(1 - persistence**2) * noise
    rows = []
    for place, year in enumerate(years):
        for call in range(calls):
            sharp, cut, gap = (
                generator.standard_normal(),
                generator.normal(0, 0.8),
                generator.exponential(0.7),
            )
            lean = sharp * paths[:, place] + generator.standard_normal(len(states))
            sides = (lean > cut).astype(int) + (lean > cut + gap)
            rows += [(one, year, f"{year}-{call}", NAMES[s]) for one, s in zip(states, sides, strict=True)]
    truth = {(one, year): paths[i, j] for i, one in enumerate(states) for j, year in enumerate(years)}
    return Made(votes_of(rows), truth)
