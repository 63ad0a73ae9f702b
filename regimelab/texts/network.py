"""Who has what from whom in a collection of laws: shares, credits, rivals, the tree of sources."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from regimelab.texts.direction import LEAST_ALONE, Flags, Rival, Shares, credit, possible, rival
from regimelab.texts.shelf import Shelved

KEPT = 64  # laws of which it is kept what they share
RIVALLED = 0.01  # credited share of a law from which on rivals are tested
MOST_RIVALS = 5  # third laws held against each credit


@dataclass(frozen=True)
class Link:
    """What one law has from another.

    ``share`` and ``credited`` are of the law's words: all that the source has, and that for which it is
    the earliest and closest source. ``possible`` is None where a date is missing.
    """

    law: str
    source: str
    law_state: str
    source_state: str
    share: float
    without_boilerplate: float
    private: float
    credited: float
    words: int
    passages: int
    possible: bool | None
    also_in: tuple[str, ...]
    rival: str
    rival_law: str


@dataclass(frozen=True)
class Taken:
    """A law of the collection, and how much of it stands in any other; blank if no law is its source."""

    law: str
    title: str
    state: str
    written: str
    words: int
    borrowed: float
    main_source: str


class Coverage:
    """Which words of each law stand in each other law."""

    def __init__(self, passages: pa.Table, facts: Sequence[Shelved], least: int) -> None:
        kept = passages.filter(pc.field("anchored") >= least)
        self._columns = {name: kept[name].to_numpy() for name in kept.column_names}
        self._facts = facts
        self._known: dict[int, dict[int, Shares]] = {}
        self._begins = np.searchsorted(self._columns["law"], np.arange(len(facts) + 1))

    def rows(self, law: int) -> slice:
        """Rows of the passages of a law."""
        return slice(int(self._begins[law]), int(self._begins[law + 1]))

    def sources(self, law: int) -> dict[int, Shares]:
        """Give what a law shares with each other; the last laws that were asked for are kept."""
        if law not in self._known:
            while len(self._known) >= KEPT:
                self._known.pop(next(iter(self._known)))
            self._known[law] = self._sources(law)
        return self._known[law]

    def _sources(self, law: int) -> dict[int, Shares]:
        part = self.rows(law)
        found: dict[int, Shares] = {}
        sources = self._columns["source"][part]
        for source in np.unique(sources).tolist():
            words = np.zeros(self._facts[law].words, bool)
            chosen = np.flatnonzero(sources == source) + part.start
            anchored = 0.0
            for at in chosen:
                words[self._columns["start"][at] : self._columns["end"][at]] = True
                anchored += float(self._columns["anchored"][at])
            found[source] = Shares(words, anchored / max(1, int(words.sum())))
        return found

    def count(self, law: int, source: int) -> tuple[int, float]:
        """Count the passages that a law has from a source, and their words in substance."""
        part = self.rows(law)
        chosen = np.flatnonzero(self._columns["source"][part] == source) + part.start
        words = self._columns["end"][chosen] - self._columns["start"][chosen]
        return len(chosen), float((words * self._columns["substantive"][chosen]).sum())


def links(passages: pa.Table, facts: Sequence[Shelved], least: int) -> Iterator[tuple[Taken, list[Link]]]:
    """Say of each law what it has from which other, and who has the credit."""
    coverage = Coverage(passages, facts, least)
    laws = [one.law for one in facts]
    for number, one in enumerate(facts):
        shared = coverage.sources(number)
        credited = credit(shared, laws, one.law)
        told = []
        for owed in credited:
            older = {each: has for each, has in shared.items() if possible(one.law, laws[each]) is not False}
            against = (
                _strongest(number, owed.source, older, coverage)
                if owed.credited >= RIVALLED * one.words
                else None
            )
            count, substance = coverage.count(number, owed.source)
            words = max(1, one.words)
            told.append(
                Link(
                    law=one.law.id,
                    source=laws[owed.source].id,
                    law_state=one.law.state,
                    source_state=laws[owed.source].state,
                    share=owed.shared / words,
                    without_boilerplate=min(substance, owed.shared) / words,
                    private=owed.private / words,
                    credited=owed.credited / words,
                    words=owed.shared,
                    passages=count,
                    possible=owed.possible,
                    also_in=tuple(laws[other].id for other in owed.also_in),
                    rival=against.verdict if against else "",
                    rival_law=laws[against.third].id if against else "",
                )
            )
        yield _taken(one, shared, told), told


def _taken(one: Shelved, shared: dict[int, Shares], told: Sequence[Link]) -> Taken:
    covered = np.any([each.words for each in shared.values()], axis=0).sum() if shared else 0
    main = next((each.source for each in told if each.possible and each.credited > 0), "")
    written = str(one.law.written or "")
    return Taken(
        one.law.id, one.law.title, one.law.state, written, one.words, float(covered / max(1, one.words)), main
    )


def _strongest(law: int, source: int, shared: dict[int, Shares], coverage: Coverage) -> Rival | None:
    """Hold the laws that share most with a law against the claim that it has this from the source.

    Only laws that the law can have known are rivals: a younger one may have copied both.
    """
    others = sorted(
        (each for each in shared if each != source), key=lambda each: -int(shared[each].words.sum())
    )
    found = []
    mine = shared[source].words
    for third in others[:MOST_RIVALS]:
        theirs = shared[third].words
        if not (mine & theirs).any():
            continue
        back = coverage.sources(source)
        without = _only(back.get(third), back.get(law))
        found.append(rival(third, int((mine & ~theirs).sum()), int((theirs & ~mine).sum()), without))
    weighty = [one for one in found if max(one[1:4]) >= LEAST_ALONE]
    return min(weighty, key=lambda one: one.with_source, default=None)


def _only(one: Shares | None, other: Shares | None) -> int:
    if one is None:
        return 0
    outside: Flags = one.words if other is None else one.words & ~other.words
    return int(outside.sum())


def tree(taken: Sequence[Taken]) -> dict[str, list[str]]:
    """Give the laws that have each law as their main source; laws without one stand under ''."""
    grown: dict[str, list[str]] = {}
    for one in sorted(taken, key=lambda each: (each.written or "9999", each.law)):
        grown.setdefault(one.main_source, []).append(one.law)
    return grown
