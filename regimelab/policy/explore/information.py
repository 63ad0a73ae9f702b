"""Value of information: which fact, once known, would most change what is best to do."""

from dataclasses import dataclass

import numpy as np

from regimelab.policy.explore.explored import Explored
from regimelab.policy.explore.facts import Fact, facts_of
from regimelab.types import PortfolioWorld

BINS = 8  # parts into which worlds are divided by a fact
SHUFFLES = 50


@dataclass(frozen=True)
class Information:
    """What knowing a fact is worth, in acts per year of the outcome that is judged by.

    ``value`` is the gain of the best choice for each value of the fact over the best choice without it,
    less what as many parts give by chance alone; ``changes`` the share of worlds in which another
    portfolio than the usual one is best; ``above_chance`` the share of shuffles that gave less.
    """

    fact: str
    title: str
    value: float
    changes: float
    above_chance: float


def information(explored: Explored, outcome: str) -> tuple[Information, ...]:
    """What each fact is worth, the most telling first.

    Worlds are divided by the fact into equal parts, and the best portfolio of each part is chosen by
    its mean gain: expected value of partial perfect information from a given sample.

    Source: Strong & Oakley (2013), Medical Decision Making 33, 755.
    """
    gain = explored.gain(outcome)
    rng = np.random.default_rng(explored.seed)
    by_chance = {parts: _by_chance(gain, parts, rng) for parts in {_parts(one) for one in facts_of(explored)}}
    found = [_information(gain, fact, by_chance[_parts(fact)]) for fact in facts_of(explored)]
    return tuple(sorted(found, key=lambda one: -one.value))


def _information(gain: PortfolioWorld, fact: Fact, by_chance: np.ndarray) -> Information:
    means, sizes = _means(gain, _divided(fact))
    usual = int(gain.mean(axis=1).argmax())
    value = _worth(means, sizes)
    best = means.argmax(axis=0)
    return Information(
        fact.name,
        fact.title,
        float(max(value - by_chance.mean(), 0.0)),
        float(sizes[best != usual].sum() / sizes.sum()),
        float(np.mean(by_chance < value)),
    )


def _parts(fact: Fact) -> tuple[int, ...]:
    """Sizes of the parts: shuffles of facts with equal parts are alike."""
    return tuple(np.bincount(_divided(fact)).tolist())


def _divided(fact: Fact) -> np.ndarray:
    """Part of every world: by category, or by rank into equal parts."""
    if fact.categories or len(np.unique(fact.values)) <= BINS:
        return np.unique(fact.values, return_inverse=True)[1]
    ranks = np.argsort(np.argsort(fact.values, kind="stable"), kind="stable")
    return ranks * BINS // len(ranks)


def _by_chance(gain: PortfolioWorld, sizes: tuple[int, ...], rng: np.random.Generator) -> np.ndarray:
    parts = np.repeat(np.arange(len(sizes)), sizes)
    return np.array([_worth(*_means(gain, rng.permutation(parts))) for _ in range(SHUFFLES)])


def _means(gain: PortfolioWorld, parts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    sizes = np.bincount(parts)
    return np.stack([np.bincount(parts, row) / sizes for row in gain]), sizes


def _worth(means: np.ndarray, sizes: np.ndarray) -> float:
    shares = sizes / sizes.sum()
    return float(means.max(axis=0) @ shares - (means @ shares).max())
