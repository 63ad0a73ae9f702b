"""Effects of past acts between the same actors: the endogenous mechanisms of relational event models.

Every memory m enters as m/(1 + m), written sigma(m): half of the effect at one remembered act. A
bounded statistic keeps rates bounded, so that simulated futures cannot run away. The two ends of a
symmetric kind are senders and receivers both; what belongs to either is the mean of the two.
"""

import jax.numpy as jnp

from regimelab.theory.effects.moment import Moment, at, saturate
from regimelab.types import EntryColumns, PairColumns, SeatColumns

ATTENTION = (
    60.0  # remembered acts at which attention is half saturated: assumed, about half a year of ten a month
)


def inertia(moment: Moment) -> EntryColumns:
    r"""Past acts of the same kind by the same sender to the same receiver.

    $\sigma(m_{kij})$
    """
    return saturate(moment.memory.own)


def reciprocity(moment: Moment) -> EntryColumns:
    r"""Past acts of the same kind the other way.

    $\sigma(m_{kji})$
    """
    return at(saturate(moment.memory.own), moment.risk.reverse)


def relation(moment: Moment) -> PairColumns:
    r"""Past cooperative acts of any kind in the pair.

    $\sigma(c_{ij})$
    """
    return saturate(moment.memory.relation)


def animosity(moment: Moment) -> PairColumns:
    r"""Past conflictual acts of any kind in the pair.

    $\sigma(d_{ij})$
    """
    return saturate(moment.memory.animosity)


def sender_activity(moment: Moment) -> SeatColumns:
    r"""Past acts of the kind by the sender, to anyone.

    $\sigma(\sum_h m_{kih})$
    """
    return saturate(moment.memory.sender)


def receiver_popularity(moment: Moment) -> SeatColumns:
    r"""Past acts of the kind to the receiver, by anyone.

    $\sigma(\sum_h m_{khj})$
    """
    return saturate(moment.memory.receiver)


def volume(moment: Moment) -> SeatColumns:
    r"""All recent recorded acts: the chronicle's own attention.

    $\sigma(v/60)$
    """
    return jnp.broadcast_to(saturate(moment.memory.volume / ATTENTION), moment.memory.sender.shape)
