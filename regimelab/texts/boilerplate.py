"""Boilerplate: words that laws share because they are laws, not because one was copied from another."""

from collections.abc import Iterable, Sequence
from math import exp, log, log1p
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from regimelab.texts.lexicon import Numbers
from regimelab.texts.seeds import Keys, rows

INTERCEPT, SLOPE = -4.68, 3.71
"""Log odds that a passage is substantive: at weight 0, and per unit of log(1 + weight).

Fitted to the 370 alignments of bills of US states that were labelled boilerplate or substantive for
the Legislative Influence Detector (Burgess et al. 2016, KDD, 57); documents were pieces of 60 bills.
"""
PIECES, SHORTEST, LONGEST = 1000, 50, 5000  # documents, and the words that one may have
PHRASE = 5  # stems in a row that may be a formula
FORMULA = 0.02  # share of documents that have a formula
FORMULA_LEAST = 8  # and how many at least


class Background(NamedTuple):
    """How many documents have each stem, how many documents there are, and their formulas."""

    frequency: Numbers
    documents: int
    formulas: Keys


def background(documents: Iterable[Numbers], stems: int) -> Background:
    """Count documents by stem, and find the phrases that many of them have."""
    frequency = np.zeros(stems, np.int32)
    phrases: list[Keys] = []
    for document in documents:
        frequency[np.unique(document)] += 1
        phrases.append(np.unique(rows(document, PHRASE)))
    keys, counts = np.unique(np.concatenate(phrases or [np.empty(0, np.int64)]), return_counts=True)
    often = max(FORMULA_LEAST, FORMULA * len(phrases))
    return Background(frequency, len(phrases), keys[counts >= often])


def documents(laws: Sequence[Numbers]) -> list[Numbers]:
    """Cut laws into pieces of one length, so that a long law does not look as if it had everything."""
    total = sum(map(len, laws))
    size = min(LONGEST, max(SHORTEST, total // PIECES))
    return [law[at : at + size] for law in laws for at in range(0, len(law), size)]


def shared_stems(passage: Numbers, source: Numbers, known: Background) -> Numbers:
    """Give the stems of a passage that its source has too, outside of formulas."""
    return np.unique(passage[np.isin(passage, source) & ~_formulaic(passage, known.formulas)])


def weight(stems: Numbers, known: Background) -> float:
    r"""Weigh what two passages share: distinct stems, each from 0 (in every document) to 1 (in none).

    $w = \sum_s \log\frac{N+1}{n_s+1} / \log(N+1)$ over distinct stems $s$ in both, of which $n_s$ of
    $N$ documents have $s$.
    """
    if not known.documents or not len(stems):
        return 0.0
    seen = stems[stems < len(known.frequency)]
    rarity = np.log((known.documents + 1) / (known.frequency[seen] + 1))
    return float(rarity.sum() / log(known.documents + 1)) + len(stems) - len(seen)


def _formulaic(passage: Numbers, formulas: Keys) -> NDArray[np.bool_]:
    """Say of each stem whether it stands in a formula."""
    begins = np.flatnonzero(np.isin(rows(passage, PHRASE), formulas))
    inside = np.zeros(len(passage), bool)
    for step in range(PHRASE):
        inside[begins + step] = True
    return inside


def substantive(weighed: float) -> float:
    """Give the probability that a passage of this weight is substantive rather than boilerplate."""
    return 1 / (1 + exp(-(INTERCEPT + SLOPE * log1p(weighed))))
