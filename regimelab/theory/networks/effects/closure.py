"""Third actors between a sender and a receiver: paths, cycles, common partners."""

import numpy as np

from regimelab.theory.networks.effect import chosen
from regimelab.theory.networks.state import State
from regimelab.types import Places, PlaceValues


def _met(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Sum over third actors of the products of two rows each."""
    return np.einsum("pk,pk->p", one, other)


def transitivity(state: State, i: Places, j: Places, network: str, weighted: bool = False) -> PlaceValues:
    r"""Two-paths from sender to receiver: $\sum_k x_{ik} x_{kj}$."""
    ties = chosen(state, network, weighted)
    return _met(ties[i], ties.T[j])


def mixed_transitivity(
    state: State, i: Places, j: Places, first: str, second: str, weighted: bool = False
) -> PlaceValues:
    r"""Two-paths whose steps lie in two networks: $\sum_k x_{ik} y_{kj}$."""
    return _met(chosen(state, first, weighted)[i], chosen(state, second, weighted).T[j])


def cycle(state: State, i: Places, j: Places, network: str, weighted: bool = False) -> PlaceValues:
    r"""Two-paths from receiver back to sender: $\sum_k x_{jk} x_{ki}$."""
    ties = chosen(state, network, weighted)
    return _met(ties[j], ties.T[i])


def common_sender(state: State, i: Places, j: Places, network: str, weighted: bool = False) -> PlaceValues:
    r"""Third actors tied to both: $\sum_k x_{ki} x_{kj}$."""
    ties = chosen(state, network, weighted).T
    return _met(ties[i], ties[j])


def common_receiver(state: State, i: Places, j: Places, network: str, weighted: bool = False) -> PlaceValues:
    r"""Third actors to whom both are tied: $\sum_k x_{ik} x_{jk}$."""
    ties = chosen(state, network, weighted)
    return _met(ties[i], ties[j])


def four_cycle(state: State, i: Places, j: Places, network: str, weighted: bool = False) -> PlaceValues:
    r"""Three-paths that a tie would close: $\sum_{k\ne j,\,l\ne i} x_{ik} x_{lk} x_{lj}$."""
    ties = chosen(state, network, weighted)
    together = ties @ ties.T
    np.fill_diagonal(together, 0.0)  # l is not i
    paths = together @ ties
    return paths[i, j] - ties[i, j] * ((ties[:, j] ** 2).sum(axis=0) - ties[i, j] ** 2)
