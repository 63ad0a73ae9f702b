"""Two likelihoods for all models of events: of waiting times, and of a choice among alternatives."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from regimelab.fit.events.newton import Curve
from regimelab.fit.events.spells import Spells
from regimelab.types import PerRow, PerTerm, RowIndex, RowTerms


def of_waiting(spells: Spells) -> Callable[[PerTerm], Curve]:
    r"""Log-likelihood of exact times: $\sum_r y_r\, \beta^\top x_r - \Delta_r\, e^{\beta^\top x_r}$.

    Its time is the unit of the history's times. Source: Butts (2008), Sociological Methodology 38, 155.
    """
    rows, exposure, events = spells

    def curve(beta: PerTerm) -> Curve:
        log_rate = rows @ beta
        expected = exposure * np.exp(log_rate)
        value = float(events @ log_rate - expected.sum())
        return Curve(value, rows.T @ (events - expected), (rows * expected[:, None]).T @ rows)

    return curve


class Choices(NamedTuple):
    """Alternatives of all choices one under the other: covariates, how many are alike, whose they are.

    ``taken`` is how many of a row's alternatives were taken (one a choice); ``choice`` numbers the
    choices from zero, in order.
    """

    rows: RowTerms
    alike: PerRow
    taken: PerRow
    choice: RowIndex


def of_choice(choices: Choices) -> Callable[[PerTerm], Curve]:
    r"""Log-likelihood of choices: $\sum_c \beta^\top x_{c} - \log \sum_{a} n_a e^{\beta^\top x_{a}}$.

    Source: Stadtfeld & Block (2017), Sociological Science 4, 318.
    """
    rows, alike, taken, choice = choices
    starts = np.flatnonzero(np.r_[True, np.diff(choice) > 0])

    def curve(beta: PerTerm) -> Curve:
        utility = rows @ beta
        top = np.maximum.reduceat(utility, starts)
        weight = alike * np.exp(utility - top[choice])
        total = np.add.reduceat(weight, starts)
        share = weight / total[choice]
        mean = np.add.reduceat(share[:, None] * rows, starts, axis=0)
        value = float(taken @ utility - (np.log(total) + top).sum())
        information = (rows * share[:, None]).T @ rows - mean.T @ mean
        return Curve(value, rows.T @ taken - mean.sum(axis=0), information)

    return curve
