"""How well passages were found: precision, recall, granularity, and their one score."""

from collections.abc import Sequence
from math import log2
from typing import NamedTuple

Span = tuple[int, int]


class Pair(NamedTuple):
    """A passage and the one it was taken from, each from its first character to past its last."""

    start: int
    end: int
    source_start: int
    source_end: int


class Score(NamedTuple):
    """Scores of detections against the truth; each in [0, 1], granularity at least 1."""

    precision: float
    recall: float
    granularity: float

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    @property
    def plagdet(self) -> float:
        r"""$F_1 / \log_2(1 + \text{granularity})$.

        Source: Potthast, Stein, Barrón-Cedeño & Rosso (2010), An Evaluation Framework for
        Plagiarism Detection, COLING, 997.
        """
        return self.f1 / log2(1 + self.granularity)


def score(truth: Sequence[Sequence[Pair]], found: Sequence[Sequence[Pair]]) -> Score:
    r"""Score detections by characters, macro-averaged over passages of all pairs of texts.

    A true passage is recalled by the share of its characters, in both texts, that detections
    of it cover; a detection is precise by the share of its own that passages of the truth cover.
    A detection detects a passage if they share characters in both texts. Granularity is the mean
    number of detections of a passage that is detected at all.

    Source: Potthast et al. (2010), eqs. 3 to 6.
    """
    recalls = [_covered(one, hits) for cases, hits in zip(truth, found, strict=True) for one in cases]
    precisions = [_covered(one, cases) for cases, hits in zip(truth, found, strict=True) for one in hits]
    counts = [
        sum(detects(hit, case) for hit in hits)
        for cases, hits in zip(truth, found, strict=True)
        for case in cases
    ]
    detected = [count for count in counts if count]
    return Score(
        sum(precisions) / len(precisions) if precisions else 0.0,
        sum(recalls) / len(recalls) if recalls else 0.0,
        sum(detected) / len(detected) if detected else 1.0,
    )


def detects(one: Pair, other: Pair) -> bool:
    """Whether two pairs of passages share characters in both texts."""
    return (
        min(one.end, other.end) > max(one.start, other.start)
        and min(one.source_end, other.source_end) > max(one.source_start, other.source_start)
    )  # fmt: skip


def _covered(one: Pair, others: Sequence[Pair]) -> float:
    """Share of a pair's characters, in both texts, that others cover which share characters in both."""
    near = [other for other in others if detects(one, other)]
    here = _union([(max(one.start, other.start), min(one.end, other.end)) for other in near])
    there = _union(
        [(max(one.source_start, other.source_start), min(one.source_end, other.source_end)) for other in near]
    )
    return (here + there) / (one.end - one.start + one.source_end - one.source_start)


def _union(spans: list[Span]) -> int:
    """Count characters that lie in at least one of the spans."""
    total, reached = 0, -1
    for start, end in sorted(spans):
        total += max(0, end - max(start, reached))
        reached = max(reached, end)
    return total
