"""What would change this advice: the smallest move of one assumption that turns a ranking round."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from regimelab.policy.draws import normal, uniform
from regimelab.policy.middle import middle, middle_error
from regimelab.policy.push import Push
from regimelab.types import PerFuture

FARTHEST = 3.0  # standard deviations of its prior: beyond, a prior was wrong rather than moved
TRIES = 3  # simulations in which a guess of the turning point is corrected

Apart = Callable[[str, float], PerFuture]


@dataclass(frozen=True)
class Tipping:
    """Where one assumption turns the ranking of two portfolios by an outcome round.

    ``mean`` is its prior's middle, ``tipped`` the one at which the difference is about none, ``moved`` how
    many standard deviations away that lies, and ``there`` the difference simulated with it.
    """

    label: str
    title: str
    mean: float
    tipped: float
    moved: float
    there: float


@dataclass(frozen=True)
class Advice:
    """A difference of two portfolios, its Monte Carlo error, and what turns it round, the nearest first."""

    difference: float
    error: float
    tippings: tuple[Tipping, ...]


def advice(apart: Apart, pushes: dict[str, Push], seed: int, most: int = 3, candidates: int = 4) -> Advice:
    """Search the assumptions by which a difference hangs for those that turn it round when moved alone.

    ``apart`` gives the difference by future with an assumption's middle moved there. Which assumptions
    matter is read from how the difference goes along with their draws; each turning point is then sought
    by simulating, not by extrapolating. Where there is no difference there is nothing to turn round.
    """
    now = apart("", 0.0)
    whole = middle(now)
    if whole == 0.0:
        return Advice(0.0, middle_error(now), ())
    slopes = {label: _slope(label, push, now, seed) for label, push in pushes.items() if push.sd > 0}
    nearest = sorted(slopes, key=lambda label: -abs(slopes[label] * pushes[label].sd))
    found = [_sought(apart, label, pushes[label], whole, slopes[label]) for label in nearest[:candidates]]
    turned = sorted((one for one in found if one is not None), key=lambda one: abs(one.moved))
    return Advice(whole, middle_error(now), tuple(turned[:most]))


def _slope(label: str, push: Push, differences: PerFuture, seed: int) -> float:
    """How much the difference changes for each unit of an assumption, by its draws over the futures."""
    drawn = normal(uniform(label, len(differences), seed), push.mean, push.sd)
    return float(np.cov(drawn, differences)[0, 1] / drawn.var(ddof=1))


def _sought(apart: Apart, label: str, push: Push, whole: float, slope: float) -> Tipping | None:
    """Seek the turning point of one assumption by false position; none within reach gives none."""
    way = -np.sign(whole) * np.sign(slope) or 1.0
    reach = FARTHEST * push.sd
    guess = 1.2 * abs(whole / slope) if slope else reach
    near, at_near = push.mean, whole
    for step in dict.fromkeys((min(max(guess, 0.25 * push.sd), reach), reach)):
        far = float(push.mean + way * step)
        at_far = middle(apart(label, far))
        if at_far * whole <= 0:
            break
    else:
        return None
    best = (abs(at_far), far, at_far)
    for _ in range(TRIES):
        if abs(far - near) < 0.02 * push.sd or at_far == at_near:
            break
        between = float(near + (far - near) * at_near / (at_near - at_far))
        there = middle(apart(label, between))
        best = min(best, (abs(there), between, there))
        if there * whole > 0:
            near, at_near = between, there
        else:
            far, at_far = between, there
    _, tipped, there = best
    return Tipping(label, push.title, push.mean, tipped, (tipped - push.mean) / push.sd, there)
