"""Answers to crises the world over: do autocracies blame an autocracy in trouble less than democracies do?"""

from collections.abc import Iterable
from typing import NamedTuple

from regimelab.claims.claim import Found, Reading
from regimelab.claims.world.record import (
    REGIME,
    Months,
    autocracies,
    event_months,
    held,
    lacking,
    month_of,
    yearly,
)
from regimelab.claims.world.words import BLAME, EVENTS
from regimelab.evidence.outside import Outside
from regimelab.measures.posterior import Posterior, difference, probability_greater
from regimelab.measures.result import estimated
from regimelab.measures.share import clustered_share, tally

NEEDED = ("icews", "mass_mobilization", "vdem")
METHOD = (
    "world: acts of other states towards an autocracy in the month of a violent protest or an attempted coup "
    "in it and in the month after, in event data: share that blames, rejects, threatens or sanctions, of "
    "autocracies and of democracies; acts towards one state in one month are alike; and the rise of that "
    "share over other months, which takes out who blames at all times"
)


class Answer(NamedTuple):
    """One act towards an autocracy: to whom and when, by whom, in a crisis or not, and whether it blames."""

    place: tuple[str, int]
    autocracy: bool
    crisis: bool
    blames: bool


def look(outside: Outside | None) -> Found:
    """Compare blame by autocracies with blame by democracies, in crises and beyond their habits."""
    missing = lacking(outside, *NEEDED)
    if outside is None or not held(outside, "vdem") or not held(outside, *EVENTS):
        return Found(lacking=missing)
    found = answers(outside)
    if not all(any(a.crisis and a.autocracy == side for a in found) for side in (True, False)):
        return Found(lacking=missing)
    shares = {
        (side, crisis): _share(a for a in found if (a.autocracy, a.crisis) == (side, crisis))
        for side in (True, False)
        for crisis in (True, False)
    }
    fellows, others = shares[True, True], shares[False, True]
    rises = [difference(shares[side, True], shares[side, False]) for side in (False, True)]
    readings = (
        Reading(
            "world: autocracies blame in less than half of their answers", 1 - fellows.probability_above(0.5)
        ),
        Reading(
            "world: democracies blame more, in crises of autocracies", probability_greater(others, fellows)
        ),
        Reading("world: democracies' blame rises more in crises", probability_greater(*rises)),
    )
    sources = held(outside, "mass_mobilization", "powell_thyne", "vdem", *EVENTS)
    unit = "difference of shares that blame, crises of the world's autocracies (democracies less autocracies)"
    gap = difference(others, fellows)
    return Found(readings, estimated(gap, unit, METHOD, ", ".join(sources), sources), METHOD, missing)


def answers(outside: Outside) -> list[Answer]:
    """Acts of other states towards autocracies, with what they were."""
    regimes, crises = yearly(outside, REGIME), crisis_months(outside)
    autocratic = autocracies(regimes)
    found = []
    for row in outside.events(*EVENTS).to_pylist():
        sender, receiver, year = row["sender"], row["receiver"], row["start"].year
        if sender == receiver or (sender, year) not in regimes or (receiver, year) not in autocratic:
            continue
        month = month_of(row["start"])
        crisis = (receiver, month) in crises or (receiver, month - 1) in crises
        blames = (row["code"] or "").startswith(BLAME)
        found.append(Answer((receiver, month), (sender, year) in autocratic, crisis, blames))
    return found


def crisis_months(outside: Outside) -> Months:
    """States and months with a violent protest or an attempted coup."""
    violent = event_months(outside, "mass_mobilization", starting="protest:violent")
    return violent | event_months(outside, "powell_thyne") | event_months(outside, "colpus")


def _share(some: Iterable[Answer]) -> Posterior:
    return clustered_share(tally((one.place, one.blames) for one in some))
