"""The structural risk set: which acts can occur at all between which actors."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from regimelab.admissible import admitted
from regimelab.codebook import KIND, KINDS, Form, Kind
from regimelab.types import ActorActor, EntryColumn, EntryIndex, KindColumn, PairEnds, SeatColumn, SeatIndex


class RiskSet(NamedTuple):
    """The entries (kind, sender, receiver) that can occur, sorted by kind, and their groups.

    A *seat* is an actor in the acts of one kind; ``seat_kind`` and ``seat_actor`` say whose. Groups
    number the seats of sender and receiver, the unordered pair, the pair by family of kinds, and
    the cell of kind by class of sender by class of receiver. ``reverse`` is the entry with the
    roles swapped, or one past the end. The two ends of a symmetric kind both act and receive.
    """

    kind: EntryIndex
    sender: EntryIndex
    receiver: EntryIndex
    reverse: EntryIndex
    pair: EntryIndex
    sender_seat: EntryIndex
    receiver_seat: EntryIndex
    pair_family: EntryIndex
    cell: EntryIndex
    pair_ends: PairEnds
    seat_kind: SeatIndex
    seat_actor: SeatIndex

    @property
    def size(self) -> int:
        """Number of entries."""
        return len(self.kind)

    def of_form(self, form: Form) -> EntryColumn:
        """One where the kind of an entry has a form."""
        return _is_of_form(form)[self.kind]

    def seats_of_form(self, form: Form) -> SeatColumn:
        """One where the kind of a seat has a form."""
        return _is_of_form(form)[self.seat_kind]


def _is_of_form(form: Form) -> KindColumn:
    return np.array([[kind.form == form] for kind in KINDS], dtype=np.float32)


def risk_set(
    actors: Sequence[str], classes: Sequence[str], kinds: Sequence[str], contiguous: ActorActor
) -> RiskSet:
    """List the entries of a region; a symmetric kind has one entry a pair, in the actors' order."""
    entries = [
        (k, i, j)
        for k, name in enumerate(kinds)
        for i in range(len(actors))
        for j in range(len(actors))
        if _belongs(KIND[name], i, j) and admitted(KIND[name], classes[i], classes[j], bool(contiguous[i, j]))
    ]
    return _with_groups(entries, classes, [KIND[name] for name in kinds])


def _belongs(kind: Kind, i: int, j: int) -> bool:
    if kind.form == "domestic":
        return i == j
    return i < j if kind.form == "symmetric" else i != j


def _with_groups(entries: list[tuple[int, int, int]], classes: Sequence[str], kinds: list[Kind]) -> RiskSet:
    place = {entry: index for index, entry in enumerate(entries)}
    ends = [(min(i, j), max(i, j)) for _, i, j in entries]
    seats = sorted({(k, i) for k, i, _ in entries} | {(k, j) for k, _, j in entries})
    return RiskSet(
        kind=np.array([k for k, _, _ in entries]),
        sender=np.array([i for _, i, _ in entries]),
        receiver=np.array([j for _, _, j in entries]),
        reverse=np.array(
            [place[k, j, i] if (k, j, i) in place and i != j else len(entries) for k, i, j in entries]
        ),
        pair=number(ends, list(dict.fromkeys(ends))),
        sender_seat=number([(k, i) for k, i, _ in entries], seats),
        receiver_seat=number([(k, j) for k, _, j in entries], seats),
        pair_family=_distinct(
            [(kinds[k].family, *end) for (k, _, _), end in zip(entries, ends, strict=True)]
        ),
        cell=_distinct([(k, classes[i], classes[j]) for k, i, j in entries]),
        pair_ends=np.array(list(dict.fromkeys(ends))),
        seat_kind=np.array([k for k, _ in seats]),
        seat_actor=np.array([i for _, i in seats]),
    )


def number(labels: Sequence[object], known: Sequence[object]) -> EntryIndex:
    """Place of each label among the known ones; one past the end for what is not there."""
    place = {label: i for i, label in enumerate(known)}
    return np.array([place.get(label, len(known)) for label in labels])


def _distinct(labels: Sequence[object]) -> EntryIndex:
    """Number labels in order of first appearance."""
    return number(labels, list(dict.fromkeys(labels)))
