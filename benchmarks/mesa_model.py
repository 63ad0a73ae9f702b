"""The same process as a Mesa model: an agent an actor, who draws its own acts in every step.

Rates and memories are the theory's own, compiled; Mesa keeps the agents, activates them and steps.
"""

from functools import partial
from importlib import import_module
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from regimelab.engine.forcing import Forcing
from regimelab.engine.month import log_rates_in, month_of
from regimelab.engine.simulate import CEILING, STEPS, Start
from regimelab.theory.memory import Memory, crises_of, forget, remember, traces
from regimelab.theory.model import Model

mesa: Any = import_module("mesa")  # not among the locked packages: pip install mesa


class Actor(mesa.Agent):
    """Does what its rates say."""

    def __init__(self, model: "Region", mine: np.ndarray) -> None:
        super().__init__(model)
        self.mine = mine

    def step(self) -> None:
        """Draw the acts of a step."""
        self.model.acts[self.mine] = self.model.chance.poisson(self.model.rates[self.mine] / STEPS)


class Region(mesa.Model):
    """One future of a region."""

    def __init__(self, theory: Model, start: Start, forcing: Forcing, seed: int) -> None:
        super().__init__(seed=seed)
        self.chance = np.random.default_rng(seed)
        self.acts, self.rates = np.zeros(theory.risk.size), np.zeros(theory.risk.size)
        self.counts = np.zeros(theory.risk.size)
        self.memory, self.begun = start.memory, (start, forcing)
        self.look, self.recall = _compiled(theory)
        for actor in range(len(theory.actors)):
            Actor(self, np.flatnonzero(theory.risk.sender == actor))

    def step(self) -> None:
        """Look at the past, act, remember."""
        moment = self.chance.random() / STEPS
        self.rates = np.asarray(self.look(*self.begun, self.memory, moment, int(self.steps / STEPS)))
        self.agents.shuffle_do("step")
        self.memory = self.recall(self.begun[0], self.memory, self.acts)
        self.counts += self.acts

    def run(self, months: int) -> np.ndarray:
        """Acts of each entry over some months."""
        for _ in range(months * STEPS):
            self.step()
        return self.counts


def _look(
    model: Model, start: Start, forcing: Forcing, memory: Memory, moment: float, month: int
) -> jax.Array:
    given = month_of(model, start.given, forcing, memory, jnp.asarray(month))
    seen = forget(memory, moment, start.given.half_lives)
    return jnp.exp(jnp.minimum(log_rates_in(given, model, start.given, seen), CEILING))[:, 0]


def _recall(model: Model, start: Start, memory: Memory, acts: jax.Array) -> Memory:
    counts = acts[:, None]
    crises = crises_of(counts, start.severity, model.risk, len(model.actors))
    return remember(forget(memory, 1 / STEPS, start.given.half_lives), traces(counts, crises, model.risk))


_KEPT: dict[int, tuple[Any, Any]] = {}


def _compiled(model: Model) -> tuple[Any, Any]:
    if id(model) not in _KEPT:
        _KEPT[id(model)] = jax.jit(partial(_look, model)), jax.jit(partial(_recall, model))
    return _KEPT[id(model)]
