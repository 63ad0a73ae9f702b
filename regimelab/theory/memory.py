"""What the history leaves behind: decaying memories of past acts, by entry, pair, actor and kind."""

from typing import NamedTuple

import jax
import jax.numpy as jnp
import numpy as np

from regimelab.codebook import CRISIS_KINDS, KINDS
from regimelab.theory.risk_set import RiskSet
from regimelab.types import (
    ActorColumns,
    Columns,
    EntryColumn,
    EntryColumns,
    GroupColumns,
    OneRow,
    PairColumns,
    PerEntry,
    Scalar,
    SeatColumns,
)

HALF_LIVES: tuple[str, ...] = ("inertia", "relation", "activity", "crisis", "volume")


class HalfLives(NamedTuple):
    """Months after which a memory has halved, one row a future."""

    inertia: Columns
    relation: Columns
    activity: Columns
    crisis: Columns
    volume: Columns


class Memory(NamedTuple):
    """Decayed sums of past acts, in acts; futures on the last axis.

    ``own`` is by entry, ``relation`` and ``animosity`` by pair (cooperative and conflictual
    acts of any kind), ``sender`` and ``receiver`` by seat (acts done and acts received), ``crisis``
    by actor in acts weighted by severity, ``volume`` all recorded acts together.
    """

    own: EntryColumns
    relation: PairColumns
    animosity: PairColumns
    sender: SeatColumns
    receiver: SeatColumns
    crisis: ActorColumns
    volume: OneRow


def forget(memory: Memory, months: Scalar, half_lives: HalfLives) -> Memory:
    r"""Let every memory decay for some months: $m \mapsto m\,2^{-\Delta/h}$."""
    own, relation, activity, crisis, volume = (
        jnp.exp2(-months / half_life)[None, :] for half_life in half_lives
    )
    return Memory(
        memory.own * own,
        memory.relation * relation,
        memory.animosity * relation,
        memory.sender * activity,
        memory.receiver * activity,
        memory.crisis * crisis,
        memory.volume * volume,
    )


def traces(counts: EntryColumns, crises: ActorColumns, risk: RiskSet) -> Memory:
    """What new acts add to each memory; an act between two actors counts for both ends of a pair."""
    cooperative, conflictual = (_of_family(risk, family) for family in ("cooperative", "conflictual"))
    pairs, seats = len(risk.pair_ends), len(risk.seat_kind)
    received = _total(counts * risk.of_form("dyadic"), risk.receiver_seat, seats)
    other_end = _total(counts * risk.of_form("symmetric"), risk.receiver_seat, seats)
    return Memory(
        own=counts,
        relation=_total(counts * cooperative, risk.pair, pairs),
        animosity=_total(counts * conflictual, risk.pair, pairs),
        sender=_total(counts, risk.sender_seat, seats) + other_end,
        receiver=received,
        crisis=crises,
        volume=jnp.sum(counts, axis=0, keepdims=True),
    )


def remember(memory: Memory, new: Memory) -> Memory:
    """Add new traces to old ones."""
    return Memory(*(old + fresh for old, fresh in zip(memory, new, strict=True)))


def blank(risk: RiskSet, actors: int, futures: int) -> Memory:
    """No past at all."""
    counts = jnp.zeros((risk.size, futures))
    return traces(counts, jnp.zeros((actors, futures)), risk)


def crises_of(counts: EntryColumns, severity: PerEntry, risk: RiskSet, actors: int) -> ActorColumns:
    """Crisis that acts leave at their actors: acts of the crisis kinds, weighted by severity in [0, 1]."""
    weighted = counts * (severity * is_crisis(risk))[:, None].astype(counts.dtype)
    at_receiver = jax.ops.segment_sum(weighted, risk.receiver, actors)
    other_end = weighted * (risk.sender != risk.receiver)[:, None].astype(np.float32)
    return at_receiver + jax.ops.segment_sum(other_end, risk.sender, actors)


def is_crisis(risk: RiskSet) -> PerEntry:
    """One where the kind of an entry makes a crisis."""
    return np.isin(risk.kind, [i for i, kind in enumerate(KINDS) if kind.name in CRISIS_KINDS]).astype(
        np.float32
    )


def _of_family(risk: RiskSet, family: str) -> EntryColumn:
    member = np.array([kind.family == family for kind in KINDS], dtype=np.float32)
    return member[risk.kind][:, None]


def _total(counts: EntryColumns, group: np.ndarray, size: int) -> GroupColumns:
    return jax.ops.segment_sum(counts, group, size)
