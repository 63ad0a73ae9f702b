"""Exposure to reporting: the attention of the record comes in waves, and the week has its rhythm.

Neither is a cause of acts. Both raise or lower what will be recorded, and both are known when a
forecast is made; the rates of the theory are multiplied by them.
"""

from datetime import date
from typing import NamedTuple

import numpy as np

from regimelab.codebook import DAYS_PER_MONTH, KINDS
from regimelab.fit.grid import Grid
from regimelab.theory.parameters import FAMILIES, family_of
from regimelab.theory.risk_set import RiskSet
from regimelab.types import EntryTime, GroupEntry, GroupTime, KindTwo, PerGroup, PerTime, TimeFlags

WEIGHT = 4.0  # acts: attention varies by a half of its mean, the width of the theory's open priors
WEEKEND = 2.0 / 7.0  # of the days
MONTH_OF_ACTS = 10.0  # acts behind the share of weekends that a family or a kind starts from: assumed
SATURDAY = 5
FAMILY = np.array([FAMILIES.index(family_of(kind.name)) for kind in KINDS])


class Seen(NamedTuple):
    """Intervals in order: their lengths in months, acts that had ended in them, and acts expected."""

    exposure: PerTime
    recalled: EntryTime
    expected: EntryTime


class Level(NamedTuple):
    """Acts recorded and expected of late by the groups of one level, and what each entry takes of them."""

    members: GroupEntry
    recorded: PerGroup
    expected: PerGroup

    @property
    def taken(self) -> GroupEntry:
        """Share of each group's factor in each entry's: a pair takes the mean of its two actors."""
        return self.members / np.sum(self.members, axis=0, keepdims=True)

    @property
    def log_factor(self) -> PerGroup:
        r"""Log of the mean of attention, $(w+\\sum y)/(w+\\sum\\lambda)$ over what is remembered."""
        return np.log((WEIGHT + self.recorded) / (WEIGHT + self.expected))

    def after(self, months: float, half_life: float) -> "Level":
        """The level when nothing is recorded or expected for some months: attention goes back to its mean."""
        left = 0.5 ** (months / half_life)
        return self._replace(recorded=self.recorded * left, expected=self.expected * left)


def levels(risk: RiskSet, actors: int) -> tuple[Level, ...]:
    """Attention to the region, to each family of kinds, and to each actor; nothing seen yet."""
    family = np.eye(len(FAMILIES))[:, FAMILY[risk.kind]]
    ends = np.maximum(np.eye(actors)[:, risk.sender], np.eye(actors)[:, risk.receiver])
    blank = (np.ones((1, risk.size)), family, ends)
    return tuple(Level(members, np.zeros(len(members)), np.zeros(len(members))) for members in blank)


def attention(risk: RiskSet, actors: int, seen: Seen, half_life: float) -> EntryTime:
    r"""Log factor of attention in each interval, from what ended before it.

    Attention of a level is gamma distributed around one; acts are Poisson, and what was recorded
    and expected is forgotten with a half-life, so that attention may wander. Each level is held
    against what the levels before it expect.

    Source: Harvey & Fernandes (1989), Journal of Business & Economic Statistics 7, 407.
    """
    total = np.zeros(seen.expected.shape)
    for level in levels(risk, actors):
        expected = level.members @ (seen.expected * np.exp(total))
        path = _filtered(level, level.members @ seen.recalled, expected, seen.exposure, half_life)
        total = total + level.taken.T @ path
    return total


def weekends(laid: Grid, origin: date) -> TimeFlags:
    """Whether each interval, a day, is a Saturday or a Sunday."""
    day = np.round(laid.start * DAYS_PER_MONTH).astype(int)
    return (day + origin.weekday()) % 7 >= SATURDAY


def week(risk: RiskSet, counts: EntryTime, weekend: TimeFlags) -> KindTwo:
    """Log factor of a kind on a working day and at a weekend: governments act on working days.

    ``counts`` are the acts known of each day. The share of weekends of a kind is shrunk to that of
    its family, and that to two days in seven.
    """
    acts, late = (np.bincount(risk.kind, one, len(KINDS)) for one in (counts.sum(axis=1), counts @ weekend))
    of_family = [np.bincount(FAMILY, one, len(FAMILIES)) for one in (acts, late)]
    family = (of_family[1] + WEEKEND * MONTH_OF_ACTS) / (of_family[0] + MONTH_OF_ACTS)
    share = (late + family[FAMILY] * MONTH_OF_ACTS) / (acts + MONTH_OF_ACTS)
    return np.log(np.stack([(1.0 - share) / (1.0 - WEEKEND), share / WEEKEND], axis=1))


def _filtered(
    level: Level, recorded: GroupTime, expected: GroupTime, exposure: PerTime, half_life: float
) -> GroupTime:
    path = np.zeros(recorded.shape)
    for time in range(recorded.shape[1]):
        path[:, time] = level.log_factor
        grown = level._replace(
            recorded=level.recorded + recorded[:, time], expected=level.expected + expected[:, time]
        )
        level = grown.after(float(exposure[time]), half_life)
    return path
