r"""How far members stand from each other, and from the powers they stand between.

Distances are mean absolute differences of ideal points in the same year, in standard deviations of all
states in that year: $\bar d_t = \mathrm{mean}_{i<j} |\theta_{it} - \theta_{jt}|$ among members, and
$\mathrm{mean}_i |\theta_{it} - \bar\theta_{pt}|$ to a power $p$, which may be the mean of several states.
"""

from collections.abc import Callable, Iterable
from itertools import combinations
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from regimelab.measures.ideal_points.ballots import ballots_of
from regimelab.measures.ideal_points.estimate import ideal_points
from regimelab.measures.ideal_points.positions import standardised

DRAWS = 500
ByYear = dict[int, np.ndarray]  # draws of one quantity, year by year


class Stands(NamedTuple):
    """Draws of where each state stands in each year, in standard deviations of that year's world."""

    place: dict[tuple[str, int], int]
    years: tuple[int, ...]
    draws: np.ndarray
    roll_calls: int
    votes: int

    def of(self, states: Iterable[str], year: int) -> list[np.ndarray]:
        """Draws of the states that have a position in a year."""
        places = (self.place.get((state, year)) for state in states)
        return [self.draws[:, place] for place in places if place is not None]


def stands_of(votes: pa.Table, positive: str, seed: int) -> Stands:
    """Estimate ideal points from votes, and draw from what is known of them."""
    ballots = ballots_of(votes)
    found = ideal_points(ballots, positive)
    draws = standardised(found.draws(np.random.default_rng(seed), DRAWS), found.years)
    labels = zip(found.states, found.years, strict=True)
    place = {(str(state), int(year)): where for where, (state, year) in enumerate(labels)}
    years = tuple(int(year) for year in np.unique(found.years))
    return Stands(place, years, draws, len(ballots.calls), len(ballots.choice))


def dispersion(stands: Stands, members: Iterable[str]) -> ByYear:
    """Mean distance between two members, in every year in which at least two have a position."""
    named, found = tuple(members), {}
    for year in stands.years:
        pairs = list(combinations(stands.of(named, year), 2))
        if pairs:
            found[year] = np.mean([np.abs(one - other) for one, other in pairs], axis=0)
    return found


def distance(stands: Stands, members: Iterable[str], power: Callable[[int], Iterable[str]]) -> ByYear:
    """Mean distance of members to a power; ``power`` names its states in a year."""
    named, found = tuple(members), {}
    for year in stands.years:
        ours, theirs = stands.of(named, year), stands.of(power(year), year)
        if ours and theirs:
            there = np.mean(theirs, axis=0)
            found[year] = np.mean([np.abs(one - there) for one in ours], axis=0)
    return found


def over(found: ByYear, first: int, last: int) -> np.ndarray | None:
    """Mean over the years from first to last in which the quantity is known."""
    chosen = [draws for year, draws in found.items() if first <= year <= last]
    return np.mean(chosen, axis=0) if chosen else None


def slope(found: ByYear) -> np.ndarray | None:
    """Least-squares change per decade, one value a draw; none before three years are known."""
    if len(found) < 3:
        return None
    years = np.array(sorted(found), dtype=float) / 10
    centred = years - years.mean()
    values = np.stack([found[year] for year in sorted(found)])
    return centred @ values / (centred @ centred)
