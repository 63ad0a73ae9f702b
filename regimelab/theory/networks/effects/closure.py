"""Third actors between a sender and a receiver: paths, cycles, common partners."""

import numpy as np

from regimelab.theory.networks.effect import chosen
from regimelab.theory.networks.state import State
from regimelab.types import Places, PlaceValues


def _paths(first: np.ndarray, second: np.ndarray, i: Places, j: Places) -> PlaceValues:
    r"""Two-steps $\sum_k a_{ik} b_{kj}$; where one end is the same throughout, by one row or column."""
    if len(i) and (i == i[0]).all():
        return (first[i[0]] @ second)[j]
    if len(j) and (j == j[0]).all():
        return (first @ second[:, j[0]])[i]
    return np.einsum("pk,pk->p", first[i], second.T[j])


def transitivity(state: State, i: Places, j: Places, network: str, weighted: bool = False) -> PlaceValues:
    r"""Two-paths from sender to receiver: $\sum_k x_{ik} x_{kj}$."""
    ties = chosen(state, network, weighted)
    return _paths(ties, ties, i, j)


def mixed_transitivity(
    state: State, i: Places, j: Places, first: str, second: str, weighted: bool = False
) -> PlaceValues:
    r"""Two-paths whose steps lie in two networks: $\sum_k x_{ik} y_{kj}$."""
    return _paths(chosen(state, first, weighted), chosen(state, second, weighted), i, j)


def cycle(state: State, i: Places, j: Places, network: str, weighted: bool = False) -> PlaceValues:
    r"""Two-paths from receiver back to sender: $\sum_k x_{jk} x_{ki}$."""
    ties = chosen(state, network, weighted)
    return _paths(ties, ties, j, i)


def common_sender(state: State, i: Places, j: Places, network: str, weighted: bool = False) -> PlaceValues:
    r"""Third actors tied to both: $\sum_k x_{ki} x_{kj}$."""
    ties = chosen(state, network, weighted)
    return _paths(ties.T, ties, i, j)


def common_receiver(state: State, i: Places, j: Places, network: str, weighted: bool = False) -> PlaceValues:
    r"""Third actors to whom both are tied: $\sum_k x_{ik} x_{jk}$."""
    ties = chosen(state, network, weighted)
    return _paths(ties, ties.T, i, j)


def four_cycle(state: State, i: Places, j: Places, network: str, weighted: bool = False) -> PlaceValues:
    r"""Three-paths that a tie would close: $\sum_{k\ne j,\,l\ne i} x_{ik} x_{lk} x_{lj}$."""
    ties = chosen(state, network, weighted)
    together = ties @ ties.T
    np.fill_diagonal(together, 0.0)  # l is not i
    paths = together @ ties
    return paths[i, j] - ties[i, j] * ((ties[:, j] ** 2).sum(axis=0) - ties[i, j] ** 2)
