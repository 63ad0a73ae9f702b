"""Regions that nobody called a regime: neighbouring states, as many as a region has members, the world over.

A neighbourhood grows from each state by its land borders, next the state that borders most of it. They are
the comparison regions of a claim, and the placebo regions against which its finding is held.
"""

from collections.abc import Collection, Mapping
from typing import NamedTuple

import numpy as np

from regimelab.evidence.outside import Outside

LAND = 1  # Correlates of War: a border by land or river
FRIENDLY = "gdelt_friendly"
MONTHS_IN_QUARTER = 3

Near = Mapping[str, frozenset[str]]
Group = tuple[str, ...]


class Dealings(NamedTuple):
    """Friendly dealings of pairs by quarter: ``weight[quarter, state, state]``, both ways round alike.

    ``quarters`` counts quarters since the year 0; only quarters with all three months are kept.
    """

    states: tuple[str, ...]
    quarters: np.ndarray
    weight: np.ndarray

    def among(self, group: Collection[str]) -> np.ndarray:
        """Log share of a group's friendly dealings that its states have with each other, by quarter."""
        inside = self._rows(group)
        return self._log_share(self.weight[:, inside][:, :, inside].sum((1, 2)), inside)

    def with_one(self, group: Collection[str], other: str) -> np.ndarray:
        """Log share of a group's friendly dealings that are with one state outside, by quarter."""
        inside = self._rows(group)
        return self._log_share(self.weight[:, inside, self.states.index(other)].sum(1), inside)

    def knows(self, group: Collection[str]) -> bool:
        """Whether every state of a group is on record."""
        return set(group) <= set(self.states)

    def _rows(self, group: Collection[str]) -> list[int]:
        return [self.states.index(one) for one in group]

    def _log_share(self, part: np.ndarray, inside: list[int]) -> np.ndarray:
        whole = self.weight[:, inside].sum((1, 2))
        return np.log(part + 1) - np.log(whole + 1)


def borders(outside: Outside) -> Near:
    """States with a common land border in the last year on record."""
    rows = [row for row in outside.flows(["contiguity"]).to_pylist() if row["value"] <= LAND]
    last = max((row["start"] for row in rows), default=None)
    pairs = {
        (row["sender"], row["receiver"])
        for row in rows
        if row["start"] == last and row["sender"] and row["receiver"]
    }
    states = {state for pair in pairs for state in pair}
    return {state: frozenset(other for one, other in pairs if one == state) for state in states}


def neighbourhoods(near: Near, size: int, apart_from: Collection[str]) -> list[Group]:
    """Every neighbourhood of a size that holds none of some states, each once."""
    grown = {grown_from(state, near, size) for state in near}
    return sorted(group for group in grown if len(group) == size and not set(group) & set(apart_from))


def grown_from(state: str, near: Near, size: int) -> Group:
    """Grow a neighbourhood; smaller than asked where land ends. Ties go by the order of codes."""
    group = {state}
    while len(group) < size:
        beside = [other for one in sorted(group) for other in near.get(one, ()) if other not in group]
        if not beside:
            break
        group.add(max(sorted(set(beside)), key=beside.count))
    return tuple(sorted(group))


def dealings(outside: Outside) -> Dealings | None:
    """Friendly dealings of every pair of states on record, by quarter."""
    table = outside.flows([FRIENDLY])
    if not table.num_rows:
        return None
    months = table["start"].to_numpy().astype("datetime64[M]").astype(np.int64) + 1970 * 12
    ends = [np.array(table[end].to_pylist(), dtype=object) for end in ("sender", "receiver")]
    known = np.array([a is not None and b is not None for a, b in zip(*ends, strict=True)])
    states, place = np.unique(np.concatenate([end[known].astype(str) for end in ends]), return_inverse=True)
    first, second = np.split(place, 2)
    whole = _whole_quarters(months)
    quarter = np.searchsorted(whole, months[known] // MONTHS_IN_QUARTER)
    held = np.isin(months[known] // MONTHS_IN_QUARTER, whole)
    weight = np.zeros((len(whole), len(states), len(states)))
    value = table["value"].to_numpy()[known]
    np.add.at(weight, (quarter[held], first[held], second[held]), value[held])
    np.add.at(weight, (quarter[held], second[held], first[held]), value[held])
    return Dealings(tuple(str(state) for state in states), whole, weight)


def _whole_quarters(months: np.ndarray) -> np.ndarray:
    """Quarters of which every month is on record."""
    quarters, counts = np.unique(np.unique(months) // MONTHS_IN_QUARTER, return_counts=True)
    return quarters[counts == MONTHS_IN_QUARTER]
