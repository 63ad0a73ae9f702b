"""Which effects travel: where regions agree on the sign, and how far they lie apart."""

from math import erf, sqrt
from typing import Final, NamedTuple

import numpy as np

from regimelab.fit.pooled.lent import BETWEEN, places
from regimelab.fit.pooled.regions import Together, borrowed
from regimelab.fit.summary import bearing
from regimelab.interval import QUANTILE_90, Estimate
from regimelab.theory.catalogue import EFFECT_NAMES, EFFECTS
from regimelab.theory.parameters import FAMILIES

SURE: Final = 0.9
WIDER: Final = 1.25  # a spread between regions that much wider than was stated is a finding
METHOD: Final = "hierarchical normal model over regions' Laplace fits, spreads by EM"


class Travel(NamedTuple):
    """An effect on a family of kinds over all regions: its mean, how far regions differ, whether it travels.

    ``same_sign`` is the probability that a new region has the mean's sign; ``by_region`` each region's own
    number, pooled. An effect travels where that is sure; it does not where regions were found to differ more
    than was stated before; the rest is open. ``why`` says so in numbers.
    """

    family: str
    effect: str
    mean: Estimate
    between: float
    same_sign: float
    verdict: str
    by_region: dict[str, float]
    why: str


def travels(found: Together) -> tuple[Travel, ...]:
    """Say of every effect on every family of kinds whether it travels."""
    names = list(found.pooled)
    some = found.models[names[0]].layout
    at, block = places(some), some.where("family_effect")
    first = int(np.flatnonzero(at == block.start)[0])
    modes = {name: one.mode[places(found.models[name].layout)] for name, one in found.pooled.items()}
    rows: list[Travel] = []
    for number, (family, effect) in enumerate((f, e) for f in FAMILIES for e in EFFECT_NAMES):
        if effect not in bearing(family):
            continue
        place = first + number
        own = {name: float(modes[name][place]) for name in names}
        rows.append(_row(found, family, effect, place, own))
    return tuple(rows)


def _row(found: Together, family: str, effect: str, place: int, own: dict[str, float]) -> Travel:
    common = found.common
    mean, between = float(common.mean[place]), float(common.between[place])
    doubt = sqrt(max(float(common.spread[place]) ** 2 - between**2, 0.0))
    same = 0.5 * (1.0 + erf(abs(mean) / (sqrt(2.0) * float(common.spread[place]))))
    stated = BETWEEN * next(one.prior_sd for one in EFFECTS if one.name == effect)
    verdict = "travels" if same >= SURE else "does not travel" if between > WIDER * stated else "open"
    why = f"same sign with probability {same:.2f}"
    if verdict != "travels":
        why += f"; regions differ by {between:.1f}, {stated:.1f} was stated"
    half = QUANTILE_90 * doubt
    number = Estimate(
        mean, mean - half, mean + half, "log rate ratio", METHOD, f"{common.regions} regions", "pooled"
    )
    return Travel(family, effect, number, between, same, verdict, own, why)


def share_borrowed(found: Together) -> dict[str, float]:
    """Of what is known of each region's effects, the share that other regions lend; a mean over effects."""
    blocks = {name: model.layout for name, model in found.models.items()}
    kept = np.array([effect in bearing(family) for family in FAMILIES for effect in EFFECT_NAMES])
    shares: dict[str, float] = {}
    for name, posterior in found.pooled.items():
        at, block = places(blocks[name]), blocks[name].where("family_effect")
        first = int(np.flatnonzero(at == block.start)[0])
        every = borrowed(found.models[name], posterior)[first : first + len(kept)]
        shares[name] = float(np.mean(every[kept]))
    return shares
