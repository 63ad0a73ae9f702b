"""Which acts a push touches: entries of the risk set, chosen by kind, sender and receiver."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from regimelab.codebook import KIND_NAMES
from regimelab.policy.known import ANY
from regimelab.policy.words import HOST, HOSTS
from regimelab.theory.risk_set import RiskSet
from regimelab.types import ActorFlags, EntryFlags, HostEntry


class Cast(NamedTuple):
    """Who can be named: actors, their classes, and who can act on whom."""

    actors: tuple[str, ...]
    classes: tuple[str, ...]
    risk: RiskSet


def touched(
    cast: Cast, kinds: Sequence[str], sender: str, receiver: str, hosts: Sequence[str] = ()
) -> EntryFlags:
    """Entries of these kinds from such a sender to such a receiver; either way round if symmetric.

    The first of ``hosts`` is the host; all of them are the hosts.
    """
    risk, first, second = cast.risk, _fitting(cast, sender, hosts), _fitting(cast, receiver, hosts)
    forth = first[risk.sender] & second[risk.receiver]
    back = first[risk.receiver] & second[risk.sender] & (risk.of_form("symmetric")[:, 0] > 0)
    return np.isin(risk.kind, [KIND_NAMES.index(kind) for kind in kinds]) & (forth | back)


def shared_out(
    cast: Cast, kinds: Sequence[str], sender: str, receiver: str, hosts: Sequence[str]
) -> HostEntry:
    """What each host gives of a lever's effect: all of it, or its share where an act lies between hosts."""
    orders = [[host, *(other for other in hosts if other != host)] for host in hosts]
    by_host = np.array([touched(cast, kinds, sender, receiver, order) for order in orders], dtype=float)
    return by_host / np.maximum(by_host.sum(axis=0, keepdims=True), 1.0)


def _fitting(cast: Cast, party: str, hosts: Sequence[str]) -> ActorFlags:
    if party == ANY:
        return np.ones(len(cast.actors), dtype=bool)
    named = {HOST: hosts[:1], HOSTS: hosts}.get(party, (party,))
    return np.isin(cast.actors, named) | np.isin(cast.classes, named)
