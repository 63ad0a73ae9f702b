"""Laws of a whole country against each other: shelved, paired, aligned in batches that can be resumed."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pyarrow import parquet

from regimelab.texts.align import Prepared, align, characters, prepared
from regimelab.texts.boilerplate import Background, background, documents
from regimelab.texts.candidates import Pairs, candidates, marks, worth_aligning
from regimelab.texts.compare import weighed
from regimelab.texts.shelf import Shelf, Shelved, open_shelf

BATCH_WORDS = 3_000_000  # of both laws of the pairs that are aligned at one go
PART_WORDS = 20_000_000  # words whose marks are sorted together
SAMPLE_WORDS = 3_000_000  # words that boilerplate is learnt from
KEPT = 48  # laws that a worker keeps prepared
SALT = 0x5851F42D4C957F2D  # a large odd number, that spreads small ones
MARK = np.dtype([("key", "<i8"), ("law", "<i4"), ("article", "<i4")])
PASSAGE = pa.schema(
    [
        ("law", pa.int32()),
        ("source", pa.int32()),
        ("start", pa.int32()),  # words
        ("end", pa.int32()),
        ("source_start", pa.int32()),
        ("source_end", pa.int32()),
        ("from_character", pa.int32()),
        ("to_character", pa.int32()),
        ("source_from_character", pa.int32()),
        ("source_to_character", pa.int32()),
        ("anchored", pa.float32()),
        ("reworded", pa.bool_()),
        ("substantive", pa.float32()),
    ]
)
PASSAGES = "passages"
Progress = Callable[[str, float], None]
Mapped = Callable[[Callable[[Any], Any], Sequence[Any]], Iterable[Any]]


class Batch(NamedTuple):
    """Pairs of laws that are aligned at one go, and where their passages are kept."""

    folder: str
    number: int
    pairs: list[tuple[int, int]]
    least: int

    @property
    def file(self) -> Path:
        """The file of the batch's passages; it is there when all are found."""
        return Path(self.folder) / PASSAGES / f"{self.number:06d}.parquet"


