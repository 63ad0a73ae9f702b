"""The state of a history at one moment: who is tied to whom, what actors are like, who is there."""

from dataclasses import dataclass, field

import numpy as np

from regimelab.types import ActorFlags, ActorSquare, PerActor


@dataclass
class State:
    """Networks, attributes and presence at one moment; changed in place as the history goes by.

    ``weight`` holds a network's weights, sender by receiver; ``tie`` is one where a weight is above
    zero; ``degrees`` their sums over senders and over receivers, by network and whether weighted.
    Nobody is tied to itself. ``attribute`` holds one number an actor, ``series`` one number
    for everybody; not-a-number is unknown.
    """

    actors: int
    weight: dict[str, ActorSquare] = field(default_factory=dict[str, ActorSquare])
    tie: dict[str, ActorSquare] = field(default_factory=dict[str, ActorSquare])
    degrees: dict[tuple[str, bool], tuple[PerActor, PerActor]] = field(
        default_factory=dict[tuple[str, bool], tuple[PerActor, PerActor]]
    )
    attribute: dict[str, PerActor] = field(default_factory=dict[str, PerActor])
    series: dict[str, float] = field(default_factory=dict[str, float])
    present: ActorFlags = field(default_factory=lambda: np.ones(0, dtype=bool))

    @classmethod
    def empty(cls, actors: int) -> "State":
        """Begin with everybody present and nothing else."""
        return cls(actors, present=np.ones(actors, dtype=bool))

    def add_network(self, name: str, weight: ActorSquare | None = None) -> None:
        """Add a network, without ties or with those given."""
        start = np.zeros((self.actors, self.actors)) if weight is None else weight.astype(float)
        np.fill_diagonal(start, 0.0)
        self.weight[name] = start
        self.tie[name] = (start > 0).astype(float)
        for weighted, values in ((True, start), (False, self.tie[name])):
            self.degrees[name, weighted] = (values.sum(axis=0), values.sum(axis=1))

    def set_weight(self, network: str, sender: int, receiver: int, value: float) -> bool:
        """Set one weight; tell whether a tie came or went by it."""
        moved = (self.weight[network][sender, receiver] > 0) != (value > 0)
        for weighted, values, new in (
            (True, self.weight[network], value),
            (False, self.tie[network], float(value > 0)),
        ):
            indegree, outdegree = self.degrees[network, weighted]
            indegree[receiver] += new - values[sender, receiver]
            outdegree[sender] += new - values[sender, receiver]
            values[sender, receiver] = new
        return bool(moved)

    def fade(self, network: str, share: float) -> None:
        """Leave only a share of every weight of a network."""
        self.weight[network] *= share
        for degrees in self.degrees[network, True]:
            degrees *= share
