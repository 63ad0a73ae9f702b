"""What is given from outside the process at each time: windows, shocks and organisations."""

from typing import NamedTuple

import numpy as np

from regimelab.history import History, Spells
from regimelab.theory.risk_set import RiskSet
from regimelab.types import ActorActor, ActorTime, OneTime, PairTime, PerActor, PerEntry, PerTime, SpellTime


class Structure(NamedTuple):
    """What does not change: borders, who is the patron, dependence on it, who is a member."""

    contiguous: PerEntry
    neighbours: ActorActor
    patron: PerActor
    dependence: PerActor
    member: PerActor


class Covariates(NamedTuple):
    """What changes with time, on the last axis: open transitions, the patron's unpredictability,
    common organisations as a share of the region's, log exposure to reporting.
    """

    transition: ActorTime
    shock: OneTime
    common: PairTime
    reporting: ActorTime


def structure(history: History, risk: RiskSet) -> Structure:
    """Read the fixed structure of a region; each row of ``neighbours`` sums to one, or to zero."""
    size = len(history.actors)
    member = np.array([role == "member" for role in history.classes], dtype=float)
    borders = history.contiguous * member[None, :]
    degree = borders.sum(axis=1, keepdims=True)
    return Structure(
        contiguous=history.contiguous[risk.sender, risk.receiver],
        neighbours=borders / np.where(degree > 0, degree, 1.0),
        patron=np.eye(size)[history.patron],
        dependence=history.dependence,
        member=member,
    )


def covariates(history: History, risk: RiskSet, times: PerTime) -> Covariates:
    """Values that hold from each time on, in months since the origin."""
    actors, organisations = len(history.actors), len(history.organisations)
    belongs = _open(history.memberships, times, actors, organisations)
    first, second = risk.pair_ends.T
    shared = (belongs[first] * belongs[second]).sum(axis=1)
    windows = _open(history.transitions, times, actors, 1 + int(history.transitions.group.max(initial=0)))
    return Covariates(
        transition=windows.max(axis=1),
        shock=(times >= history.shock).astype(float)[None, :],
        common=np.where((first == second)[:, None], 0.0, shared) / max(organisations, 1),
        reporting=_reporting(history, times),
    )


def _reporting(history: History, times: PerTime) -> ActorTime:
    """Log exposure to reporting at each time; after the last stretch that is known, as in that one."""
    if not len(history.reported_until):
        return np.zeros((len(history.actors), len(times)))
    stretch = np.searchsorted(history.reported_until, times, side="right")
    return np.log(history.reporting[:, np.minimum(stretch, len(history.reported_until) - 1)])


def _open(spells: Spells, times: PerTime, actors: int, groups: int) -> SpellTime:
    """One where an actor's spell of a group is open at a time."""
    held = np.zeros((actors, groups, len(times)))
    for actor, group, start, end in zip(spells.actor, spells.group, spells.start, spells.end, strict=True):
        held[actor, group, (times >= start) & (times < end)] = 1.0
    return held
