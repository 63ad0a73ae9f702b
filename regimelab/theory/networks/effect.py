"""What an effect of a network is: a statistic of pairs, and which pairs one change can touch."""

from collections.abc import Callable
from typing import Literal, NamedTuple

import numpy as np

from regimelab.theory.networks.state import State
from regimelab.types import Places, PlaceValues

Statistic = Callable[..., PlaceValues]
Needs = Literal["network", "networks", "attribute", "series", "nothing"]

# Where a change from a to b can be felt, as rows (a pair's sender) and columns (its receiver).
PAIR, ROW_A, ROW_B, COL_A, COL_B, ALL = "pair", "row a", "row b", "col a", "col b", "all"


class NetworkEffect(NamedTuple):
    """One effect: its name in a specification, its statistic and where a change can be felt.

    ``statistic(state, i, j, *names, weighted)`` gives the values of the pairs (i, j), one a place.
    ``reach`` lists, for each network or attribute that it needs, where a change of it is felt.
    ``end`` tells whether the statistic belongs to a pair, to its sender or to its receiver.
    """

    name: str
    statistic: Statistic
    needs: Needs
    reach: tuple[tuple[str, ...], ...]
    meaning: str
    formula: str
    source: str
    end: Literal["pair", "either"] = "pair"
    aliases: tuple[str, ...] = ()


def touched(reach: tuple[str, ...], actors: int, a: int, b: int) -> tuple[Places, Places]:
    """List the pairs that a change from a to b can touch."""
    everyone = np.arange(actors)
    if ALL in reach:
        i, j = np.divmod(np.arange(actors * actors), actors)
        return i, j
    senders, receivers = [], []
    for place in reach:
        if place == PAIR:
            senders.append(np.array([a, b]))
            receivers.append(np.array([b, a]))
            continue
        actor = a if place.endswith("a") else b
        own = np.full(actors, actor)
        row = place.startswith("row")
        senders.append(own if row else everyone)
        receivers.append(everyone if row else own)
    return np.concatenate(senders), np.concatenate(receivers)


def chosen(state: State, network: str, weighted: bool) -> np.ndarray:
    """Take a network's weights, or whether there is a tie."""
    return state.weight[network] if weighted else state.tie[network]
