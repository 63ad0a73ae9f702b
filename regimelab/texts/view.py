"""The matching view: what of a law is compared, while the reader always sees the law itself."""

import csv
import io
import re
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple, no_type_check
from weakref import WeakKeyDictionary

import numpy as np
from numba import njit
from numpy.typing import NDArray

from regimelab.texts.lexicon import Lexicon, Numbers
from regimelab.texts.split import Places, split

_PARTS = (
    "абзац|глава|часть|пункт|подпункт|параграф|статья|раздел|наименование|название|преамбула|примечание|слова|"
    "подраздел|предложение|сноска|заголовок|приложение"
)
_CHANGED = "редакции|утратил|дополнен|исключен|введен|признан|изложен|изменен|отменен"
EDITORIAL = re.compile(
    r"\((?:(?:в\s+ред|с\s+учетом\s+постановлени|дополнен|утратил|исключен|введен|ведомости"
    r"|собрание\s+законодательства|изменен"
    rf"|(?:{_PARTS})\w*\s[^()]{{0,120}}?(?:{_CHANGED})"
    r"|as\s+(?:amended|added|inserted|substituted)|amended\s|repealed|inserted\s+by|added\s+by)"
    r"[^()]*(?:\([^()]*\)[^()]*)*)\)"
    r"|^[ \t]*(?:сноска\.|примечание\s+(?:рцпи|ицпи)|footnote\."
    r"|(?:принят|одобрен)\w?\s+(?:государственной\s+думой|советом\s+федерации)\s[0-9])[^\n]*$",
    re.IGNORECASE | re.MULTILINE,
)
"""Notes of an edition: "(as amended by …)", «(В редакции …)», «Сноска. …»; who passed it, and when."""


_folded: "WeakKeyDictionary[Lexicon, Folds]" = WeakKeyDictionary()


class View(NamedTuple):
    """Stems of a law in order, each with the characters it stands for."""

    stems: Numbers
    starts: Places
    ends: Places

    def __len__(self) -> int:
        """Count the stems."""
        return len(self.stems)


class Folds(NamedTuple):
    """Phrases that count as one placeholder; lists of phrases by their first stem."""

    group: Numbers  # of each first stem, its list; -1 if no phrase begins so
    lists: Numbers
    phrases: Numbers
    stems: Numbers
    targets: Numbers  # the placeholder, or -1 for nothing


def matching_view(text: str, lexicon: Lexicon) -> View:
    """Reduce a law to what is compared: stems, without notes and numbering, names folded."""
    words = split(text)
    stems = lexicon.number(text, words)
    keep = _outside_notes(text, words.starts)
    folded, first, last = _fold(stems[keep], *folds(lexicon))
    return View(folded, words.starts[keep][first], words.ends[keep][last])


def folds(lexicon: Lexicon) -> Folds:
    """Give the phrases of a language that are folded, numbered once."""
    if lexicon not in _folded:
        _folded[lexicon] = _numbered(lexicon)
    return _folded[lexicon]


def _numbered(lexicon: Lexicon) -> Folds:
    by_first: dict[int, list[tuple[tuple[int, ...], int]]] = {}
    for line in _known():
        if line["language"] == lexicon.language:
            target = lexicon.stem_number(f"⟨{line['fold']}⟩") if line["fold"] else -1
            phrase = lexicon.phrase(line["phrase"])
            by_first.setdefault(phrase[0], []).append((phrase, target))
    group = np.full(max(by_first, default=-1) + 1, -1, np.int32)
    lists, phrases, stems, targets = [0], [0], list[int](), list[int]()
    for number, (first, known) in enumerate(by_first.items()):
        group[first] = number
        for phrase, target in sorted(known, key=lambda one: -len(one[0])):
            stems += phrase
            phrases.append(len(stems))
            targets.append(target)
        lists.append(len(targets))
    return Folds(group, *(np.array(one, np.int32) for one in (lists, phrases, stems, targets)))


@lru_cache(maxsize=1)
def _known() -> tuple[dict[str, str], ...]:
    text = files("regimelab.texts").joinpath("folds.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(io.StringIO(text)))


def _outside_notes(text: str, starts: Places) -> NDArray[np.bool_]:
    """Say of each word whether it belongs to the law rather than to its editor."""
    spans = [found.span() for found in EDITORIAL.finditer(text)]
    if not spans:
        return np.ones(len(starts), bool)
    begins, ends = np.array(spans).T
    note = np.searchsorted(begins, starts, side="right") - 1
    return (note < 0) | (starts >= ends[note])


@njit(cache=True)
@no_type_check
def _phrase(stems: Numbers, at: int, group: Numbers, lists: Numbers, phrases: Numbers, known: Numbers) -> int:
    """Number the longest phrase that begins at a word, or -1."""
    if stems[at] >= len(group) or group[stems[at]] < 0:
        return -1
    for number in range(lists[group[stems[at]]], lists[group[stems[at]] + 1]):
        step = 0
        span = phrases[number + 1] - phrases[number]
        while step < span and at + step < len(stems) and stems[at + step] == known[phrases[number] + step]:
            step += 1
        if step == span:
            return number
    return -1


@njit(cache=True)
@no_type_check
def _fold(
    stems: Numbers, group: Numbers, lists: Numbers, phrases: Numbers, known: Numbers, targets: Numbers
) -> tuple[Numbers, Places, Places]:
    """Replace the longest phrase that begins at a word by its placeholder."""
    size = len(stems)
    folded = np.empty(size, np.int32)
    first = np.empty(size, np.int64)
    last = np.empty(size, np.int64)
    found, at = 0, 0
    while at < size:
        number = _phrase(stems, at, group, lists, phrases, known)
        stem = stems[at] if number < 0 else targets[number]
        length = 1 if number < 0 else phrases[number + 1] - phrases[number]
        if stem >= 0:
            folded[found], first[found], last[found] = stem, at, at + length - 1
            found += 1
        at += length
    return folded[:found].copy(), first[:found].copy(), last[:found].copy()
