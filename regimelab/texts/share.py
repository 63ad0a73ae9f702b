"""How much of a law is borrowed, how sure that is, and how it depends on what counts."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from regimelab.interval import Estimate

THRESHOLDS = (28, 40, 75, 100, 200)  # anchored words that a passage must have to count
RESAMPLES = 2000
MOST_DRAWN = 5000  # articles that are drawn apart
LEVEL = 0.9
Weights = NDArray[np.float64]


class Borrowed(NamedTuple):
    """A passage as shares see it: its words, its anchored words, how likely it is substantive."""

    start: int
    end: int
    anchored: float
    substantive: float
    reworded: bool = False


class Share(NamedTuple):
    """The borrowed share of a law at one threshold, of all its words; and without boilerplate.

    ``word_for_word`` is the share of words that surely have their counterpart in the same order;
    ``exact_runs`` is the share by chains of three equal stems alone, at the same threshold.
    """

    least: int
    share: Estimate
    without_boilerplate: Estimate
    word_for_word: float
    exact_runs: float
    passages: int


def covered(passages: Sequence[Borrowed], words: int, substantive: bool = False) -> Weights:
    """Say of each word whether it is borrowed; or the probability that it is so in substance."""
    borrowed = np.zeros(words)
    for one in passages:
        value = one.substantive if substantive else 1.0
        borrowed[one.start : one.end] = np.maximum(borrowed[one.start : one.end], value)
    return borrowed


def by_article(borrowed: Weights, begins: Sequence[int]) -> tuple[Weights, Weights]:
    """Count borrowed words, and all words, of each article; ``begins`` are their first words."""
    edges = np.append(np.asarray(begins), len(borrowed))
    sums = np.concatenate([[0.0], np.cumsum(borrowed)])
    return sums[edges[1:]] - sums[edges[:-1]], np.diff(edges).astype(float)


def share(borrowed: Weights, begins: Sequence[int], seed: int, what: str) -> Estimate:
    """Estimate a borrowed share, with the interval of a bootstrap over articles.

    Articles, not words, are drawn again: a passage is borrowed as a whole, so its words are not
    independent. A law of one article has no interval.

    Source: Efron & Tibshirani (1993), An Introduction to the Bootstrap, chapter 13.
    """
    counts, sizes = by_article(borrowed, begins)
    total = sizes.sum()
    found = float(counts.sum() / total) if total else None
    unit, method = "share of words", f"bootstrap over {len(sizes)} articles, {RESAMPLES} draws"
    if found is None or len(sizes) < 2:
        return Estimate(found, None, None, unit, "one article: no interval", what)
    drawn = _resampled(counts, sizes, seed)
    low, high = np.quantile(drawn, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return Estimate(found, float(low), float(high), unit, method, what, level=LEVEL)


def shares(
    passages: Sequence[Borrowed],
    words: int,
    begins: Sequence[int],
    seed: int = 0,
    thresholds: Sequence[int] = THRESHOLDS,
    runs: Sequence[Borrowed] = (),
) -> list[Share]:
    """Estimate the borrowed share at several thresholds; ``runs`` are passages by exact runs alone."""
    found = []
    for least in sorted(set(thresholds)):
        kept = [one for one in passages if one.anchored >= least]
        what = f"passages of at least {least} anchored words"
        alone = covered([one for one in runs if one.anchored >= least], words)
        exact = sum(min(one.anchored, one.end - one.start) for one in kept if not one.reworded)
        found.append(
            Share(
                least,
                share(covered(kept, words), begins, seed, what),
                share(covered(kept, words, substantive=True), begins, seed, f"{what}, by probability"),
                exact / words if words else 0.0,
                float(alone.mean()) if words else 0.0,
                len(kept),
            )
        )
    return found


def _resampled(counts: Weights, sizes: Weights, seed: int) -> Weights:
    """Draw articles again with replacement, and take the share anew; blank draws are left out.

    Of very many articles, neighbours are drawn together.
    """
    if len(sizes) > MOST_DRAWN:
        begins = np.arange(0, len(sizes), -(-len(sizes) // MOST_DRAWN))
        counts, sizes = np.add.reduceat(counts, begins), np.add.reduceat(sizes, begins)
    draw = np.random.default_rng(seed)
    times = draw.multinomial(len(sizes), np.full(len(sizes), 1 / len(sizes)), RESAMPLES)
    totals = times @ sizes
    return (times @ counts)[totals > 0] / totals[totals > 0]
