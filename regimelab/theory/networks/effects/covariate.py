"""What actors are like, and what holds for everybody."""

import numpy as np

from regimelab.theory.networks.state import State
from regimelab.types import Places, PlaceValues


def constant(state: State, i: Places, j: Places) -> PlaceValues:
    r"""One for every pair: its parameter is the log of the base rate."""
    return np.ones(len(i))


def ego(state: State, i: Places, j: Places, attribute: str) -> PlaceValues:
    r"""The sender's attribute: $z_i$."""
    return state.attribute[attribute][i]


def alter(state: State, i: Places, j: Places, attribute: str) -> PlaceValues:
    r"""The receiver's attribute: $z_j$."""
    return state.attribute[attribute][j]


def same(state: State, i: Places, j: Places, attribute: str) -> PlaceValues:
    r"""Whether both have the same attribute: $1\{z_i = z_j\}$; no where one is unknown."""
    values = state.attribute[attribute]
    return (values[i] == values[j]).astype(float)


def difference(state: State, i: Places, j: Places, attribute: str) -> PlaceValues:
    r"""How far their attributes lie apart: $|z_i - z_j|$."""
    values = state.attribute[attribute]
    return np.abs(values[i] - values[j])


def similarity(state: State, i: Places, j: Places, attribute: str) -> PlaceValues:
    r"""How near their attributes lie: $-|z_i - z_j|$."""
    return -difference(state, i, j, attribute)


def total(state: State, i: Places, j: Places, attribute: str) -> PlaceValues:
    r"""The sum of their attributes: $z_i + z_j$."""
    values = state.attribute[attribute]
    return values[i] + values[j]


def everywhere(state: State, i: Places, j: Places, series: str) -> PlaceValues:
    r"""What holds for everybody at the moment: $g(t)$."""
    return np.full(len(i), state.series[series])
