"""A term of a model: one effect put to the networks and attributes that it names, or a product of such."""

from typing import NamedTuple

import numpy as np

from regimelab.theory.networks.effect import NetworkEffect, touched
from regimelab.theory.networks.state import State
from regimelab.types import Places, PlaceValues


class Factor(NamedTuple):
    """An effect with the names it is put to; ``weighted`` counts weights instead of ties."""

    effect: NetworkEffect
    names: tuple[str, ...]
    weighted: bool = False

    def values(self, state: State, i: Places, j: Places) -> PlaceValues:
        """Give the statistic of the pairs (i, j)."""
        if self.effect.needs in ("network", "networks"):
            return self.effect.statistic(state, i, j, *self.names, self.weighted)
        return self.effect.statistic(state, i, j, *self.names)


class Term(NamedTuple):
    """A term as it was written, and its factors: one, or several that are multiplied."""

    label: str
    factors: tuple[Factor, ...]

    def values(self, state: State, i: Places, j: Places) -> PlaceValues:
        """Give the term's value for the pairs (i, j)."""
        found = self.factors[0].values(state, i, j)
        for factor in self.factors[1:]:
            found = found * factor.values(state, i, j)
        return found

    def reach(self, name: str) -> tuple[str, ...]:
        """Tell where a change of a network, an attribute or a series is felt; nowhere if it is not named."""
        places = (
            place
            for factor in self.factors
            for own, reach in zip(factor.names, factor.effect.reach, strict=True)
            if own == name
            for place in reach
        )
        return tuple(dict.fromkeys(places))

    def touched(self, name: str, actors: int, a: int, b: int) -> tuple[Places, Places]:
        """List the pairs whose value a change of ``name`` from a to b can move."""
        reach = self.reach(name)
        none = np.empty(0, dtype=int)
        return touched(reach, actors, a, b) if reach else (none, none)
