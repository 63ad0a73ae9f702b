"""Scan a collection of laws for borrowed ones: candidates, alignments, credits; resumable."""

import multiprocessing
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from regimelab import __version__
from regimelab.engine.cores import cores
from regimelab.errors import Problem, UsageError
from regimelab.study.laws.packages import check_packages
from regimelab.study.result import Progress, Result, silent

if TYPE_CHECKING:
    import pyarrow as pa

    from regimelab.texts.network import Link, Taken
    from regimelab.texts.scan import Mapped
    from regimelab.texts.shelf import Shelved

Engine = Literal["here", "ray", "daft"]
LEAST = 28  # as texts.align asks at least


@dataclass(frozen=True)
class Asked:
    """What is scanned: a collection, and perhaps another that it is held against."""

    laws: str
    against: str | None = None
    language: str = ""
    least: int = LEAST
    work: Path | None = None
    workers: int | None = None
    engine: Engine = "here"


@dataclass(frozen=True)
class Scan:
    """Laws with what is borrowed of them, links between them, and the tree of main sources.

    ``tree`` gives, for each law, those whose main source it is; '' stands for none of the collection.
    """

    least: int
    pairs: int
    aligned: int
    taken: "tuple[Taken, ...]"
    links: "tuple[Link, ...]"
    tree: dict[str, list[str]]


@dataclass(frozen=True)
class Scanned:
    """A scan, and what its files are made of."""

    result: Result[Scan]
    passages: "pa.Table"
    facts: "tuple[Shelved, ...]"
    asked: Asked


def scan_laws(asked: Asked, progress: Progress = silent) -> Scanned:
    """Find every borrowed passage between the laws of a collection."""
    check_packages()
    if asked.work:
        refuse_inside(asked, asked.work)
    with _work_folder(asked) as folder:
        return _scan(asked, folder, progress)


def refuse_inside(asked: Asked, folder: Path) -> None:
    """Refuse to write among the laws, where the next scan would read it as laws."""
    for place in (asked.laws, asked.against):
        if place and folder.resolve().is_relative_to(Path(place).resolve()):
            what = f"lies inside {place}, and would be read as laws the next time."
            raise UsageError(Problem(str(folder), what, "Name a folder outside of it."))


def _scan(asked: Asked, folder: Path, progress: Progress) -> Scanned:
    from regimelab.texts import scan
    from regimelab.texts.network import links, tree

    if not scan.remember(folder, _stamp(asked)):
        _clear(folder)
    places = [place for place in (asked.laws, asked.against) if place]
    with _mapping(asked) as mapped:
        shelf = scan.shelved(folder, places, asked.language, mapped, progress)
        facts = tuple(shelf.facts())
        scan.learn(shelf)
        pairs = scan.paired(shelf, facts, mapped, progress)
        todo = scan.batches(folder, pairs, shelf.words, asked.least)
        scan.align_all(todo, mapped, progress)
    passages = scan.passages(todo)
    taken, found = [], []
    for one, owed in links(passages, facts, asked.least):
        taken.append(one)
        found += owed
    found.sort(key=lambda one: -one.share)
    data = Scan(
        asked.least, len(facts) * (len(facts) - 1) // 2, len(pairs), tuple(taken), tuple(found), tree(taken)
    )
    rows = tuple(vars(one) for one in found)
    inputs = tuple(dict.fromkeys(one.law.file for one in facts))
    notes = dict.fromkeys((*shelf.notes(), *_cautions(facts)))
    result = Result(data, rows, warnings=tuple(notes), inputs=inputs)
    return Scanned(result, passages, facts, asked)


def _cautions(facts: "Sequence[Shelved]") -> Iterator[str]:
    undated = sum(one.law.written is None for one in facts)
    if undated:
        yield f"{undated} of {len(facts)} laws have no date: who had a passage first is open for them"
    if len({one.law.language for one in facts}) > 1:
        yield "laws in different languages were not held against each other"


def _stamp(asked: Asked) -> dict[str, Any]:
    """Say what a work folder was made of; it is used again only for the same."""
    from regimelab.texts.corpus import file_and_id

    places = [file_and_id(place)[0] for place in (asked.laws, asked.against) if place]
    files = [file for place in places for file in ([place] if place.is_file() else sorted(place.rglob("*")))]
    held = [(str(file), file.stat().st_size, file.stat().st_mtime_ns) for file in files if file.is_file()]
    return {
        "version": __version__,
        "laws": asked.laws,
        "against": asked.against,
        "language": asked.language,
        "least": asked.least,
        "files": held,
    }


@contextmanager
def _work_folder(asked: Asked) -> Iterator[Path]:
    """Use the folder that was named and keep it, or one that goes away."""
    if asked.work:
        if asked.work.is_dir() and any(asked.work.iterdir()) and not (asked.work / "scan.json").is_file():
            what = "holds files that are not of a scan."
            raise UsageError(Problem(str(asked.work), what, "Give an empty or a new folder."))
        yield asked.work
        return
    folder = Path(tempfile.mkdtemp(prefix="regimelab-laws-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _clear(folder: Path) -> None:
    """Forget what a work folder held of another scan."""
    (folder / "shelf.json").unlink(missing_ok=True)
    for made in ("shelf", "marks", "counts", "pairs", "passages"):
        shutil.rmtree(folder / made, ignore_errors=True)


@contextmanager
def _mapping(asked: Asked) -> "Iterator[Mapped]":
    """Choose where batches are aligned: on this machine's cores, or on a cluster."""
    from regimelab.texts.scan import in_this_process

    workers = asked.workers or cores()
    if asked.engine != "here":
        from regimelab.study.laws.cluster import over_daft, over_ray

        yield over_ray if asked.engine == "ray" else over_daft
    elif workers == 1:
        yield in_this_process
    else:
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(workers, mp_context=context) as pool:
            yield lambda task, todo: pool.map(task, todo)
