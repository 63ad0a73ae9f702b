"""Standard errors that do not lean on the model alone: the sandwich, by event or by group of events."""

from typing import Final, Literal, NamedTuple

import numpy as np

from regimelab.errors import InvalidInput, Problem
from regimelab.fit.events.contributions import Contributions
from regimelab.types import EventIndex, EventParameters, ParameterSquare

StandardErrors = Literal["model", "robust", "sender", "receiver", "pair", "period"]
KINDS: Final[tuple[StandardErrors, ...]] = ("model", "robust", "sender", "receiver", "pair", "period")
FEW = 30  # groups below which such standard errors tend to be too small


class Clusters(NamedTuple):
    """Which standard errors are wanted; ``length`` is that of a period, in the history's time."""

    kind: StandardErrors = "model"
    length: float | None = None


def clusters(found: Contributions, wanted: Clusters, start: float) -> EventIndex:
    """Number the group of every contribution: its own, its sender's, receiver's or pair's, or its period's.

    The wait after the last event, where times are exact, is in its own group, or in the last period.
    """
    every = np.arange(len(found.time))
    if wanted.kind == "period":
        assert wanted.length is not None
        keys = np.floor((found.time - start) / wanted.length)
    elif wanted.kind == "robust":
        keys = every
    else:
        pair = found.sender * (found.receiver.max() + 1) + found.receiver
        keys = {"sender": found.sender, "receiver": found.receiver, "pair": pair}[wanted.kind]
    return np.unique(keys, return_inverse=True)[1]


def sandwich(information: ParameterSquare, slopes: EventParameters, group: EventIndex) -> ParameterSquare:
    r"""Covariance of estimates, robust to what the model gets wrong within groups.

    $\frac{G}{G-1}\, I^{-1} \left(\sum_g u_g u_g^\top\right) I^{-1}$, where $u_g$ is the sum of a group's
    slopes of the log-likelihood and $G$ the number of groups.

    Source: White (1982), Econometrica 50, 1; Liang & Zeger (1986), Biometrika 73, 13.
    """
    groups = int(group.max()) + 1
    if groups < 2:
        what = "puts all events in one group, but robust standard errors compare groups."
        raise InvalidInput(Problem("model.standard_errors", what, "Choose others, or a shorter period."))
    pulls = np.stack([np.bincount(group, column, groups) for column in slopes.T], axis=1)
    bread = np.linalg.pinv(information)
    return groups / (groups - 1) * bread @ (pulls.T @ pulls) @ bread
