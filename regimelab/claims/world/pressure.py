"""Blame from democracies: does repression recede after it, and less where autocracies stand by a state?"""

from collections import defaultdict
from typing import Final

import numpy as np

from regimelab.claims.claim import Found, Reading
from regimelab.claims.world.record import Yearly, held, lacking
from regimelab.claims.world.slope import Slope
from regimelab.claims.world.words import BLAME, EVENTS
from regimelab.claims.world.years import SCALE, Series, Years, fitted, friends, years_of
from regimelab.evidence.outside import Outside

AHEAD = 2  # years after which repression is looked at again
NEEDED = ("atop", "icews", "unhcr_decisions", "vdem")
PROTECTED: Final = ("asylum_recognised", "asylum_complementary")
REFUSED: Final = "asylum_rejected"
METHOD = (
    f"world: autocracies by year, effects for each state and year, standard errors clustered by state: "
    f"change of repression of civil society over {AHEAD} years on pressure from democracies, autocratic "
    "allies (pacts of defence or consultation, log of one more than their number) and their product, given "
    "repression at the start; pressure is the log of one more than the acts of blame, rejection, threat and "
    "sanction that event data hold from democracies, or the share of asylum decisions of democracies that "
    "protect the state's nationals, which say of a state that it persecutes. The product above zero is what "
    "the claim foretells: the more allies, the less restraint follows pressure"
)


def look(outside: Outside | None) -> Found:
    """Read the product of pressure and allies, for each kind of pressure that is on record."""
    missing = lacking(outside, *NEEDED)
    years = years_of(outside)
    allies = friends(outside, years) if outside and years else None
    if outside is None or years is None or allies is None:
        return Found(lacking=missing)
    readings = []
    for name, series, sources in pressures(outside, years):
        slope = product(years, allies, series)
        if slope:
            sources = held(outside, "atop", "vdem", *sources)
            unit = f"{SCALE}, more change over {AHEAD} years per unit of {name} and of log allies"
            effect = slope.estimate(unit, METHOD, ", ".join(sources), sources)
            what = f"world, autocracies: less restraint after {name}, the more allies"
            readings.append(Reading(what, slope.probability_above(), False, effect))
    effect = readings[0].effect if readings else None
    return Found(tuple(readings), effect, METHOD, missing)


def pressures(outside: Outside, years: Years) -> list[tuple[str, Series, tuple[str, ...]]]:
    """Kinds of pressure that the sources held have on record, each by state and year."""
    kinds: list[tuple[str, Series, tuple[str, ...]]] = []
    if held(outside, *EVENTS):
        kinds.append(("blame by democracies in event data", blame(outside, years), EVENTS))
    if held(outside, "unhcr_decisions"):
        kinds.append(("asylum granted by democracies", granted(outside, years), ("unhcr_decisions",)))
    return kinds


def blame(outside: Outside, years: Years) -> Series:
    """Log of one more than the acts of blame by democracies; none in years off the record."""
    counts: Yearly = defaultdict(float)
    known: set[int] = set()
    for row in outside.events(*EVENTS).to_pylist():
        year = row["start"].year
        known.add(year)
        if row["receiver"] and (row["sender"], year) in years.democratic and row["code"].startswith(BLAME):
            counts[row["receiver"], year] += 1
    return lambda state, year: float(np.log1p(counts.get((state, year), 0.0))) if year in known else None


def granted(outside: Outside, years: Years) -> Series:
    """Share of democracies' decisions on a state's nationals that protect them; none without a decision."""
    tallies: dict[tuple[str, int], list[float]] = defaultdict(lambda: [0.0, 0.0])
    for row in outside.flows([*PROTECTED, REFUSED]).to_pylist():
        year = row["start"].year
        if row["sender"] and (row["receiver"], year) in years.democratic:
            tallies[row["sender"], year][row["variable"] == REFUSED] += row["value"]

    def share(state: str, year: int) -> float | None:
        protected, refused = tallies.get((state, year), (0.0, 0.0))
        return protected / (protected + refused) if protected + refused else None

    return share


def product(years: Years, allies: Series, pressure: Series) -> Slope | None:
    """Coefficient of pressure times allies, both taken from their means, on later change of repression."""

    def centred(series: Series) -> Series:
        known = [value for cell in years.cells if (value := series(*cell)) is not None]
        mean = float(np.mean(known)) if known else 0.0
        return lambda state, year: None if (value := series(state, year)) is None else value - mean

    near, hard = centred(allies), centred(pressure)

    def times(state: str, year: int) -> float | None:
        first, second = near(state, year), hard(state, year)
        return None if first is None or second is None else first * second

    panel = fitted(years.cells, years.change(AHEAD), times, hard, near, years.at)
    return panel.slope(0) if panel else None
