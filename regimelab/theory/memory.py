"""What the history leaves behind: decaying memories of past acts, by entry, pair, actor and kind."""

from typing import NamedTuple

import jax.numpy as jnp
import numpy as np

from regimelab.codebook import CRISIS_KINDS, KINDS
from regimelab.theory.device import kept, sum_by
from regimelab.theory.risk_set import RiskSet
from regimelab.types import (
    ActorColumns,
    Columns,
    EntryColumns,
    EntryFlags,
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


def forget(memory: Memory, months: Scalar | Columns, half_lives: HalfLives) -> Memory:
    r"""Let every memory decay for some months: $m \mapsto m\,2^{-\Delta/h}$."""
    left = jnp.exp2(jnp.stack([-months / half_life for half_life in half_lives]))
    own, relation, activity, crisis, volume = kept(left)[:, None]
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
    dyadic, symmetric = (risk.of_form(form)[:, 0] > 0 for form in ("dyadic", "symmetric"))
    pairs, seats = len(risk.pair_ends), len(risk.seat_kind)
    return Memory(
        own=counts,
        relation=_total(counts, risk.pair, pairs, cooperative),
        animosity=_total(counts, risk.pair, pairs, conflictual),
        sender=sum_by(counts, risk.sender_seat, seats) + _total(counts, risk.receiver_seat, seats, symmetric),
        receiver=_total(counts, risk.receiver_seat, seats, dyadic),
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
    some = np.flatnonzero(is_crisis(risk))
    sender, receiver = risk.sender[some], risk.receiver[some]
    weighted = counts[some] * jnp.asarray(severity, dtype=counts.dtype)[some, None]
    at_receiver = sum_by(weighted, receiver, actors)
    return at_receiver + _total(weighted, sender, actors, sender != receiver)


def is_crisis(risk: RiskSet) -> PerEntry:
    """One where the kind of an entry makes a crisis."""
    return np.isin(risk.kind, [i for i, kind in enumerate(KINDS) if kind.name in CRISIS_KINDS]).astype(
        np.float32
    )


def _of_family(risk: RiskSet, family: str) -> EntryFlags:
    return np.array([kind.family == family for kind in KINDS])[risk.kind]


def _total(counts: EntryColumns, group: np.ndarray, size: int, among: EntryFlags) -> GroupColumns:
    """Sum the chosen rows by group."""
    return sum_by(counts, np.where(among, group, size), size)
