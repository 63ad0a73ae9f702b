"""A term of a model: one effect put to the networks and attributes that it names, or a product of such."""

from typing import NamedTuple

from regimelab.theory.networks.effect import NetworkEffect
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

    @property
    def is_intercept(self) -> bool:
        """Whether it is the base rate, however it was written."""
        return len(self.factors) == 1 and self.factors[0].effect.needs == "nothing"

    def values(self, state: State, i: Places, j: Places) -> PlaceValues:
        """Give the term's value for the pairs (i, j)."""
        found = self.factors[0].values(state, i, j)
        for factor in self.factors[1:]:
            found = found * factor.values(state, i, j)
        return found

    def reach(self, name: str, tie_moved: bool = True) -> tuple[str, ...]:
        """Tell where a change of a network, an attribute or a series is felt; nowhere if it is not named.

        Where no tie came or went, only what counts weights can feel it.
        """
        places = (
            place
            for factor in self.factors
            if tie_moved or factor.weighted
            for own, reach in zip(factor.names, factor.effect.reach, strict=True)
            if own == name
            for place in reach
        )
        return tuple(dict.fromkeys(places))
