"""Who had it first: sources by date, by what they alone share, and rivals that would explain it too."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from regimelab.texts.law import Law

Flags = NDArray[np.bool_]

FEW = 0.1  # of the most that two of three laws share alone: so little is no sign of copying
SOME = 0.2  # so much is one
LEAST_ALONE = 28  # words that two laws must share alone, for the third to be held against them


class Shares(NamedTuple):
    """What a law shares with one source: which of its words, and how closely passages correspond."""

    words: Flags
    closeness: float  # anchored words per word


class Credit(NamedTuple):
    """What a law owes to one source.

    ``shared`` counts words that the source has, ``private`` those that no other has, ``credited`` those
    for which it is the earliest and closest source that the dates allow. ``possible`` is None where
    dates are missing. ``also_in`` names the sources that have most of what is credited here.
    """

    source: int
    shared: int
    private: int
    credited: int
    possible: bool | None
    also_in: tuple[int, ...]


class Rival(NamedTuple):
    """How three laws share words in twos, outside the third, and what that speaks for."""

    third: int
    with_source: int  # words of the law that the source has and the third has not
    with_third: int
    without_law: int  # words of the source that the third has and the law has not
    verdict: str


def possible(law: Law, source: Law) -> bool | None:
    """Whether a source held before a law was written, or None if the dates do not tell."""
    if law.written is None or source.held_from is None:
        return None
    return source.held_from < law.written


def best_editions(shared: Mapping[int, Shares], laws: Sequence[Law], borrower: Law) -> dict[int, Shares]:
    """Of several editions of one source keep that with the most private matches.

    Among equals the last that held before the borrower was written is kept.
    """
    groups: dict[tuple[str, str], list[int]] = {}
    for number in shared:
        groups.setdefault(laws[number].key, []).append(number)
    kept = {}
    for group in groups.values():
        counts = np.sum([shared[number].words for number in group], axis=0)

        def rank(number: int, counts: NDArray[np.int64] = counts) -> tuple[bool, int, date]:
            private = int((shared[number].words & (counts == 1)).sum())
            return possible(borrower, laws[number]) is not False, private, laws[number].held_from or date.min

        best = max(group, key=rank)
        kept[best] = shared[best]
    return kept


def credit(shared: Mapping[int, Shares], laws: Sequence[Law], borrower: Law) -> list[Credit]:
    """Credit each borrowed word to the earliest and closest source that the dates allow.

    Where a date is missing nobody can say who was first, and there is no credit.
    """
    kept = best_editions(shared, laws, borrower)
    if not kept:
        return []
    counts = np.sum([one.words for one in kept.values()], axis=0)
    allowed = {number: possible(borrower, laws[number]) for number in kept}
    order = sorted(
        (number for number in kept if allowed[number]),
        key=lambda number: (laws[number].held_from or date.max, -kept[number].closeness, number),
    )
    left = np.ones(len(counts), bool)
    mine: dict[int, Flags] = {}
    for number in order:
        mine[number] = kept[number].words & left
        left &= ~kept[number].words
    nothing = np.zeros(len(counts), bool)
    found = [
        Credit(
            number,
            int(one.words.sum()),
            int((one.words & (counts == 1)).sum()),
            int(mine.get(number, nothing).sum()),
            allowed[number],
            _also(number, mine.get(number, nothing), kept),
        )
        for number, one in kept.items()
    ]
    return sorted(found, key=lambda one: (-one.credited, -one.shared, one.source))


def _also(number: int, mine: Flags, kept: Mapping[int, Shares]) -> tuple[int, ...]:
    """Name the other sources of at least half of what is credited to one."""
    total = mine.sum()
    counts = {other: (one.words & mine).sum() for other, one in kept.items() if other != number}
    return tuple(sorted((other for other, count in counts.items() if total and count >= total / 2),
                        key=lambda other: -counts[other]))  # fmt: skip


def rival(third: int, with_source: int, with_third: int, without_law: int) -> Rival:
    """Hold a third law against the claim that one copied another.

    If the law copied the source, and the third took no part, the law shares little with the third that
    the source lacks. If both have it from the third, they share little that the third lacks. If all
    three share in twos what the other lacks, none can be the source of the rest: then a text that is not
    here, such as a model law, is likelier. So textual criticism tells a copy from a common ancestor
    (Maas 1958, Textual Criticism, sections 8 to 12).
    """
    most = max(with_source, with_third, without_law)
    few = FEW * most
    if most < LEAST_ALONE:
        verdict = "cannot tell: the three have the same"
    elif with_source <= few < without_law:
        verdict = "the third explains it as well: law and source may both have it from there"
    elif min(with_source, with_third, without_law) >= SOME * most:
        verdict = "a common source that is not here is likely: each two share what the other lacks"
    elif with_third <= few:
        verdict = "no rival: the law shares hardly anything with the third that the source lacks"
    else:
        verdict = "open"
    return Rival(third, with_source, with_third, without_law, verdict)
