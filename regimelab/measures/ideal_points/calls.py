r"""What a roll call asks: where its two cuts lie, and how sharply it tells states apart.

Priors: first cut $\tau_1 \sim N(0, 5^2)$, log of the gap $\log(\tau_2 - \tau_1) \sim N(0, 2^2)$, and
discrimination $\beta \sim N(0, s^2)$; wide, so that a few votes on a roll call do not run to infinity.
"""

from typing import NamedTuple

import numpy as np

from regimelab.measures.ideal_points.ballots import Ballots
from regimelab.measures.ideal_points.paths import Paths
from regimelab.measures.ideal_points.probit import Slopes, slopes

CUT_SD, LOG_GAP_SD = 5.0, 2.0
LONGEST_STEP = 1.5  # a Newton step further than this leaves what the curvature knows


class Calls(NamedTuple):
    """One entry a roll call; ``variance`` is that of the discrimination, given where states stand."""

    cut: np.ndarray
    log_gap: np.ndarray
    discrimination: np.ndarray
    variance: np.ndarray


def seen(calls: Calls, paths: Paths, ballots: Ballots) -> Slopes:
    """Slopes of every vote's log probability, from where its state stands."""
    first = calls.cut[ballots.call] - calls.discrimination[ballots.call] * paths.position[ballots.position]
    return slopes(first, first + np.exp(calls.log_gap)[ballots.call], ballots.choice)


def asked(calls: Calls, paths: Paths, ballots: Ballots, spread: float) -> Calls:
    """Take one Fisher-scoring step of every roll call, given where states stand and how surely.

    What is not known of the states blurs a roll call: to second order it adds
    $\\sum_i I_{iv}\\,\\mathrm{Var}(\\theta_i)$ to the precision that holds $\\beta_v$ near zero.
    """
    of = ballots.call
    count = len(ballots.calls)
    vote, stand = seen(calls, paths, ballots), paths.position[ballots.position]
    gap = np.exp(calls.log_gap)
    blur = np.bincount(of, vote.information * paths.variance[ballots.position], count)
    precision = np.stack(
        [np.full(count, CUT_SD**-2.0), np.full(count, LOG_GAP_SD**-2.0), spread**-2.0 + blur], axis=1
    )
    now = np.stack([calls.cut, calls.log_gap, calls.discrimination], axis=1)
    rise = np.stack(
        [
            np.bincount(of, vote.both, count),
            np.bincount(of, vote.second, count) * gap,
            np.bincount(of, -vote.both * stand, count),
        ],
        axis=1,
    )
    known = _information(vote, stand, gap, of, count) + precision[:, :, None] * np.eye(3)
    step = np.linalg.solve(known, (rise - precision * now)[:, :, None])[:, :, 0]
    then = now + np.clip(step, -LONGEST_STEP, LONGEST_STEP)
    return Calls(then[:, 0], then[:, 1], then[:, 2], np.linalg.inv(known)[:, 2, 2])


def _information(vote: Slopes, stand: np.ndarray, gap: np.ndarray, of: np.ndarray, count: int) -> np.ndarray:
    """Fisher information on cut, log gap and discrimination, one matrix a roll call."""
    together, second = vote.information, vote.first_second + vote.second_second
    known = np.zeros((count, 3, 3))
    known[:, 0, 0] = np.bincount(of, together, count)
    known[:, 0, 1] = known[:, 1, 0] = np.bincount(of, second, count) * gap
    known[:, 0, 2] = known[:, 2, 0] = np.bincount(of, -together * stand, count)
    known[:, 1, 1] = np.bincount(of, vote.second_second, count) * gap**2
    known[:, 1, 2] = known[:, 2, 1] = np.bincount(of, -second * stand, count) * gap
    known[:, 2, 2] = np.bincount(of, together * stand**2, count)
    return known
