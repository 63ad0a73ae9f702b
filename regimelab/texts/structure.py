"""The structure of a law: parts, chapters, articles and paragraphs, each with its characters."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from regimelab.texts.split import Places

_PART = r"(?:раздел|часть|книга|бөлүк|бөлім|бўлим|part|title|book|teil|titre|título|titolo)"
_CHAPTER = r"(?:глава|подраздел|тарау|боби|боб|chapter|kapitel|chapitre|capítulo|capo|bob)"
_ARTICLE = r"(?:статья|моддаи|модда|article|art\.|section|sec\.|§|artikel|artículo|articolo|madde)"
_NUMBER = r"(?:[0-9]+(?:[.\-–][0-9]+)*|[ivxlcdm]+|\w+ая|третья)"
_AFTER = r"[0-9]+(?:-[0-9]+)?[ \t]*-[ \t]*"  # languages that put the number first
_HEADS = tuple(
    (kind, re.compile(rf"[ \t]*(?:{head})", re.IGNORECASE))
    for kind, head in (
        ("part", rf"{_PART}\s+{_NUMBER}\b"),
        ("chapter", rf"{_CHAPTER}\s+{_NUMBER}\b|{_AFTER}(?:тарау|глава|bob|боб)\b"),
        ("article", rf"{_ARTICLE}\s*[0-9]|{_AFTER}(?:статья|берене|бап|модда|modda|madde)\b"),
        ("paragraph", r"(?:\(?[0-9]{1,3}(?:[.\-][0-9]{1,3})*[.)]|\([a-zа-я]\))[ \t]+\S"),
    )
)
RANK = {kind: rank for rank, (kind, _) in enumerate(_HEADS)}
_LONG = 250  # characters of a heading that is shown
_BLANK = re.compile(r"\n[ \t]*\n")


class Unit(NamedTuple):
    """A part of a law: what it is, its heading, its characters, and the units that it is in."""

    kind: str
    heading: str
    start: int
    end: int
    within: tuple[str, ...] = ()


def units(text: str) -> list[Unit]:
    """Find the parts, chapters, articles and paragraphs of a law, in order."""
    heads = list(_headings(text))
    found, open_heads = [], list[tuple[str, str]]()
    for at, (kind, start, heading) in enumerate(heads):
        later = (where for other, where, _ in heads[at + 1 :] if RANK[other] <= RANK[kind])
        open_heads = [one for one in open_heads if RANK[one[0]] < RANK[kind]]
        found.append(
            Unit(kind, heading, start, next(later, len(text)), tuple(name for _, name in open_heads))
        )
        open_heads.append((kind, heading))
    return found


def articles(text: str) -> list[Unit]:
    """Cut a law into its articles, and what stands before the first; paragraphs if it has no articles.

    Every character belongs to one of them, so that shares of articles add up to the law's.
    """
    heads = [(start, heading) for kind, start, heading in _headings(text) if kind == "article"]
    kind = "article"
    if len(heads) < 2:
        kind = "paragraph"
        heads = [(0, "")] + [(found.end(), "") for found in _BLANK.finditer(text)]
    if heads[0][0] > 0:
        heads.insert(0, (0, ""))
    ends = [start for start, _ in heads[1:]] + [len(text)]
    return [
        Unit(kind, heading or _first_line(text, start), start, end)
        for (start, heading), end in zip(heads, ends, strict=True)
        if text[start:end].strip()
    ]


def first_words(starts: Places, units: Sequence[Unit]) -> list[int]:
    """Give the first word of each article; words before the first belong to it."""
    begins = np.searchsorted(starts, [one.start for one in units]).tolist()
    return [0, *begins[1:]] if begins else []


def _headings(text: str) -> Iterator[tuple[str, int, str]]:
    """Give each line that begins a unit: its kind, its first character, its words."""
    start = 0
    for line in text.splitlines(keepends=True):
        for kind, head in _HEADS:
            if head.match(line):
                yield kind, start, " ".join(line.split())[:_LONG]
                break
        start += len(line)


def _first_line(text: str, start: int) -> str:
    line = text[start : start + 400].strip().partition("\n")[0]
    return " ".join(line.split())[:80]
