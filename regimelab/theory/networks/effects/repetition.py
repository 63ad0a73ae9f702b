"""What a pair did before: inertia, ties, reciprocity."""

from regimelab.theory.networks.effect import chosen
from regimelab.theory.networks.state import State
from regimelab.types import Places, PlaceValues


def tie(state: State, i: Places, j: Places, network: str, weighted: bool = False) -> PlaceValues:
    r"""Whether the sender is tied to the receiver, or how strongly: $x_{ij}$.

    Source: Stadtfeld & Block (2017), Sociological Science 4, 318.
    """
    return chosen(state, network, weighted)[i, j]


def reciprocity(state: State, i: Places, j: Places, network: str, weighted: bool = False) -> PlaceValues:
    r"""Whether the receiver is tied to the sender: $x_{ji}$.

    Source: Butts (2008), Sociological Methodology 38, 155.
    """
    return chosen(state, network, weighted)[j, i]
