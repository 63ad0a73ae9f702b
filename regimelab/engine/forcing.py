"""What a future is given from outside: windows, shocks, and pushes on rates."""

from typing import NamedTuple

import numpy as np

from regimelab.theory.covariates import Covariates
from regimelab.types import ActIndex, PerAct, ShiftEntry, ShiftFuture, ShiftMonth


class Scheduled(NamedTuple):
    """Acts that happen in every future, whatever their rates: months from the beginning, and entries."""

    month: PerAct
    entry: ActIndex


NOTHING_SCHEDULED = Scheduled(np.zeros(0), np.zeros(0, dtype=np.int64))


class Forcing(NamedTuple):
    """Covariates by month, and shifts of log rates: a path in time times the entries it touches.

    ``size`` is the log rate ratio of each shift at full strength, one column a future, so that
    an assumed effect is drawn from its prior; the shift of entry e in month t is
    ``sum_s size[s] * path[s, t] * touches[s, e]``. Scheduled ``acts`` are counted and remembered like others.
    """

    covariates: Covariates
    path: ShiftMonth
    touches: ShiftEntry
    size: ShiftFuture
    acts: Scheduled = NOTHING_SCHEDULED


def unforced(covariates: Covariates, entries: int, futures: int) -> Forcing:
    """Nothing but the covariates."""
    months = covariates.shock.shape[1]
    return Forcing(covariates, np.zeros((0, months)), np.zeros((0, entries)), np.zeros((0, futures)))
