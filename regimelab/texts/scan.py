"""Laws of a whole country against each other: shelved, paired, aligned in batches that can be resumed."""

import json
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pyarrow import parquet

from regimelab.progress import Progress
from regimelab.texts import pairing
from regimelab.texts.align import Prepared, align, characters, prepared
from regimelab.texts.boilerplate import Background, background, documents
from regimelab.texts.compare import weighed
from regimelab.texts.shelf import Shelf, Shelved, filled, open_shelf
from regimelab.texts.shelving import bind, portions, shelve

BATCH_WORDS = 3_000_000  # of both laws of the pairs that are aligned at one go
SAMPLE_WORDS = 3_000_000  # words that boilerplate is learnt from
KEPT = 48  # laws that a worker keeps prepared
PAIR = "find candidates"
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


def shelved(folder: Path, places: Sequence[str], language: str, mapped: Mapped, progress: Progress) -> Shelf:
    """Read laws onto a shelf, unless they are all there; what was read before is not read again."""
    if not filled(folder):
        todo, problems = portions(folder, places, language)
        carry_out(shelve, todo, mapped, progress, ("read", 0.0, 1.0))
        bind(folder, todo, problems)
        forget()
    return Shelf(folder)


def paired(shelf: Shelf, facts: Sequence[Shelved], mapped: Mapped, progress: Progress) -> pairing.Pairs:
    """Find the pairs worth aligning, in parts that memory holds; what is done is not done again."""
    folder, words = shelf.folder, shelf.words
    ranges, parts = pairing.ranges(folder, words), pairing.parts(folder, words)
    if left(ranges):
        if left(parts):
            carry_out(pairing.mark_group, pairing.groups(folder, words), mapped, progress, (PAIR, 0.0, 0.6))
            carry_out(pairing.share_part, parts, mapped, progress, (PAIR, 0.6, 0.9))
        shutil.rmtree(folder / pairing.MARKS, ignore_errors=True)
        carry_out(pairing.count_range, ranges, mapped, progress, (PAIR, 0.9, 1.0))
    shutil.rmtree(folder / pairing.COUNTS, ignore_errors=True)
    return pairing.allowed(pairing.pairs(ranges), facts)


def left(todo: Sequence[Any]) -> list[Any]:
    """Give the tasks whose files are not there yet."""
    return [one for one in todo if not one.file.is_file()]


def carry_out(
    task: Callable[[Any], int], todo: Sequence[Any], mapped: Mapped, progress: Progress,
    stage: tuple[str, float, float],
) -> None:  # fmt: skip
    """Do what is left of some tasks, wherever ``mapped`` runs them; a stage has a name, a begin, an end."""
    name, begin, end = stage
    remaining = left(todo)
    done = len(todo) - len(remaining)
    for _ in mapped(task, remaining):
        done += 1
        progress(name, begin + (end - begin) * done / len(todo))


def batches(folder: Path, pairs: pairing.Pairs, words: NDArray[np.int64], least: int) -> list[Batch]:
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
    carry_out(align_batch, todo, mapped, progress, ("align", 0.0, 1.0))


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
    enough = int(np.searchsorted(np.cumsum(shelf.words[order]), SAMPLE_WORDS)) + 1
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
