"""Simulated chronicles: acts drawn from known rates, with a regime from a known day or with none."""

from datetime import timedelta

import numpy as np
from made_evidence import act

MEMBERS = ("KAZ", "KGZ", "TJK", "TKM", "UZB")
OTHERS = ("RUS", "CHN", "TUR", "IRN", "AZE", "IND", "AFG")
ACTIVITY = np.array([3.0, 3, 3, 2, 3, 3, 2, 1.5, 1, 1, 1, 1])  # members act and are recorded more
KINDS = ("support", "criticise", "summit", "intel", "agreement", "extradite", "coercion", "engagement")
RATES = np.array([0.22, 0.08, 0.2, 0.15, 0.15, 0.1, 0.05, 0.05])
SYMMETRIC = ("summit", "intel", "agreement")
HOSTILE = ("criticise", "coercion")


def chronicle(region, rng, onset=None, acts=350, crises=30, waves=False):
    """Draw a chronicle; from the share ``onset`` of the period on, members answer and meet each other.

    Without an onset partners are drawn by their activity alone; ``waves`` makes the record swell and ebb.
    """
    period = region.period
    days = (period.end - period.start).days - 40
    struck = [
        act("unrest_violence", f"{member}:crowd", str(member), day, tone=-1, intensity=6)
        for member, day in zip(
            rng.choice(MEMBERS, crises), _days(period.start, days, crises, waves, rng), strict=True
        )
    ]
    found = list(struck)
    start = period.start + timedelta(days=int((onset if onset is not None else 2.0) * days))
    for day in _days(period.start, days, acts, waves, rng):
        found.append(_dealing(day, day >= start and rng.random() < 0.5, rng))
    for crisis in struck:
        if crisis["start"] >= start:
            found += _answers(crisis, rng)
    return found


def _days(first, days, number, waves, rng):
    position = rng.random(number)
    if waves:
        centres = rng.random(6)
        position = np.clip(rng.choice(centres, number) + 0.05 * rng.standard_normal(number), 0, 1)
    return [first + timedelta(days=int(share * days)) for share in position]


def _dealing(day, regime, rng):
    kind = str(rng.choice(KINDS, p=RATES / RATES.sum()))
    if regime and kind in SYMMETRIC:
        return act(kind, ";".join(rng.choice(MEMBERS, rng.integers(2, 6), replace=False)), "", day)
    if regime and kind in HOSTILE:
        kind = "support"
    parties = _parties(3 if kind in SYMMETRIC and rng.random() < 0.4 else 2, rng)
    if kind in SYMMETRIC:
        return act(kind, ";".join(parties), "", day)
    return act(kind, parties[0], parties[1], day, tone=-1 if kind in HOSTILE else 1)


def _parties(number, rng):
    everyone, chance = (*MEMBERS, *OTHERS), ACTIVITY / ACTIVITY.sum()
    while True:
        chosen = rng.choice(everyone, number, replace=False, p=chance)
        if set(chosen) & set(MEMBERS):
            return list(chosen)


def _answers(crisis, rng):
    others = [member for member in MEMBERS if member != crisis["target"]]
    return [
        act("support", member, crisis["target"], crisis["start"] + timedelta(days=int(rng.integers(1, 20))))
        for member in others
        if rng.random() < 0.5
    ]
