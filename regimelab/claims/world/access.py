"""Access without conditions: do autocracies that democracies armed or ceased to blame repress less later?"""

import numpy as np

from regimelab.claims.claim import Found, Reading
from regimelab.claims.world.arms import SPAN, delivered
from regimelab.claims.world.pressure import blame
from regimelab.claims.world.record import held, lacking
from regimelab.claims.world.slope import Slope
from regimelab.claims.world.words import EVENTS
from regimelab.claims.world.years import SCALE, Series, Years, fitted, moved, summed, years_of
from regimelab.evidence.outside import Outside

AHEAD = 5  # years that make a concession lasting
MARGIN = 0.05  # points of the scale, per doubling, below which a fall of repression is no leverage (assumed)
NEEDED = ("icews", "sipri_tiv", "vdem")
METHOD = (
    f"world: autocracies by year, effects for each state and year, standard errors clustered by state: "
    f"change of repression of civil society over {AHEAD} years on the log of one more than the arms that "
    f"democracies delivered in {SPAN} years, and on the fall of their blame from the year before, given "
    f"repression at the start; no leverage means a fall of repression of less than {MARGIN} points per "
    "doubling (the margin is assumed), and that arms and silence stand for principles traded "
    "for access is assumed too"
)


def look(outside: Outside | None) -> Found:
    """Read whether repression falls in the years after arms, and after blame that fell silent."""
    missing = lacking(outside, *NEEDED)
    years = years_of(outside)
    if outside is None or years is None:
        return Found(lacking=missing)
    readings = []
    for what, sources, slope in _slopes(outside, years):
        named = held(outside, "vdem", *sources)
        unit = f"{SCALE}, change over {AHEAD} years per doubling of {what}, world's autocracies"
        effect = slope.times(float(np.log(2))).estimate(unit, METHOD, ", ".join(named), named)
        chance = slope.times(float(np.log(2))).probability_above(-MARGIN)
        name = f"world, autocracies: no lasting fall of repression after {what}"
        readings.append(Reading(name, chance, effect=effect))
    return Found(tuple(readings), readings[0].effect if readings else None, METHOD, missing)


def _slopes(outside: Outside, years: Years) -> list[tuple[str, tuple[str, ...], Slope]]:
    series: list[tuple[str, tuple[str, ...], Series, tuple[Series, ...]]] = []
    if held(outside, "sipri_tiv"):
        arms, known = delivered(outside, years)
        series.append(("arms from democracies", ("sipri_tiv",), summed(arms, range(1 - SPAN, 1), known), ()))
    if held(outside, *EVENTS):
        said = blame(outside, years)
        before = moved(said, -1)
        series.append(("blame left unsaid by democracies", EVENTS, _less(before, said), (before,)))
    found = [(what, sources, later(years, one, *given)) for what, sources, one, given in series]
    return [(what, sources, slope) for what, sources, slope in found if slope]


def later(years: Years, softened: Series, *given: Series) -> Slope | None:
    """Coefficient of what was softened on the change of repression in the years after."""
    panel = fitted(years.cells, years.change(AHEAD), softened, years.at, *given)
    return panel.slope(0) if panel else None


def _less(first: Series, second: Series) -> Series:
    def difference(state: str, year: int) -> float | None:
        one, other = first(state, year), second(state, year)
        return None if one is None or other is None else one - other

    return difference
