"""Two laws side by side: what the one has from the other, how much, and how sure that is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import numpy as np

from regimelab.interval import Estimate
from regimelab.texts.align import LEAST_WORDS, Passage, Prepared, align, characters, exact_runs, prepare
from regimelab.texts.boilerplate import Background, background, documents, shared_stems, substantive, weight
from regimelab.texts.law import Law
from regimelab.texts.lexicon import Lexicon
from regimelab.texts.share import THRESHOLDS, Borrowed, Share, by_article, covered, share, shares
from regimelab.texts.structure import Unit, articles, first_words
from regimelab.texts.view import matching_view


class Facts(NamedTuple):
    """What is known of a law beside its text, and how long it is in words that are compared."""

    id: str
    title: str
    state: str
    adopted: date | None
    in_force: date | None
    edition: date | None
    language: str
    source: str
    licence: str
    words: int
    articles: int


@dataclass(frozen=True)
class SharedPassage:
    """A passage that two laws share, by its characters in both.

    ``words`` are those of the borrowing law; ``anchored`` those of them that surely correspond;
    ``substantive`` is the probability that it is more than boilerplate.
    """

    start: int
    end: int
    source_start: int
    source_end: int
    words: int
    anchored: float
    reworded: bool
    substantive: float
    article: str
    source_article: str


@dataclass(frozen=True)
class ArticleShare:
    """The borrowed share of one article, in words."""

    heading: str
    start: int
    end: int
    words: int
    share: float


@dataclass(frozen=True)
class EditionShare:
    """The borrowed share of a law held against one edition of its source, at the lowest threshold."""

    id: str
    held_from: date | None
    compared: bool
    share: Estimate


@dataclass(frozen=True)
class Comparison:
    """What a law has from another: shares at several thresholds, passages, and shares of articles.

    ``back`` is the share of the other law that stands in this one, at the lowest threshold;
    ``editions`` say how much hangs on which edition of the source is taken.
    """

    law: Facts
    source: Facts
    shares: tuple[Share, ...]
    back: Estimate
    direction: str
    passages: tuple[SharedPassage, ...]
    articles: tuple[ArticleShare, ...]
    editions: tuple[EditionShare, ...] = ()


class Read(NamedTuple):
    """A law as it is compared: its index, its articles, and the first word of each."""

    law: Law
    ready: Prepared
    units: list[Unit]
    begins: list[int]


def read(law: Law, lexicon: Lexicon) -> Read:
    """Prepare a law, and find its articles."""
    ready, units = prepare(law.text, lexicon), articles(law.text)
    return Read(law, ready, units, first_words(ready.view.starts, units))


def compare(
    law: Law,
    source: Law,
    seed: int = 0,
    thresholds: Sequence[int] = THRESHOLDS,
    others: Sequence[Law] = (),
    editions: Sequence[Law] = (),
) -> Comparison:
    """Find what a law has from another, and how much of it that is.

    What counts as boilerplate is learnt from the two laws and ``others``; ``editions`` are those of the
    source, itself among them.
    """
    lexicon = Lexicon(law.language)
    here, there = read(law, lexicon), read(source, lexicon)
    least = min(LEAST_WORDS, *thresholds) if thresholds else LEAST_WORDS
    found = align(here.ready, there.ready, least)
    known = _background(here, there, others, lexicon)
    sure = [weighed(one, here.ready, there.ready, known) for one in found]
    borrowed = [
        Borrowed(*one[:2], one.score, how, one.reworded) for one, how in zip(found, sure, strict=True)
    ]
    runs = [Borrowed(*one[:2], one.score, 1.0) for one in exact_runs(here.ready, there.ready, least)]
    words = len(here.ready.view)
    return Comparison(
        facts(here),
        facts(there),
        tuple(shares(borrowed, words, here.begins, seed, thresholds, runs)),
        _share(there, here, least, seed),
        direction(law, source),
        tuple(_shown(found, sure, here, there)),
        tuple(_article_shares(borrowed, here)),
        tuple(
            EditionShare(one.id, one.held_from, one is source, _share(here, read(one, lexicon), least, seed))
            for one in editions
        ),
    )


def facts(one: Read) -> Facts:
    """Say what is known of a law."""
    law = one.law
    return Facts(
        law.id, law.title or law.id, law.state, law.adopted, law.in_force, law.edition, law.language,
        law.source, law.licence, len(one.ready.view), len(one.units),
    )  # fmt: skip


def direction(law: Law, source: Law) -> str:
    """Say what the dates allow: a source must have been law before the borrower was written."""
    written, held = law.written, source.held_from
    if written is None or held is None:
        return "the dates do not tell which was first: give both in a manifest"
    if held < written:
        return f"possible: the source held from {held}, the law was written by {written}"
    what = f"the source held only from {held}, the law was written by {written}"
    return f"not possible as these editions stand: {what}"


def _background(here: Read, there: Read, others: Sequence[Law], lexicon: Lexicon) -> Background:
    laws = [here.ready.view.stems, there.ready.view.stems]
    laws += [matching_view(one.text, lexicon).stems for one in others]
    return background(documents(laws), len(lexicon))


def weighed(one: Passage, here: Prepared, there: Prepared, known: Background) -> float:
    """Give the probability that a passage is substantive."""
    passage = here.view.stems[one.start : one.end]
    source = there.view.stems[one.source_start : one.source_end]
    return substantive(weight(shared_stems(passage, source, known), known))


def _share(law: Read, source: Read, least: int, seed: int) -> Estimate:
    borrowed = [Borrowed(one.start, one.end, one.score, 1.0) for one in align(law.ready, source.ready, least)]
    what = f"passages of at least {least} anchored words"
    return share(covered(borrowed, len(law.ready.view)), law.begins, seed, what)


def _shown(found: Sequence[Passage], sure: Sequence[float], here: Read, there: Read) -> list[SharedPassage]:
    places = characters(found, here.ready.view, there.ready.view)
    return [
        SharedPassage(
            *place, one.words, round(one.score, 1), one.reworded, how,
            _article(here, one.start), _article(there, one.source_start),
        )
        for one, place, how in zip(found, places, sure, strict=True)
    ]  # fmt: skip


def _article(one: Read, word: int) -> str:
    return one.units[int(np.searchsorted(one.begins, word, side="right")) - 1].heading


def _article_shares(borrowed: Sequence[Borrowed], here: Read) -> list[ArticleShare]:
    counts, sizes = by_article(covered(borrowed, len(here.ready.view)), here.begins)
    return [
        ArticleShare(unit.heading, unit.start, unit.end, int(size), float(count / size) if size else 0.0)
        for unit, count, size in zip(here.units, counts, sizes, strict=True)
    ]
