"""What the fit says: effects with intervals, half-lives, learnt spreads, and how much is prior."""

from dataclasses import dataclass
from math import erf, sqrt

import numpy as np
from scipy.linalg import solve_triangular

from regimelab.codebook import KIND_NAMES, KINDS
from regimelab.fit.laplace import Posterior
from regimelab.interval import QUANTILE_90, Estimate, unknown
from regimelab.theory.catalogue import EFFECT_NAMES, EFFECTS
from regimelab.theory.parameters import FAMILIES, Layout, family_of
from regimelab.types import PerCoefficient

MOSTLY_PRIOR = 0.8  # share of the prior variance left standing above which a number is the prior's
METHOD = "maximum a posteriori, Laplace interval"


@dataclass(frozen=True)
class FitSummary:
    """The fitted model as results need it.

    ``mean`` and ``deviation`` are by name of a coefficient, ``kind.effect`` or ``family.effect``;
    ``prior_share`` is the share of the prior variance that the data left standing.
    """

    layout: Layout
    posterior: Posterior
    release: str
    events: float
    names: tuple[str, ...]
    mean: PerCoefficient
    deviation: PerCoefficient
    prior_share: PerCoefficient

    def effect(self, kind_or_family: str, effect: str) -> Estimate:
        """Log rate ratio per unit of an effect's statistic, for a kind or a family of kinds.

        Unknown where no kind of the group can have the effect; ``assumed`` where the number is
        mostly its prior's.
        """
        place = self.names.index(f"{kind_or_family}.{effect}")
        if effect not in bearing(kind_or_family):
            return unknown("log rate ratio", METHOD, "the effect does not bear on such acts")
        mean, half = float(self.mean[place]), QUANTILE_90 * float(self.deviation[place])
        data = f"evidence {self.release}, {self.events:.0f} acts; {100 * self.prior_share[place]:.0f} % prior"
        basis = "assumed" if self.prior_share[place] > MOSTLY_PRIOR else "estimated"
        return Estimate(mean, mean - half, mean + half, "log rate ratio", METHOD, data, basis)

    def probability_positive(self, kind_or_family: str, effect: str) -> float:
        """Posterior probability that an effect raises the rate; a half where it cannot bear on it."""
        if effect not in bearing(kind_or_family):
            return 0.5
        place = self.names.index(f"{kind_or_family}.{effect}")
        return 0.5 * (1.0 + erf(float(self.mean[place] / self.deviation[place]) / sqrt(2.0)))

    def half_life(self, name: str) -> Estimate:
        """Half-life of a memory in months."""
        place = self.layout.where("half_life").start + self._half_lives.index(name)
        mean, deviation = self.posterior.mode[place], self.posterior.deviation()[place]
        low, high = (float(np.exp(mean + side * QUANTILE_90 * deviation)) for side in (-1, 1))
        return Estimate(float(np.exp(mean)), low, high, "months", METHOD, f"evidence {self.release}")

    @property
    def _half_lives(self) -> tuple[str, ...]:
        return next(block.labels for block in self.layout.blocks if block.name == "half_life")


def bearing(kind_or_family: str) -> frozenset[str]:
    """Name the effects that can bear on a kind, or on any kind of a family."""
    group = [kind for kind in KINDS if kind_or_family in (kind.name, family_of(kind.name))]
    forms = {kind.form for kind in group}
    return frozenset(effect.name for effect in EFFECTS if forms & set(effect.forms))


def summarise(layout: Layout, posterior: Posterior, release: str, events: float) -> FitSummary:
    """Means and deviations of every family's and every kind's effects."""
    shared, own = layout.where("family_effect"), layout.where("kind_effect")
    inverse = _inverse_rows(posterior, np.r_[shared, own])
    families, kinds = len(FAMILIES) * len(EFFECT_NAMES), len(KIND_NAMES) * len(EFFECT_NAMES)
    parent = [
        FAMILIES.index(family_of(kind)) * len(EFFECT_NAMES) + e for kind in KIND_NAMES for e in _effects()
    ]
    combine = np.vstack([np.eye(families, families + kinds), np.eye(kinds, families + kinds, families)])
    combine[families + np.arange(kinds), parent] = 1.0
    prior = (combine**2) @ posterior.spread[np.r_[shared, own]] ** 2
    variance = np.sum((combine @ inverse) ** 2, axis=1)
    names = [f"{group}.{effect}" for group in (*FAMILIES, *KIND_NAMES) for effect in EFFECT_NAMES]
    mean = combine @ posterior.mode[np.r_[shared, own]]
    return FitSummary(
        layout, posterior, release, events, tuple(names), mean, np.sqrt(variance), variance / prior
    )


def _effects() -> range:
    return range(len(EFFECT_NAMES))


def _inverse_rows(posterior: Posterior, places: np.ndarray) -> np.ndarray:
    """Rows of a square root of the posterior covariance."""
    picked = np.eye(len(posterior.mode))[:, places]
    return solve_triangular(posterior.factor, picked, lower=True).T
