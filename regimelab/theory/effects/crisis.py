"""Effects of crises: at the receiver, of one's own, and next door; and of handing over power."""

import jax.numpy as jnp

from regimelab.theory.effects.moment import Moment, at, saturate
from regimelab.types import SeatColumns


def crisis_receiver(moment: Moment) -> SeatColumns:
    r"""Recent crisis at the receiver, weighted by severity.

    $\sigma(q_j)$
    """
    return at(saturate(moment.memory.crisis), moment.risk.seat_actor)


def crisis_own(moment: Moment) -> SeatColumns:
    r"""Recent crisis of the sender.

    $\sigma(q_i)$
    """
    return at(saturate(moment.memory.crisis), moment.risk.seat_actor)


def crisis_neighbour(moment: Moment) -> SeatColumns:
    r"""Recent crisis in the members next to the sender, their mean.

    $\sigma(\bar q_{N(i)})$
    """
    crisis = moment.memory.crisis
    around = jnp.asarray(moment.structure.neighbours, dtype=crisis.dtype) @ crisis
    return at(saturate(around), moment.risk.seat_actor)


def transition_window(moment: Moment) -> SeatColumns:
    r"""Whether the receiver is handing over power.

    $w_j$
    """
    return at(jnp.asarray(moment.now.transition), moment.risk.seat_actor)
