"""Effects of past acts between the same actors: the endogenous mechanisms of relational event models.

Every memory m enters as m/(1 + m), written sigma(m): half of the effect at one remembered act. A
bounded statistic keeps rates bounded, so that simulated futures cannot run away.
"""

import jax.numpy as jnp

from regimelab.theory.effects.moment import Moment, at, saturate, two_ended
from regimelab.types import EntryColumns

ATTENTION = (
    60.0  # remembered acts at which attention is half saturated: assumed, about half a year of ten a month
)


def inertia(moment: Moment) -> EntryColumns:
    r"""Past acts of the same kind by the same sender to the same receiver: $\sigma(m_{kij})$."""
    return saturate(moment.memory.own)


def reciprocity(moment: Moment) -> EntryColumns:
    r"""Past acts of the same kind the other way: $\sigma(m_{kji})$."""
    return at(saturate(moment.memory.own), moment.risk.reverse)


def relation(moment: Moment) -> EntryColumns:
    r"""Past cooperative acts of any kind in the pair: $\sigma(c_{ij})$."""
    return at(saturate(moment.memory.relation), moment.risk.pair)


def animosity(moment: Moment) -> EntryColumns:
    r"""Past conflictual acts of any kind in the pair: $\sigma(d_{ij})$."""
    return at(saturate(moment.memory.animosity), moment.risk.pair)


def sender_activity(moment: Moment) -> EntryColumns:
    r"""Past acts of the kind by the sender: $\sigma(\sum_h m_{kih})$; the ends' mean if symmetric."""
    active = saturate(moment.memory.sender)
    both = at(active, moment.risk.sender_group) + at(active, moment.risk.partner_group)
    return both / (1.0 + two_ended(moment.risk))


def receiver_popularity(moment: Moment) -> EntryColumns:
    r"""Past acts of the kind to the receiver, by anyone: $\sigma(\sum_h m_{khj})$."""
    return at(saturate(moment.memory.receiver), moment.risk.receiver_group)


def volume(moment: Moment) -> EntryColumns:
    r"""All recent recorded acts: the chronicle's own attention, $\sigma(v/60)$."""
    return jnp.broadcast_to(saturate(moment.memory.volume / ATTENTION), moment.memory.own.shape)
