r"""The ordinal probit of one vote: against, abstain, for.

With the cuts seen from where the state stands, $a = \tau_1 - \beta\theta$ and $b = \tau_2 - \beta\theta$:
$P(\text{against}) = \Phi(a)$, $P(\text{abstain}) = \Phi(b) - \Phi(a)$, $P(\text{for}) = 1 - \Phi(b)$.
"""

from typing import NamedTuple

import numpy as np
from scipy.special import log_ndtr, ndtr

FAR = 30.0  # standard deviations beyond which a vote is certain to machine precision
LOG_ROOT_TWO_PI = 0.5 * np.log(2 * np.pi)


class Slopes(NamedTuple):
    """How the log probability of each vote rises with its two cuts, and the Fisher information on them."""

    first: np.ndarray
    second: np.ndarray
    first_first: np.ndarray
    first_second: np.ndarray
    second_second: np.ndarray

    @property
    def both(self) -> np.ndarray:
        """Rise of the log probability as both cuts move together, as when the state moves the other way."""
        return self.first + self.second

    @property
    def information(self) -> np.ndarray:
        """Fisher information on both cuts moving together."""
        return self.first_first + self.second_second + 2 * self.first_second


def slopes(first: np.ndarray, second: np.ndarray, choice: np.ndarray) -> Slopes:
    """Differentiate the log probability of votes by the cuts seen from where each voter stands."""
    a, b = np.clip(first, -FAR, FAR), np.clip(second, -FAR, FAR)
    log_against, log_for = log_ndtr(a), log_ndtr(-b)
    between = np.where(a > 0, ndtr(-a) - ndtr(-b), ndtr(b) - ndtr(a))  # whichever tail keeps its digits
    log_abstain = np.log(np.maximum(between, 1e-12))
    log_a, log_b = -a * a / 2 - LOG_ROOT_TWO_PI, -b * b / 2 - LOG_ROOT_TWO_PI
    a_abstain, b_abstain = np.exp(log_a - log_abstain), np.exp(log_b - log_abstain)
    against, in_favour = choice == 0, choice == 2
    return Slopes(
        np.where(against, np.exp(log_a - log_against), np.where(in_favour, 0.0, -a_abstain)),
        np.where(in_favour, -np.exp(log_b - log_for), np.where(against, 0.0, b_abstain)),
        np.exp(2 * log_a - log_against) + np.exp(2 * log_a - log_abstain),
        -np.exp(log_a + log_b - log_abstain),
        np.exp(2 * log_b - log_for) + np.exp(2 * log_b - log_abstain),
    )
