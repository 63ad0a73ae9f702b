"""Handovers of power the world over: is a government in more danger in the year after one?"""

from collections.abc import Iterable, Iterator
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
    reach,
    yearly,
)
from regimelab.claims.world.regression import Spell, hazard
from regimelab.claims.world.slope import Slope
from regimelab.evidence.outside import Outside
from regimelab.measures.result import spoken

WINDOW = 12  # months after a departure that are its window
AROUND = 3  # months either side of an election that are its window
LONG = 120  # months in office that make a ruler a long one: ten years
SINCE = 1950 * 12
PROTESTS, COUPS = ("mass_mobilization",), ("colpus", "powell_thyne")
NEEDED = ("archigos", "mass_mobilization", "powell_thyne", "reign", "vdem")
FORESEEN = ("exit Regular", "exit Natural Death", "exit Retired Due to Ill Health")
IRREGULAR = "exit Irregular"
METHOD = (
    "world: hazard by state and month (complementary log-log with a level for each state and year, standard "
    f"errors clustered by state) in the {WINDOW} months after a leader left by rule, by death or by illness, "
    f"and within {AROUND} months of an election, against other months; the month of a departure and the "
    f"{WINDOW} months after any other departure are left out"
)


class Tenure(NamedTuple):
    """A leader's time in office by months, and how it ended in the producer's words."""

    state: str
    first: int
    last: int
    ended: str


class Windows(NamedTuple):
    """State and month of what opens a window, of what closes the eyes to one, and the months on record."""

    foreseen: Months
    long: Months
    elections: Months
    left_out: Months
    ruled: Months
    overthrown: Months
    autocratic: frozenset[tuple[str, int]]


def look(outside: Outside | None) -> Found:
    """Read protests, coups and irregular departures in windows; of autocracies, where these are known."""
    missing = lacking(outside, *NEEDED)
    if outside is None or not held(outside, "archigos"):
        return Found(lacking=missing)
    windows = windows_of(outside)
    where = "autocracies" if windows.autocratic else "all states"
    readings: list[Reading] = []
    for danger, happened, sources in _dangers(outside, windows):
        sources = held(outside, "archigos", "reign", "vdem", *sources)
        for window, slope in after(happened, windows).items():
            unit = f"times as likely in a month ({danger} {window}; world, {where})"
            effect = slope.estimate(unit, METHOD, ", ".join(sources), sources, ratio=True)
            readings.append(
                Reading(f"world, {where}: {danger} {window}", slope.probability_above(), effect=effect)
            )
    effects = [one.effect for one in readings if one.effect]
    told = "; ".join(f"{spoken(effect)} {effect.unit.partition(';')[0]})" for effect in effects)
    return Found(tuple(readings), effects[0] if effects else None, f"{METHOD}; {told}", missing)


def windows_of(outside: Outside) -> Windows:
    """Lay tenures and elections out by month."""
    spells = tenures(outside)
    foreseen = [one for one in spells if one.ended.startswith(FORESEEN)]
    abrupt = [one for one in spells if one.ended and not one.ended.startswith(FORESEEN)]
    elections = outside.figures(["election_now"]).to_pylist()
    held_in = {(row["actor"], month_of(row["start"])) for row in elections if row["value"] == 1}
    return Windows(
        foreseen=_following(foreseen),
        long=_following(one for one in foreseen if one.last - one.first >= LONG),
        elections=frozenset((s, m + n) for s, m in held_in for n in range(-AROUND, AROUND + 1)),
        left_out=_following(abrupt) | {(one.state, one.last) for one in spells if one.ended},
        ruled=frozenset((one.state, m) for one in spells for m in range(max(one.first, SINCE), one.last + 1)),
        overthrown=frozenset((one.state, one.last) for one in abrupt if one.ended.startswith(IRREGULAR)),
        autocratic=autocracies(yearly(outside, REGIME)),
    )


def tenures(outside: Outside) -> list[Tenure]:
    """Leaders' times in office; one still in office is ended by nothing, in the last month on record."""
    rows = [row for row in outside.spells(["leader"]).to_pylist() if row["source"] == "archigos"]
    until = max((month_of(row["end"]) for row in rows if row["end"]), default=SINCE)
    return [
        Tenure(
            row["actor"],
            month_of(row["start"]),
            month_of(row["end"]) if row["end"] else until,
            (row["text"] or "").partition("; ")[2] if row["end"] else "",
        )
        for row in rows
    ]


def after(happened: Months, windows: Windows) -> dict[str, Slope]:
    """Log hazard ratio of an event in each kind of window; windows that the record cannot tell have none."""
    kinds = {
        f"in the {WINDOW} months after a departure by rule, death or illness": windows.foreseen,
        f"within {AROUND} months of an election": windows.elections,
    }
    kinds = {name: months for name, months in kinds.items() if months}
    found = hazard(list(_spells(happened, windows, tuple(kinds.values())))) or ()
    told = dict(zip(kinds, found, strict=False))
    alone = hazard(list(_spells(happened, windows, (windows.long,)))) or ()
    name = f"in the {WINDOW} months after a ruler of ten years or more left so"
    return told | dict(zip((name,), alone, strict=False))


def _dangers(outside: Outside, windows: Windows) -> Iterator[tuple[str, Months, tuple[str, ...]]]:
    if held(outside, *PROTESTS):
        yield "protest", event_months(outside, *PROTESTS, starting="protest"), PROTESTS
    if held(outside, *COUPS):
        yield "an attempted coup", event_months(outside, *COUPS), COUPS
    yield "a leader's irregular departure", windows.overthrown, ()


def _spells(happened: Months, windows: Windows, kinds: tuple[Months, ...]) -> Iterator[Spell]:
    """Months at risk: ruled, on record for the event, in an autocracy, and not left out."""
    first, last = reach(happened)
    for state, month in windows.ruled:
        year, dangerous = month // 12, (state, month) in happened
        known = not windows.autocratic or (state, year - 1) in windows.autocratic
        out = (state, month) in windows.left_out and not ((state, month) in windows.overthrown and dangerous)
        if first <= month <= last and known and not out:
            yield Spell(state, year, tuple(float((state, month) in kind) for kind in kinds), dangerous)


def _following(ended: Iterable[Tenure]) -> Months:
    return frozenset((one.state, one.last + n) for one in ended for n in range(1, WINDOW + 1))
