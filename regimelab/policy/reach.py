"""Which acts a push touches: entries of the risk set, chosen by kind, sender and receiver."""

from collections.abc import Sequence
from functools import lru_cache
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
    risk, known = cast.risk, (cast.actors, cast.classes)
    first, second = (_fitting(*known, party, tuple(hosts)) for party in (sender, receiver))
    forth = first[risk.sender] & second[risk.receiver]
    back = first[risk.receiver] & second[risk.sender] & (risk.of_form("symmetric")[:, 0] > 0)
    of_kinds = np.zeros(len(KIND_NAMES), dtype=bool)
    of_kinds[[KIND_NAMES.index(kind) for kind in kinds]] = True
    return of_kinds[risk.kind] & (forth | back)


def shared_out(
    cast: Cast, kinds: Sequence[str], sender: str, receiver: str, hosts: Sequence[str]
) -> HostEntry:
    """What each host gives of a lever's effect: all of it, or its share where an act lies between hosts."""
    orders = [[host, *(other for other in hosts if other != host)] for host in hosts]
    by_host = np.array([touched(cast, kinds, sender, receiver, order) for order in orders], dtype=float)
    return by_host / np.maximum(by_host.sum(axis=0, keepdims=True), 1.0)


@lru_cache(maxsize=4096)
def _fitting(
    actors: tuple[str, ...], classes: tuple[str, ...], party: str, hosts: tuple[str, ...]
) -> ActorFlags:
    """Actors that a party means; asked for again and again, so answers are kept, and not to be changed."""
    named = {HOST: hosts[:1], HOSTS: hosts}.get(party, (party,))
    found = np.isin(actors, named) | np.isin(classes, named) | (party == ANY)
    found.flags.writeable = False
    return found
