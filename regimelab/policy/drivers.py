"""Why a forecast begins where it does: what each effect adds to the rate of an outcome's acts."""

from dataclasses import dataclass

import jax.numpy as jnp
import numpy as np

from regimelab.policy.outcomes import OUTCOMES
from regimelab.policy.present import Present
from regimelab.policy.readings import Reader
from regimelab.policy.scenario import Scenario
from regimelab.policy.surroundings import surroundings
from regimelab.theory.catalogue import EFFECTS
from regimelab.theory.covariates import Covariates
from regimelab.theory.effects.moment import Moment
from regimelab.theory.model import log_exposure, statistics

POINTS = 5  # of the quadrature: the integrand is smooth, and five points are exact to nine figures


@dataclass(frozen=True)
class Driver:
    """What an effect adds to the log rate of an outcome in a place: middle and 90 % interval over draws."""

    outcome: str
    actor: str | None
    effect: str
    title: str
    estimate: float
    low: float
    high: float


@dataclass(frozen=True)
class Driven:
    """Drivers of an outcome in a place; the mean contributions add up to ``total``, a log rate ratio.

    ``total`` compares the rate of its acts now with that of the same entries if every effect were zero.
    """

    outcome: str
    actor: str | None
    total: float
    means: tuple[float, ...]
    drivers: tuple[Driver, ...]


def drivers(present: Present, reading: Reader, scenario: Scenario) -> tuple[Driven, ...]:
    r"""Share the log ratio of the rates now to the rates without any effect out among the effects.

    With base rates $b_e$ and effects $x_{ef}$ the rates are $b_e e^{t \sum_f x_{ef}}$ at $t=1$. Effect $f$
    gets $\int_0^1 \sum_e w_e(t)\,x_{ef}\,dt$, where $w_e(t)$ is the share of entry $e$ in the rate: these add
    up to the log ratio exactly.

    Source: Aumann & Shapley (1974), Values of Non-Atomic Games.
    """
    base, added = _parts(present, scenario)
    weights = reading.weights.toarray().reshape(len(OUTCOMES), len(reading.places), -1)
    found: list[Driven] = []
    for number, outcome in enumerate(OUTCOMES):
        for place, actor in enumerate(reading.places):
            counted = weights[number, place] > 0
            if not outcome.in_crisis and counted.any():
                shares, total = _shared(base[counted], added[:, counted])
                found.append(_driven(outcome.name, actor, shares, total))
    return tuple(found)


def _parts(present: Present, scenario: Scenario) -> tuple[np.ndarray, np.ndarray]:
    """Log base rates by entry and draw, and what each effect adds to them."""
    now = Covariates(*(path[:, :1] for path in surroundings(present, scenario, 1)))
    moment = Moment(present.start.memory, now, present.model.structure, present.model.risk)
    given = present.start.given
    base = given.level + log_exposure(moment)
    slopes = jnp.stack([slope[present.model.risk.kind] for slope in given.slope])
    return np.asarray(base, float), np.asarray(slopes * statistics(moment), float)


def _shared(base: np.ndarray, added: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Contributions by effect and draw, and the log ratio that they add up to."""
    whole, shares = added.sum(axis=0), np.zeros((added.shape[0], added.shape[2]))
    for point, weight in zip(*np.polynomial.legendre.leggauss(POINTS), strict=True):
        logs = base + (point + 1) / 2 * whole
        rates = np.exp(logs - logs.max(axis=0))
        shares += weight / 2 * np.einsum("ed,fed->fd", rates / rates.sum(axis=0), added)
    return shares, _log_sum(base + whole) - _log_sum(base)


def _log_sum(logs: np.ndarray) -> np.ndarray:
    top = logs.max(axis=0)
    return top + np.log(np.exp(logs - top).sum(axis=0))


def _driven(outcome: str, actor: str | None, shares: np.ndarray, total: np.ndarray) -> Driven:
    bands = np.quantile(shares, [0.5, 0.05, 0.95], axis=1).T
    listed = tuple(
        Driver(outcome, actor, effect.name, effect.title, *(float(value) for value in band))
        for effect, band in zip(EFFECTS, bands, strict=True)
    )
    means = tuple(float(value) for value in shares.mean(axis=1))
    return Driven(outcome, actor, float(total.mean()), means, listed)
