r"""Shares with intervals that know their counts are clustered.

Acts that answer the same episode are not independent. Within cluster $e$ the count is
beta-binomial: $y_e \sim \mathrm{BetaBin}(n_e,\ \mu(1-\rho)/\rho,\ (1-\mu)(1-\rho)/\rho)$, with
$\mu$ the share sought and $\rho$ the likeness of acts within a cluster.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
from scipy.special import betaln

from regimelab.measures.posterior import Posterior, normalised

Cluster = tuple[int | float, int | float]  # successes, trials; an act of many pairs counts by its weight

SHARES = (np.arange(400) + 0.5) / 400  # midpoints of [0, 1]
LIKENESS = (np.arange(30) + 0.5) / 30  # midpoints of [0, 1]
LIKENESS_PRIOR = 2.0  # Beta(1, 3): mass (1 - rho)^2, mean 1/4, assumed: mild clustering, strong allowed


def clustered_share(clusters: Sequence[Cluster]) -> Posterior:
    """Share of successes across clusters, with its likeness within clusters integrated out.

    Prior on the share: Jeffreys, Beta(1/2, 1/2). With one trial in each cluster the answer is the
    Jeffreys interval for independent trials; with no trial it is the prior.
    """
    log_density = np.log(SHARES[:, None] * (1 - SHARES[:, None])) * -0.5
    log_density = log_density + LIKENESS_PRIOR * np.log1p(-LIKENESS[None, :])
    scale = (1 - LIKENESS[None, :]) / LIKENESS[None, :]
    first, second = SHARES[:, None] * scale, (1 - SHARES[:, None]) * scale
    for (successes, trials), times in sorted(Counter(clusters).items()):
        failures = trials - successes
        chance = betaln(first + successes, second + failures) - betaln(first, second)
        log_density = log_density + times * chance
    mass = normalised(LIKENESS, log_density).mass
    return Posterior(SHARES, mass.sum(axis=1))


def tally(outcomes: Iterable[tuple[object, bool]]) -> list[Cluster]:
    """Count successes and trials by cluster from (cluster, success) pairs, in order of first sight."""
    counts: dict[object, list[int]] = {}
    for cluster, success in outcomes:
        count = counts.setdefault(cluster, [0, 0])
        count[0] += int(success)
        count[1] += 1
    return [(successes, trials) for successes, trials in counts.values()]
