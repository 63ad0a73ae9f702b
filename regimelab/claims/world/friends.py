"""Autocracies with autocratic allies: do they repress more, and do those who repress find more allies?"""

from collections.abc import Callable

from regimelab.claims.claim import Found, Reading, both
from regimelab.claims.world.record import held, lacking
from regimelab.claims.world.slope import Slope
from regimelab.claims.world.years import SCALE, Cell, Series, Years, fitted, friends, moved, years_of
from regimelab.evidence.outside import Outside

NEEDED = ("atop", "vdem")
METHOD = (
    "world: autocracies by year, effects for each state and year, standard errors clustered by state: "
    "repression of civil society on the log of one more than the autocracies bound to the state by a pact of "
    "defence or consultation, in the same year; influence is repression on the year before's allies given "
    "the year before's repression, selection is allies on the year before's repression given the year "
    "before's allies"
)

Fit = Callable[[list[Cell], Series, Series], Slope | None]


def look(outside: Outside | None) -> Found:
    """Read whether allies and repression go together, and which follows which."""
    missing = lacking(outside, *NEEDED)
    years = years_of(outside)
    allies = friends(outside, years) if outside and years else None
    slopes = _slopes(years, allies) if years and allies else None
    if outside is None or slopes is None:
        return Found(lacking=missing)
    together, influence, selection = slopes
    sources = held(outside, *NEEDED)
    data = ", ".join(sources)
    effect = together.estimate(f"{SCALE}, per unit of log allies, world's autocracies", METHOD, data, sources)
    chances = influence.probability_above(), selection.probability_above()
    told = f"{METHOD} (influence {chances[0]:.2f}, selection {chances[1]:.2f})"
    readings = (
        Reading(
            "world, autocracies: more allies where there is more repression", together.probability_above()
        ),
        Reading("world, autocracies: each follows the other, by influence and by selection", both(*chances)),
    )
    return Found(readings, effect, told, missing)


def _slopes(years: Years, allies: Series) -> tuple[Slope, Slope, Slope] | None:
    found = (
        fitted(years.cells, years.at, allies),
        fitted(years.cells, years.at, moved(allies, -1), moved(years.at, -1)),
        fitted(years.cells, allies, moved(years.at, -1), moved(allies, -1)),
    )
    if None in found:
        return None
    first, second, third = (one.slope(0) for one in found if one)
    return first, second, third
