"""Members' dealings after a shock to their patron, beside regions of the world that nobody calls a regime."""

from collections.abc import Callable, Collection
from datetime import date

import numpy as np

from regimelab.claims.claim import Found, Reading, both
from regimelab.claims.world.neighbourhoods import (
    MONTHS_IN_QUARTER,
    Dealings,
    Group,
    borders,
    dealings,
    neighbourhoods,
)
from regimelab.claims.world.record import held, lacking, month_of
from regimelab.claims.world.synthetic import PLAIN, SYNTHETIC, Held, held_against
from regimelab.evidence.outside import Outside
from regimelab.interval import Estimate

NEEDED = ("cow_contiguity", "gdelt_months")
LEVEL = 0.9
EARLY = 6  # quarters by which the placebo date comes before the shock
UNIT = (
    "times the share of friendly dealings among members that a synthetic region has (first part of the claim)"
)
METHOD = (
    "world: log share of a region's friendly dealings that its members have among themselves, and with the "
    "patron, by quarter from the news of the world; after the shock less before, beyond a synthetic region "
    "made of neighbourhoods of as many states elsewhere (Abadie, Diamond & Hainmueller 2010, each with a "
    "level of its own), and beyond their plain mean (difference in differences); each neighbourhood in turn "
    "stands in for the region as its placebo"
)

Series = Callable[[Group], np.ndarray]


def look(outside: Outside | None, codes: Collection[str], patron: str, shock: date) -> Found:
    """Read whether members turned to each other, and from the patron, more than other regions did."""
    missing = lacking(outside, *NEEDED)
    if outside is None or len(held(outside, *NEEDED)) < len(NEEDED):
        return Found(lacking=missing)
    record, members = dealings(outside), tuple(sorted(codes))
    if record is None or not record.knows((*members, patron)):
        return Found(lacking=missing)
    apart = [one for one in neighbourhoods(borders(outside), len(members), members) if record.knows(one)]
    away = [one for one in apart if patron not in one]
    quarter = month_of(shock) // MONTHS_IN_QUARTER
    together = _against(record, quarter, members, apart, record.among)
    turned = _against(record, quarter, members, away, lambda group: record.with_one(group, patron))
    if together is None or turned is None:
        return Found(lacking=missing)
    early = _against(record, quarter, members, apart, record.among, EARLY)
    return _found(outside, together, turned, early, missing)


def _against(
    record: Dealings, shock: int, members: Group, others: list[Group], series: Series, early: int = 0
) -> Held | None:
    """Hold members against other regions; the quarter of the shock itself is on neither side.

    With ``early``, as if the shock had come so many quarters before: a placebo date.
    """
    before, after = record.quarters < shock - early, record.quarters > shock - early
    if early:
        after &= record.quarters < shock
    return held_against(members, series(members), {one: series(one) for one in others}, before, after)


def _found(outside: Outside, together: Held, turned: Held, early: Held | None, missing: str) -> Found:
    sources = held(outside, *NEEDED)
    parts = (("than a synthetic region", SYNTHETIC), ("than other regions on average", PLAIN))
    readings = tuple(
        Reading(
            f"news of the world: after the shock more among members and less with the patron {than}",
            both(together.below(part), turned.above(part)),
            shuffled=True,
        )
        for than, part in parts
    )
    told = f"{METHOD}; {_spoken(together, turned, early)}"
    return Found(readings, _effect(together, sources), told, missing, of_members=True)


def _effect(together: Held, sources: tuple[str, ...]) -> Estimate:
    middle, low, high = (float(one) for one in np.exp([together.gap.synthetic, *together.spread(LEVEL)]))
    return Estimate(middle, low, high, UNIT, METHOD, ", ".join(sources), level=LEVEL, sources=sources)


def _spoken(together: Held, turned: Held, early: Held | None) -> str:
    regions = ", ".join(f"{'-'.join(group)} {weight:.2f}" for group, weight in together.weights.items())
    said = (
        f"among members {_ratio(together)}, above {together.below(SYNTHETIC):.0%} of "
        f"{len(together.placebos)} neighbourhoods; with the patron {_ratio(turned)}, below "
        f"{turned.above(SYNTHETIC):.0%} of {len(turned.placebos)}; the synthetic region for the first is "
        f"{regions}"
    )
    if early is None:
        return said
    return (
        f"{said}; had the shock come {EARLY} quarters before, where nothing is claimed, among members "
        f"{_ratio(early)}, above {early.below(SYNTHETIC):.0%}"
    )


def _ratio(one: Held) -> str:
    return f"{np.exp(one.gap.synthetic):.2f} times what a synthetic region has"
