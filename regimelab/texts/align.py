"""Passages that one law has from another: word for word first, then what was reworded."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from regimelab.texts.chain import Chains, Reach, chains
from regimelab.texts.extend import Ends, outward
from regimelab.texts.lexicon import Lexicon, Numbers
from regimelab.texts.plagdet import Pair
from regimelab.texts.seeds import (
    STEMS,
    Anchors,
    Index,
    reworded_anchors,
    reworded_index,
    running_anchors,
    running_index,
)
from regimelab.texts.view import View, matching_view


class Stage(NamedTuple):
    """How one kind of passage is sought; all numbers were chosen on planted passages."""

    reach: Reach
    least: int  # score of a chain, in anchored words less what its gaps cost
    density: float  # least score per word
    ends: Ends


RUNNING = Stage(Reach(40, 40, 0, 0.1, 0.1), 14, 0.35, Ends(6, 0.9, 8))
REWORDED = Stage(Reach(10, 12, 6, 0.05, 0.05), 16, 0.4, Ends(10, 0.6, 8))
LEAST_WORDS = 28  # anchored words of a passage; formulas of administrative law have up to 27
JOIN_GAP = 60  # words between passages that are one, in the borrowing law
JOIN_SOURCE_GAP = 160  # in the source: some sentences were left out
JOIN_OVERLAP = 30  # words by which they may overlap in the source
ALIKE = 0.4  # least length of a source, in lengths of the passage


class Prepared(NamedTuple):
    """A law ready to be aligned with any other of its language."""

    view: View
    running: tuple[Index, ...]
    reworded: Index
    counts: Numbers  # of each stem


class Passage(NamedTuple):
    """Words of a law, and the words of another that they were probably taken from."""

    start: int
    end: int
    source_start: int
    source_end: int
    score: float
    reworded: bool

    @property
    def words(self) -> int:
        """Words of the borrowing law."""
        return self.end - self.start


def prepare(text: str, lexicon: Lexicon) -> Prepared:
    """Index a law for alignment."""
    return prepared(matching_view(text, lexicon))


def prepared(view: View) -> Prepared:
    """Index a matching view for alignment."""
    stems = view.stems
    running = tuple(running_index(stems, length) for length in STEMS)
    counts = np.bincount(stems).astype(np.int32)
    return Prepared(view, running, reworded_index(stems), counts)


def align(here: Prepared, there: Prepared, least: int = LEAST_WORDS) -> list[Passage]:
    """Find the passages of a law that another law also has, in order; they do not overlap.

    What runs alike is chained first. What is left is searched again by pairs of stems in either
    order; neighbours with a sentence or two left out between them are joined, and both ends moved to
    where they are most likely.
    """
    free = np.ones(len(here.view), bool)
    found = _seek(running_anchors(here.running, there.running), RUNNING, free, False)
    found += _seek(reworded_anchors(here.reworded, there.reworded, free), REWORDED, free, True)
    ended = list(_with_ends(_joined(found), here, there))
    return [one for one in _joined(ended) if one.score >= least]


def exact_runs(here: Prepared, there: Prepared, least: int) -> list[Passage]:
    """Find passages by chains of three equal stems in a row alone.

    That is what shares were once measured by: phrases that occur often are no seeds, reworded text is
    not sought, passages are neither joined nor led to their ends. It finds less, for comparison.
    """
    threes = running_anchors(here.running[:1], there.running[:1])
    found = _seek(threes, RUNNING, np.ones(len(here.view), bool), False)
    return [one for one in found if one.score >= least]


def characters(passages: Iterable[Passage], here: View, there: View) -> list[Pair]:
    """Give the characters that passages cover in both laws."""
    return [
        Pair(
            int(here.starts[one.start]),
            int(here.ends[one.end - 1]),
            int(there.starts[one.source_start]),
            int(there.ends[one.source_end - 1]),
        )
        for one in passages
    ]


def _seek(anchors: Anchors, stage: Stage, free: NDArray[np.bool_], reworded: bool) -> list[Passage]:
    """Chain anchors; the best chains take their words first."""
    return list(_chosen(chains(anchors, stage.reach, stage.least), stage, free, reworded))


def _chosen(found: Chains, stage: Stage, free: NDArray[np.bool_], reworded: bool) -> Iterable[Passage]:
    """Take chains best first; of one that overlaps with a better, the longest part that is free."""
    for start, end, source_start, source_end, score in zip(*(one.tolist() for one in found), strict=True):
        words, source_words = end - start, source_end - source_start
        if score < stage.density * words or source_words < ALIKE * words:
            continue
        first, last = _longest(free[start:end])
        part = (last - first) / words
        if score * part < stage.least:
            continue
        free[start:end] = False
        source_first = source_start + round(first / words * source_words)
        source_last = source_start + round(last / words * source_words)
        yield Passage(start + first, start + last, source_first, source_last, score * part, reworded)


def _longest(free: NDArray[np.bool_]) -> tuple[int, int]:
    """Find the longest run of free words."""
    if free.all():
        return 0, len(free)
    taken = np.concatenate([[-1], np.flatnonzero(~free), [len(free)]])
    best = int(np.argmax(np.diff(taken)))
    return int(taken[best]) + 1, int(taken[best + 1])


def _joined(passages: Iterable[Passage]) -> list[Passage]:
    """Join neighbours between which some words were put in or some sentences left out."""
    joined: list[Passage] = []
    for one in sorted(passages):
        if joined and _continues(joined[-1], one):
            joined[-1] = _union(joined[-1], one)
        else:
            joined.append(one)
    return joined


def _continues(before: Passage, after: Passage) -> bool:
    left_out = after.source_start - before.source_end
    return after.start - before.end <= JOIN_GAP and -JOIN_OVERLAP <= left_out <= JOIN_SOURCE_GAP


def _union(before: Passage, after: Passage) -> Passage:
    return Passage(
        before.start,
        max(before.end, after.end),
        min(before.source_start, after.source_start),
        max(before.source_end, after.source_end),
        before.score + after.score,
        before.reworded and after.reworded,
    )


def _with_ends(passages: Sequence[Passage], here: Prepared, there: Prepared) -> Iterable[Passage]:
    """Move the ends of each passage outward, never into its neighbours."""
    for at, one in enumerate(passages):
        low = passages[at - 1].end if at else 0
        high = passages[at + 1].start if at + 1 < len(passages) else len(here.view)
        room = (min(low, one.start), max(high, one.end))
        stage = REWORDED if one.reworded else RUNNING
        span = outward(here.view.stems, there.view.stems, there.counts, one[:4], room, stage.ends)
        yield Passage(*span, one.score, one.reworded)
