"""What a future is given from outside: windows, shocks, and pushes on rates."""

from typing import NamedTuple

import numpy as np

from regimelab.theory.covariates import Covariates
from regimelab.types import ShiftEntry, ShiftFuture, ShiftMonth


class Forcing(NamedTuple):
    """Covariates by month, and shifts of log rates: a path in time times the entries it touches.

    ``size`` is the log rate ratio of each shift at full strength, one column a future, so that
    an assumed effect is drawn from its prior; the shift of entry e in month t is
    ``sum_s size[s] * path[s, t] * touches[s, e]``.
    """

    covariates: Covariates
    path: ShiftMonth
    touches: ShiftEntry
    size: ShiftFuture


def unforced(covariates: Covariates, entries: int, futures: int) -> Forcing:
    """Nothing but the covariates."""
    months = covariates.shock.shape[1]
    return Forcing(covariates, np.zeros((0, months)), np.zeros((0, entries)), np.zeros((0, futures)))
