"""What an effect of a network is: a statistic of pairs, and which pairs one change can touch."""

from collections.abc import Callable
from typing import Literal, NamedTuple

import numpy as np

from regimelab.theory.networks.state import State
from regimelab.types import PlaceValues

Statistic = Callable[..., PlaceValues]
Needs = Literal["network", "networks", "attribute", "series", "nothing"]

# Where a change from a to b can be felt, as rows (a pair's sender) and columns (its receiver).
PAIR, ROW_A, ROW_B, COL_A, COL_B, ALL = "pair", "row a", "row b", "col a", "col b", "all"


class NetworkEffect(NamedTuple):
    """One effect: its name in a specification, its statistic and where a change can be felt.

    ``statistic(state, i, j, *names, weighted)`` gives the values of the pairs (i, j), one a place.
    ``reach`` lists, for each network or attribute that it needs, where a change of it is felt.
    """

    name: str
    statistic: Statistic
    needs: Needs
    reach: tuple[tuple[str, ...], ...]
    meaning: str
    formula: str
    source: str


def touched(place: str, actors: int, a: int, b: int) -> slice | np.ndarray:
    """List the pairs that a change from a to b touches at a place; pairs are numbered sender by receiver."""
    if place == ALL:
        return slice(None)
    if place == PAIR:
        return np.array([a * actors + b, b * actors + a])
    actor = a if place.endswith("a") else b
    return (
        slice(actor * actors, (actor + 1) * actors) if place.startswith("row") else slice(actor, None, actors)
    )


def chosen(state: State, network: str, weighted: bool) -> np.ndarray:
    """Take a network's weights, or whether there is a tie."""
    return state.weight[network] if weighted else state.tie[network]
