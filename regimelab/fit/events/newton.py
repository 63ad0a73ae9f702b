"""Newton's method with exact derivatives, for a log-likelihood that is concave."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from regimelab.types import PerTerm, TermSquare

STEPS = 50
HALVINGS = 30
REST = 1e-10  # nats that a full step may still promise at rest


class Curve(NamedTuple):
    """A log-likelihood, its gradient, and the observed information (minus its second derivatives)."""

    value: float
    gradient: PerTerm
    information: TermSquare


class Optimum(NamedTuple):
    """Where Newton's method came to rest, or stopped."""

    estimate: PerTerm
    curve: Curve
    steps: int
    converged: bool


def maximise(curve: Callable[[PerTerm], Curve], start: PerTerm) -> Optimum:
    """Climb from ``start``; a step that does not climb is halved."""
    estimate, here = start, curve(start)
    for step in range(1, STEPS + 1):
        direction = np.linalg.lstsq(here.information, here.gradient, rcond=None)[0]
        if float(here.gradient @ direction) < REST:
            return Optimum(estimate, here, step, True)
        further = _climb(curve, estimate, direction, here)
        if further is None:
            return Optimum(estimate, here, step, False)
        estimate, here = further
    return Optimum(estimate, here, STEPS, False)


def _climb(
    curve: Callable[[PerTerm], Curve], estimate: PerTerm, direction: PerTerm, here: Curve
) -> tuple[PerTerm, Curve] | None:
    share = 1.0
    for _ in range(HALVINGS):
        with np.errstate(over="ignore", invalid="ignore"):
            there = curve(estimate + share * direction)
        if np.isfinite(there.value) and there.value >= here.value:
            return estimate + share * direction, there
        share /= 2
    return None
