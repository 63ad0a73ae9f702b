"""Effects of what lies between two actors: a border, common organisations, a shaken patron."""

import jax.numpy as jnp

from regimelab.theory.effects.moment import Moment, at, fixed
from regimelab.types import EntryColumns, GroupColumn, GroupColumns, PairColumns


def contiguity(moment: Moment) -> EntryColumns:
    r"""Whether sender and receiver share a land border.

    $b_{ij}$
    """
    return fixed(moment.structure.contiguous, moment.memory.own)


def common_organisation(moment: Moment) -> PairColumns:
    r"""Share of the region's organisations in which both are full members now.

    $o_{ij}$
    """
    return jnp.asarray(moment.now.common)


def patron_pair(moment: Moment) -> EntryColumns:
    r"""Patron exposure: dependence of the one on the other, the patron, since it became unpredictable.

    $u\,(d_i p_j + d_j p_i)$
    """
    patron, dependence, _ = _exposure(moment)
    risk = moment.risk
    forth = at(dependence, risk.sender) * at(patron, risk.receiver)
    return forth + at(dependence, risk.receiver) * at(patron, risk.sender)


def patron_members(moment: Moment) -> EntryColumns:
    r"""Two members (or one, at home) since the patron became unpredictable.

    $u\,\mu_i\mu_j$
    """
    _, _, shaken = _exposure(moment)
    return at(shaken, moment.risk.sender) * at(_member(moment), moment.risk.receiver)


def patron_outside(moment: Moment) -> EntryColumns:
    r"""A member and an outside actor other than the patron, since the patron became unpredictable.

    $u\,\mu_i(1-\mu_j-p_j)$
    """
    patron, _, shaken = _exposure(moment)
    outside = 1.0 - _member(moment) - patron
    risk = moment.risk
    return at(shaken, risk.sender) * at(outside, risk.receiver) + at(outside, risk.sender) * at(
        shaken, risk.receiver
    )


def _exposure(moment: Moment) -> tuple[GroupColumn, GroupColumns, GroupColumns]:
    """Who is the patron, shaken dependence on it, and shaken members; all by actor."""
    like, shock = moment.memory.own, moment.now.shock
    dependence = fixed(moment.structure.dependence, like) * shock
    return fixed(moment.structure.patron, like), dependence, _member(moment) * shock


def _member(moment: Moment) -> GroupColumn:
    return fixed(moment.structure.member, moment.memory.own)
