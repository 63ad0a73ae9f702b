"""Pairs of laws worth aligning, found in parts: each fits into memory, and is kept when it is done."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from regimelab.texts.candidates import Pairs, marks, shared, worth_aligning
from regimelab.texts.shelf import Shelf, Shelved, open_shelf

GROUP_WORDS = 10_000_000  # words of the laws whose marks one task takes
PART_WORDS = 10_000_000  # words whose marks are sorted together
RANGE_WORDS = 10_000_000  # words of the laws whose shared marks are counted together
SALT = 0x5851F42D4C957F2D  # a large odd number, that spreads small ones
MARK = np.dtype([("key", "<i8"), ("law", "<i4"), ("article", "<i4")])
SHARED = np.dtype("<i8")
MARKS, COUNTS, FOUND = "marks", "counts", "pairs"


class Group(NamedTuple):
    """Laws whose marks are taken at one go, sorted into parts by their key so that equal ones meet."""

    folder: str
    first: int
    last: int
    parts: int

    @property
    def file(self) -> Path:
        """Where the marks of each part begin; the marks themselves lie beside it."""
        return Path(self.folder) / MARKS / f"{self.first:08d}.npy"


class Part(NamedTuple):
    """Marks that are sorted together; what they share is parted by ranges of laws."""

    folder: str
    number: int
    edges: tuple[int, ...]

    @property
    def file(self) -> Path:
        """Where each range of laws begins in what is shared by these marks."""
        return Path(self.folder) / COUNTS / f"{self.number:06d}.npy"


class Range(NamedTuple):
    """Laws of which it is counted what they share with any other."""

    folder: str
    number: int
    laws: int

    @property
    def file(self) -> Path:
        """Pairs with a law of this range that are worth aligning."""
        return Path(self.folder) / FOUND / f"{self.number:06d}.npy"


def groups(folder: Path, words: NDArray[np.int64]) -> list[Group]:
    """Cut laws into groups of about equal work."""
    parts = 1 + int(words.sum()) // PART_WORDS
    return [Group(str(folder), first, last, parts) for first, last in pairwise(_cut(words, GROUP_WORDS))]


def parts(folder: Path, words: NDArray[np.int64]) -> list[Part]:
    """Name the parts into which groups are sorted."""
    edges = tuple(_cut(words, RANGE_WORDS))
    return [Part(str(folder), number, edges) for number in range(1 + int(words.sum()) // PART_WORDS)]


def ranges(folder: Path, words: NDArray[np.int64]) -> list[Range]:
    """Name the ranges of laws for which shared marks are counted."""
    return [Range(str(folder), number, len(words)) for number in range(len(_cut(words, RANGE_WORDS)) - 1)]


def mark_group(group: Group) -> int:
    """Take the marks of a group of laws; laws of two languages never share one."""
    shelf = open_shelf(Path(group.folder))
    told = list(_marked(shelf, range(group.first, group.last)))
    together = np.concatenate(told) if told else np.empty(0, MARK)
    return _write(group.file, together, (together["key"] >> 7) % group.parts, group.parts)


def share_part(part: Part) -> int:
    """List what laws share by the marks of a part."""
    read = np.concatenate(list(_read(Path(part.folder) / MARKS, part.number, MARK)))
    packed = shared(read["key"].copy(), read["law"].copy(), read["article"].copy())
    place = np.searchsorted(part.edges, packed >> 40, side="right") - 1
    return _write(part.file, packed, place, len(part.edges) - 1)


def count_range(one: Range) -> int:
    """Find the pairs worth aligning by what the laws of a range share; give how many."""
    found = worth_aligning(_read(Path(one.folder) / COUNTS, one.number, SHARED), one.laws)
    _keep(one.file, found)
    return len(found)


def pairs(todo: Sequence[Range]) -> Pairs:
    """Gather the pairs of all ranges."""
    found = [np.load(one.file) for one in todo]
    return np.unique(np.concatenate(found), axis=0) if found else np.empty((0, 2), np.int64)


def allowed(found: Pairs, facts: Sequence[Shelved]) -> Pairs:
    """Leave out editions of one law, and laws of one side where two are held against each other."""
    two_sides = any(one.side for one in facts)

    def wanted(one: Shelved, other: Shelved) -> bool:
        same = one.law.law and one.law.key == other.law.key
        return not same and (not two_sides or one.side != other.side)

    kept = [(left, right) for left, right in found.tolist() if wanted(facts[left], facts[right])]
    return np.array(kept, np.int64).reshape(-1, 2)


def _cut(words: NDArray[np.int64], size: int) -> list[int]:
    """Cut laws where the words add up to another portion; gives the first law of each, and the end."""
    number = np.maximum(np.cumsum(words) - 1, 0) // size
    return [0, *(np.flatnonzero(np.diff(number)) + 1).tolist(), len(words)] if len(words) else [0]


def _marked(shelf: Shelf, laws: Iterable[int]) -> Iterator[NDArray[Any]]:
    languages = shelf.languages
    frequency = {language: shelf.frequency(language) for language in set(languages)}
    salts = {language: _salt(at) for at, language in enumerate(sorted(frequency))}
    for number in laws:
        language = languages[number]
        found = marks(shelf.stems(number), shelf.begins(number), frequency[language])
        told = np.empty(len(found.keys), MARK)
        told["key"], told["law"], told["article"] = found.keys ^ salts[language], number, found.articles
        yield told


def _salt(at: int) -> np.int64:
    return np.int64((at * SALT) & 0x7FFF_FFFF_FFFF_FFFF)


def _write(file: Path, records: NDArray[Any], place: NDArray[np.int64], places: int) -> int:
    """Write records sorted by their place, then where each place begins; give how many."""
    order = np.argsort(place, kind="stable")
    file.parent.mkdir(exist_ok=True)
    records[order].tofile(file.with_suffix(""))
    _keep(file, np.searchsorted(place[order], np.arange(places + 1)))
    return len(records)


def _read(folder: Path, place: int, kind: np.dtype[Any]) -> Iterator[NDArray[Any]]:
    """Read the records of one place from every file."""
    for edges in sorted(folder.glob("*.npy")):
        first, last = np.load(edges, mmap_mode="r")[place : place + 2].tolist()
        yield np.fromfile(edges.with_suffix(""), kind, last - first, offset=first * kind.itemsize)


def _keep(file: Path, values: NDArray[Any]) -> None:
    """Keep an array; the file is there only when it is whole."""
    file.parent.mkdir(exist_ok=True)
    beside = file.with_suffix(".part")
    with beside.open("wb") as sink:
        np.save(sink, values)
    beside.rename(file)
