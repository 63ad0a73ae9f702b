"""Passages planted in laws that do not have them: how well borrowing is found is then known."""

import random
import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from regimelab.texts.plagdet import Pair

WORDS_CHANGED = {"light": (0.08, 0.05, 0.04), "heavy": (0.15, 0.10, 0.08)}
"""Shares of words replaced, dropped and added."""
LEVELS = ("clean", "verbatim", "adapted", *WORDS_CHANGED)
CUT = 0.12  # share of sentences left out of an adapted passage
SHUFFLED = 4  # words that change places with each other in a heavily reworded passage
HOST = (20_000, 45_000)  # characters of the law that borrows
SOURCE = (25_000, 55_000)
PASSAGE = (450, 4_000)
MOST = 4  # passages in a law
UNLIKE = 12  # words in a row that no two pieces share before passages are planted

RENAMED = {
    "ru": (
        (r"Российской Федерации", "Кыргызской Республики"),
        (r"Российская Федерация", "Кыргызская Республика"),
        (r"Российскую Федерацию", "Кыргызскую Республику"),
        (r"Правительств(?:о|а|ом|у)\b", "Кабинет Министров"),
        (r"Государственн(?:ая|ой) Дум(?:а|ой|ы)", "Жогорку Кенеш"),
        (r"рубл(?:ей|я|ь)\b", "расчетных показателей"),
        (r"\bКодекс", "Закон"),
        (r"\bкодекс", "закон"),
        (r"федеральн(?:ый|ого|ому|ым|ом) закон", "закон"),
        (r"субъект(?:а|ов|е|ы)? Российской Федерации", "области"),
    )
}
_SENTENCE = re.compile(r"(?<=[.;:])\s+")
_NUMBER = re.compile(r"\b\d{1,4}\b")


class Planted(NamedTuple):
    """A law with passages of another planted in it, and where they are."""

    level: str
    text: str
    source: str
    truth: tuple[Pair, ...]


def plant(texts: Sequence[str], level: str, seed: int, language: str = "ru") -> Planted:
    """Plant passages of one law, changed as the level says, in a piece of another."""
    draw = random.Random(f"{level}:{seed}")
    host, source = _unlike(texts, draw)
    words = draw.choice(texts).split()
    change = _changes(level, words, draw, language)
    spans = [] if level == "clean" else _spans(source, draw)
    places = sorted(draw.sample([m.end() for m in re.finditer(r"\s+", host)], len(spans)))
    parts, truth, done, length = list[str](), list[Pair](), 0, 0
    for place, (start, end) in zip(places, spans, strict=True):
        before, passage = host[done:place], change(source[start:end])
        length += len(before)
        truth.append(Pair(length, length + len(passage), start, end))
        parts += [before, passage, " "]
        length += len(passage) + 1
        done = place
    return Planted(level, "".join((*parts, host[done:])), source, tuple(truth))


def _unlike(texts: Sequence[str], draw: random.Random) -> tuple[str, str]:
    """Draw pieces of two laws that have nothing long in common word for word."""
    while True:
        host_law, source_law = draw.sample(range(len(texts)), 2)
        host, source = _piece(texts[host_law], HOST, draw), _piece(texts[source_law], SOURCE, draw)
        if not _rows(host) & _rows(source):
            return host, source


def _rows(text: str) -> set[str]:
    words = text.lower().split()
    return {" ".join(words[at : at + UNLIKE]) for at in range(len(words) - UNLIKE + 1)}


def _piece(text: str, length: tuple[int, int], draw: random.Random) -> str:
    """Cut a piece out of a law, from word to word."""
    size = min(draw.randint(*length), len(text))
    start = draw.randint(0, len(text) - size)
    return text[start : start + size].partition(" ")[2].rpartition(" ")[0]


def _spans(source: str, draw: random.Random) -> list[tuple[int, int]]:
    """Choose passages of a source that do not overlap, in any order."""
    spans: list[tuple[int, int]] = []
    for _ in range(draw.randint(1, MOST)):
        size = draw.randint(*PASSAGE)
        start = source.find(" ", draw.randint(0, max(0, len(source) - size - 50))) + 1
        end = source.rfind(" ", start, start + size)
        if end - start >= PASSAGE[0] - 50 and all(end < low or start > high for low, high in spans):
            spans.append((start, end))
    return spans


def _changes(level: str, words: Sequence[str], draw: random.Random, language: str) -> Callable[[str], str]:
    def change(passage: str) -> str:
        if level in ("clean", "verbatim"):
            return passage
        adapted = _adapted(passage, draw, language)
        if level == "adapted":
            return adapted
        return _reworded(adapted, words, draw, level)

    return change


def _adapted(passage: str, draw: random.Random, language: str) -> str:
    """Rename state, bodies and currency, change numbers, leave sentences out."""
    sentences = _SENTENCE.split(passage)
    kept = " ".join(one for one in sentences if draw.random() >= CUT)
    text = kept if len(kept) > len(passage) / 2 else passage
    for pattern, name in RENAMED.get(language, ()):
        text = re.sub(pattern, name, text)
    return _NUMBER.sub(lambda found: str(max(1, int(found[0]) + draw.randint(-40, 60))), text)


def _reworded(passage: str, words: Sequence[str], draw: random.Random, level: str) -> str:
    replaced, dropped, added = WORDS_CHANGED[level]
    changed: list[str] = []
    for word in passage.split():
        chance = draw.random()
        if chance < dropped:
            continue
        changed.append(draw.choice(words) if chance < dropped + replaced else word)
        if draw.random() < added:
            changed.append(draw.choice(words))
    if level == "heavy":
        changed = [
            word
            for at in range(0, len(changed), SHUFFLED)
            for word in draw.sample(changed[at : at + SHUFFLED], len(changed[at : at + SHUFFLED]))
        ]
    return " ".join(changed)
