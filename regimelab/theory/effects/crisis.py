"""Effects of crises: at the receiver, of one's own, and next door."""

import jax.numpy as jnp

from regimelab.theory.effects.moment import Moment, at, at_receiving_end, saturate
from regimelab.types import EntryColumns


def crisis_receiver(moment: Moment) -> EntryColumns:
    r"""Recent crisis at the receiver, weighted by severity: $\sigma(q_j)$, both ends if symmetric."""
    return at_receiving_end(saturate(moment.memory.crisis), moment.risk)


def crisis_own(moment: Moment) -> EntryColumns:
    r"""Recent crisis of the sender: $\sigma(q_i)$."""
    return at(saturate(moment.memory.crisis), moment.risk.sender)


def crisis_neighbour(moment: Moment) -> EntryColumns:
    r"""Recent crisis in the members next to the sender, their mean: $\sigma(\bar q_{N(i)})$."""
    crisis = moment.memory.crisis
    around = jnp.asarray(moment.structure.neighbours, dtype=crisis.dtype) @ crisis
    return at(saturate(around), moment.risk.sender)


def transition_window(moment: Moment) -> EntryColumns:
    """Whether the receiver is handing over power; both ends if symmetric."""
    return at_receiving_end(moment.now.transition, moment.risk)
