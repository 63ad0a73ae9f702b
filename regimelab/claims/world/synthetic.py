r"""What a region would have done without the shock: a weighted mean of comparison regions that moved like it.

Weights $w \ge 0$, $\sum w = 1$ minimise $\sum_{t<T}\big(\tilde y_t - \sum_j w_j \tilde x_{jt}\big)^2$,
where a tilde takes out each series' own mean before the shock, so that levels need not agree; the gap is
$\tilde y_t - \sum_j w_j \tilde x_{jt}$ after it.

Source: Abadie, Diamond & Hainmueller (2010), Journal of the American Statistical Association 105, 493-505;
with a level of its own for each region: Ferman & Pinto (2021), Quantitative Economics 12, 1197-1221.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from scipy.optimize import nnls

from regimelab.claims.world.neighbourhoods import Group

FEWEST_REGIONS = 19  # placebo regions below which no rank could be as small as one in twenty
FEWEST_QUARTERS = 8  # before the shock, below which weights follow noise (assumed)
SYNTHETIC, PLAIN = 0, 1  # places of the two comparisons in a gap
TIGHT = 1e3  # weight of the row that makes the weights add up to one

Series = dict[Group, np.ndarray]


class Gap(NamedTuple):
    """A change after the shock: beyond the synthetic region, and beyond the plain mean of the others."""

    synthetic: float
    differences: float


class Held(NamedTuple):
    """A region's gap, those of the placebo regions, and the weights of its comparison regions."""

    gap: Gap
    placebos: tuple[Gap, ...]
    weights: dict[Group, float]

    def below(self, part: int) -> float:
        """Share of regions whose gap is smaller, the region itself counted among them."""
        return sum(one[part] < self.gap[part] for one in self.placebos) / (len(self.placebos) + 1)

    def above(self, part: int) -> float:
        """Share of regions whose gap is larger, the region itself counted among them."""
        return sum(one[part] > self.gap[part] for one in self.placebos) / (len(self.placebos) + 1)

    def spread(self, level: float) -> tuple[float, float]:
        """Central interval of the synthetic gap, were the region like the placebo regions but for its gap."""
        gaps = np.array([one.synthetic for one in self.placebos])
        low, high = np.quantile(gaps, [(1 - level) / 2, (1 + level) / 2])
        return self.gap.synthetic - float(high), self.gap.synthetic - float(low)


def held_against(
    region: Group, own: np.ndarray, others: Series, before: np.ndarray, after: np.ndarray
) -> Held | None:
    """Hold a region's series against comparison regions, and each of those against the rest.

    ``before`` and ``after`` mark the quarters. A region is never compared with one that shares a state.
    None where there are too few regions or quarters to tell anything.
    """
    if len(others) < FEWEST_REGIONS or before.sum() < FEWEST_QUARTERS or not after.any():
        return None
    ours, weights = _gap(region, own, others, before, after)
    placebos = tuple(_gap(group, series, others, before, after)[0] for group, series in others.items())
    return Held(ours, placebos, weights)


def _gap(
    region: Group, own: np.ndarray, others: Series, before: np.ndarray, after: np.ndarray
) -> tuple[Gap, dict[Group, float]]:
    apart = [group for group in others if not set(group) & set(region)]
    series = np.stack([others[group] for group in apart])
    moved = own - own[before].mean()
    compared = series - series[:, before].mean(axis=1, keepdims=True)
    weights = simplex_weights(moved[before], compared[:, before])
    beyond = (moved - weights @ compared)[after].mean()
    plain = (moved - compared.mean(axis=0))[after].mean()
    return Gap(float(beyond), float(plain)), _weighty(apart, weights)


def simplex_weights(target: np.ndarray, series: np.ndarray) -> np.ndarray:
    """Weights, none negative and one in sum, that bring series (region by quarter) nearest to a target."""
    stiff = TIGHT * max(float(np.abs(series).max()), 1.0)
    left = np.vstack([series.T, np.full(len(series), stiff)])
    found = nnls(left, np.append(target, stiff))[0]
    return found / found.sum()


def _weighty(regions: Sequence[Group], weights: np.ndarray) -> dict[Group, float]:
    order = np.argsort(-weights)
    return {regions[place]: float(weights[place]) for place in order if weights[place] >= 0.01}