def paired(shelf: Shelf, facts: Sequence[Shelved], progress: Progress) -> Pairs:
    """Find the pairs worth aligning, with marks sorted in parts that memory holds."""
    spools = [shelf.folder / f"marks-{part}" for part in range(1 + int(shelf.words().sum()) // PART_WORDS)]
    _spool(shelf, facts, spools, progress)
    counted = []
    for at, spool in enumerate(spools, start=1):
        read = np.fromfile(spool, MARK)
        spool.unlink()
        counted.append(candidates(read["key"].copy(), read["law"].copy(), read["article"].copy()))
        progress("find candidates", 0.8 + 0.2 * at / len(spools))
    return _allowed(worth_aligning(counted, len(facts)), facts)


def _spool(shelf: Shelf, facts: Sequence[Shelved], spools: Sequence[Path], progress: Progress) -> None:
    """Write the marks of every law into files by their key, so that equal ones meet; languages never do."""
    languages = sorted({one.law.language for one in facts})
    frequency = {language: shelf.frequency(language) for language in languages}
    with ExitStack() as opened:
        files = [opened.enter_context(spool.open("wb")) for spool in spools]
        for number, one in enumerate(facts):
            found = marks(shelf.stems(number), shelf.begins(number), frequency[one.law.language])
            salt = (languages.index(one.law.language) * SALT) & 0x7FFF_FFFF_FFFF_FFFF
            told = np.empty(len(found.keys), MARK)
            told["key"], told["law"], told["article"] = found.keys ^ np.int64(salt), number, found.articles
            part = (told["key"] >> 7) % len(files)
            for at, file in enumerate(files):
                told[part == at].tofile(file)
            progress("find candidates", 0.8 * number / len(facts))


def _allowed(pairs: Pairs, facts: Sequence[Shelved]) -> Pairs:
    """Leave out editions of one law, and laws of one side where two are held against each other."""
    two_sides = any(one.side for one in facts)

    def wanted(one: Shelved, other: Shelved) -> bool:
        same = one.law.law and one.law.key == other.law.key
        return not same and (not two_sides or one.side != other.side)

    kept = [(left, right) for left, right in pairs.tolist() if wanted(facts[left], facts[right])]
    return np.array(kept, np.int64).reshape(-1, 2)


def batches(folder: Path, pairs: Pairs, words: NDArray[np.int64], least: int) -> list[Batch]:
    """Cut pairs into batches of about equal work, neighbours together."""
    if not len(pairs):
        return []
    work = np.cumsum(words[pairs].sum(axis=1))
    number = (work - 1) // BATCH_WORDS
    cuts = np.flatnonzero(np.diff(number)) + 1
    return [
        Batch(str(folder), at, [(int(left), int(right)) for left, right in part], least)
        for at, part in enumerate(np.split(pairs, cuts))
    ]


def align_all(todo: Sequence[Batch], mapped: Mapped, progress: Progress) -> None:
    """Align batches that are not yet there, wherever ``mapped`` runs them."""
    left = [one for one in todo if not one.file.is_file()]
    done = len(todo) - len(left)
    for _ in mapped(align_batch, left):
        done += 1
        progress("align", done / len(todo))


def align_batch(batch: Batch) -> int:
    """Align the pairs of a batch both ways, and keep their passages; give how many."""
    folder = Path(batch.folder)
    shelf = open_shelf(folder)
    known = learnt(folder)
    rows: dict[str, list[Any]] = {name: [] for name in PASSAGE.names}
    for left, right in batch.pairs:
        one, other = _prepared(folder, left), _prepared(folder, right)
        _add(rows, left, right, one, other, batch.least, known)
        _add(rows, right, left, other, one, batch.least, known)
    del shelf
    batch.file.parent.mkdir(exist_ok=True)
    beside = batch.file.with_suffix(".part")
    parquet.write_table(pa.table(rows, PASSAGE), beside)
    beside.rename(batch.file)
    return len(rows["law"])


@lru_cache(maxsize=KEPT)
def _prepared(folder: Path, number: int) -> Prepared:
    return prepared(open_shelf(folder).view(number))


@lru_cache(maxsize=2)
def learnt(folder: Path) -> Background:
    """Give the background that was learnt of a shelf."""
    held = np.load(folder / "background.npz")
    return Background(held["frequency"], int(held["documents"]), held["formulas"])


def forget() -> None:
    """Let go of shelves that were open: another was filled, perhaps in the same folder."""
    for kept in (open_shelf, learnt, _prepared):
        kept.cache_clear()


def learn(shelf: Shelf) -> None:
    """Learn what is boilerplate from laws drawn at random, and keep it beside the shelf."""
    order = np.random.default_rng(0).permutation(len(shelf))
    enough = int(np.searchsorted(np.cumsum(shelf.words()[order]), SAMPLE_WORDS)) + 1
    laws = [shelf.stems(int(number)) for number in order[:enough]]
    stems = 1 + max((int(one.max()) for one in laws if len(one)), default=0)
    known = background(documents(laws), stems)
    np.savez(shelf.folder / "background.npz", **known._asdict())


def _add(
    rows: dict[str, list[Any]], law: int, source: int, here: Prepared, there: Prepared,
    least: int, known: Background,
) -> None:  # fmt: skip
    found = align(here, there, least)
    for one, place in zip(found, characters(found, here.view, there.view), strict=True):
        sure = weighed(one, here, there, known)
        told = (law, source, *one[:4], *place, one.score, one.reworded, sure)
        for name, value in zip(PASSAGE.names, told, strict=True):
            rows[name].append(value)


def passages(todo: Sequence[Batch]) -> pa.Table:
    """Gather the passages of all batches."""
    tables = [parquet.read_table(one.file) for one in todo]
    return (
        pa.concat_tables(tables).sort_by(
            [("law", "ascending"), ("source", "ascending"), ("start", "ascending")]
        )
        if tables
        else PASSAGE.empty_table()
    )


def in_this_process(task: Callable[[Any], Any], todo: Sequence[Any]) -> Iterator[Any]:
    """Run tasks one after another."""
    return map(task, todo)


def remember(folder: Path, asked: dict[str, Any]) -> bool:
    """Note what a work folder is for; say whether it was for the same before."""
    note = folder / "scan.json"
    told = json.dumps(asked, sort_keys=True, ensure_ascii=False)
    same = note.is_file() and note.read_text(encoding="utf-8") == told
    folder.mkdir(parents=True, exist_ok=True)
    note.write_text(told, encoding="utf-8")
    return same
