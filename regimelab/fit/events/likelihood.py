"""Two likelihoods for all models of events: of waiting times, and of a choice among alternatives."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from regimelab.fit.events.gathering import Spells
from regimelab.fit.events.newton import Curve
from regimelab.types import PerRow, PerTerm, RowIndex, RowTerms

BLOCK = 50_000  # rows that are looked at together: they fit a processor's cache, and need no large copies


def of_waiting(spells: Spells) -> Callable[[PerTerm], Curve]:
    r"""Log-likelihood of exact times: $\sum_r y_r\, \beta^\top x_r - \Delta_r\, e^{\beta^\top x_r}$.

    Its time is the unit of the history's times. Source: Butts (2008), Sociological Methodology 38, 155.
    """
    blocks = [
        tuple(part[begin : begin + BLOCK] for part in spells)
        for begin in range(0, len(spells.exposure), BLOCK)
    ]

    def curve(beta: PerTerm) -> Curve:
        terms = len(beta)
        value, slope, information = 0.0, np.zeros(terms), np.zeros((terms, terms))
        for rows, exposure, events in blocks:
            log_rate = rows @ beta
            expected = exposure * np.exp(log_rate)
            value += float(events @ log_rate - expected.sum())
            slope += rows.T @ (events - expected)
            information += (rows.T * expected) @ rows
        return Curve(value, slope, information)

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
