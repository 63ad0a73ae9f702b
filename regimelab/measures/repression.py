r"""Repression and civic space: how free members' citizens are from their own governments, as experts see it.

V-Dem's indices run from 0 (none) to 1 (full). Its bounds (codelow, codehigh) enclose 68 % of the measurement
model's posterior; a value is drawn from a normal whose two halves have the distances to them as standard
deviations, and a mean over members from independent draws.

Source: Pemstein and others, The V-Dem Measurement Model, V-Dem Working Paper 21.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np

from regimelab.evidence import Evidence
from regimelab.evidence.outside import Outside
from regimelab.interval import Estimate
from regimelab.measures.posterior import Posterior, drawn
from regimelab.measures.result import Measure, row, spoken
from regimelab.measures.unmeasured import held, not_held
from regimelab.region import Region

INDICES = {
    "v2x_civlib": "civil liberties",
    "v2x_clphy": "freedom from torture and political killing",
    "v2xcs_ccsi": "civil society",
}
HEADLINE = "v2x_civlib"
NAME, TITLE, UNIT, SOURCE = "repression", "Repression and civic space", "index from 0 to 1", "vdem"
METHOD = "mean over members of V-Dem's index, bounds of its measurement model drawn member by member"
DRAWS = 4000


class Rating(NamedTuple):
    """One index of one member in one year, with the bounds that enclose 68 % of what the experts mean."""

    value: float
    low: float | None
    high: float | None

    def draws(self, generator: np.random.Generator) -> np.ndarray | None:
        """Draw the value from its two-piece normal; none without bounds."""
        if self.low is None or self.high is None:
            return None
        noise = generator.standard_normal(DRAWS)
        return self.value + noise * np.where(noise < 0, self.value - self.low, self.high - self.value)


Ratings = dict[tuple[str, str, int], Rating]  # index, member, year


def repression(evidence: Evidence, seed: int = 0, outside: Outside | None = None) -> Measure:
    """Repression: mean of members' civil liberties (V-Dem, 0 to 1) in the last year held, and its change."""
    region = evidence.region
    ratings = _ratings(outside, region) if outside and held(outside, SOURCE) else {}
    years = _years(ratings, HEADLINE, region)
    if not years:
        return not_held(NAME, TITLE, UNIT, "members' civil liberties", (SOURCE,))
    generator = np.random.default_rng(seed)
    rows = [one for index in INDICES for one in _index_rows(ratings, index, region, generator)]
    level = _level(ratings, HEADLINE, years[-1], region, generator)
    return Measure(
        name=NAME,
        title=TITLE,
        summary=_summary(level, rows, years[-1]),
        estimate=level,
        rows=tuple(rows),
        caution="Experts rate, and a model weighs them: versions of the data are not to be mixed. Errors of "
        "one country's years go together, so intervals of a change are too wide rather than too narrow; "
        "where a file lacks the bounds, no interval is given. A low index is not an act of repression.",
    )


def _ratings(outside: Outside, region: Region) -> Ratings:
    """Read the members' indices up to the last year of the period."""
    members = [member.code for member in region.members]
    found: Ratings = {}
    for one in outside.figures(list(INDICES), members).to_pylist():
        if one["source"] == SOURCE and one["value"] is not None and one["start"] <= region.period.end:
            key = one["variable"], one["actor"], one["start"].year
            found[key] = Rating(one["value"], one["low"], one["high"])
    return found


def _years(ratings: Ratings, index: str, region: Region) -> list[int]:
    """Years in which every member has the index."""
    members = [member.code for member in region.members]
    seen = {year for name, _, year in ratings if name == index}
    return sorted(year for year in seen if all((index, one, year) in ratings for one in members))


def _level(
    ratings: Ratings, index: str, year: int, region: Region, generator: np.random.Generator
) -> Estimate:
    """Mean over members in one year, with an interval if every member has bounds."""
    chosen = [ratings[index, member.code, year] for member in region.members]
    middle = float(np.mean([one.value for one in chosen]))
    drawn_mean = _mean(chosen, generator)
    low, high = drawn_mean.interval() if drawn_mean else (None, None)
    return Estimate(middle, low, high, UNIT, f"{METHOD}; {year}", SOURCE, sources=(SOURCE,))


def _mean(chosen: Iterable[Rating], generator: np.random.Generator) -> Posterior | None:
    draws = [one.draws(generator) for one in chosen]
    known = [one for one in draws if one is not None]
    return drawn(np.mean(known, axis=0)) if known and len(known) == len(draws) else None


def _summary(level: Estimate, rows: Iterable[dict[str, object]], year: int) -> str:
    number = spoken(level) if level.low is not None else f"{level.estimate:.2f} (the file gives no bounds)"
    changes = [one for one in rows if str(one["label"]).startswith(f"{INDICES[HEADLINE]}, change")]
    falling = sum(one["estimate"] is not None and float(str(one["estimate"])) < 0 for one in changes)
    moved = f"; they fell in {falling} of {len(changes)} members over the period" if changes else ""
    return f"Members' civil liberties stood at {number} of 1 in {year}, as V-Dem's experts rate them{moved}."


def _index_rows(
    ratings: Ratings, index: str, region: Region, generator: np.random.Generator
) -> Iterator[dict[str, object]]:
    """Level of each member in its last year, and change since the first year of the period."""
    for member in region.members:
        years = sorted(year for name, code, year in ratings if (name, code) == (index, member.code))
        if not years:
            continue
        last = ratings[index, member.code, years[-1]]
        yield _row(f"{INDICES[index]}, {member.code} {years[-1]}", last.value, last.draws(generator))
        within = [year for year in years if year >= region.period.start.year]
        if len(within) > 1:
            first = ratings[index, member.code, within[0]]
            label = f"{INDICES[index]}, change {member.code} {within[0]}-{within[-1]}"
            then, now = first.draws(generator), last.draws(generator)
            moved = None if then is None or now is None else now - then
            yield _row(label, last.value - first.value, moved, f"{UNIT}, difference")


def _row(label: str, value: float, draws: np.ndarray | None, unit: str = UNIT) -> dict[str, object]:
    """Lay out a row by the producer's own value; its bounds where there are any."""
    posterior = None if draws is None else drawn(draws)
    return {**row(label, posterior, 1, (SOURCE,), unit=unit, data=SOURCE), "estimate": value}
