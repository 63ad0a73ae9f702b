"""How active and how popular actors are."""

from regimelab.theory.networks.state import State
from regimelab.types import Places, PlaceValues


def indegree_ego(state: State, i: Places, j: Places, network: str, weighted: bool = False) -> PlaceValues:
    r"""How many are tied to the sender: $\sum_k x_{ki}$."""
    return state.degrees[network, weighted][0][i]


def indegree_alter(state: State, i: Places, j: Places, network: str, weighted: bool = False) -> PlaceValues:
    r"""How many are tied to the receiver: $\sum_k x_{kj}$."""
    return state.degrees[network, weighted][0][j]


def outdegree_ego(state: State, i: Places, j: Places, network: str, weighted: bool = False) -> PlaceValues:
    r"""To how many the sender is tied: $\sum_k x_{ik}$."""
    return state.degrees[network, weighted][1][i]


def outdegree_alter(state: State, i: Places, j: Places, network: str, weighted: bool = False) -> PlaceValues:
    r"""To how many the receiver is tied: $\sum_k x_{jk}$."""
    return state.degrees[network, weighted][1][j]
