"""Law texts: how well planted passages are found, and how fast; beside plain local alignment.

The texts are those of REGIMELAB_SHARED or ../shared; without them only made laws are scanned. Work on one
core is measured in core-seconds, so that other work on the machine does not count. MADE_LAWS=100000 scans so
many made laws (some quarter of an hour on two idle cores, 4 GB on disk for the laws and 7 for the work).
"""

import os
import random
import resource
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
from local_alignment import local_alignments
from pyarrow import parquet
from row import Row

from regimelab.study.laws.scan import Asked, scan_laws
from regimelab.texts.align import Prepared, align, characters, prepare, prepared
from regimelab.texts.lexicon import Lexicon
from regimelab.texts.plagdet import Pair, score
from regimelab.texts.split import split
from regimelab.texts.view import View, matching_view

SHARED = Path(os.environ.get("REGIMELAB_SHARED", Path(__file__).resolve().parents[2] / "shared")) / "texts"
CODES, PLANTED = SHARED / "russian_codes.parquet", SHARED / "borrowing_bench_dev.parquet"
LENGTH = 9000  # words of a law that is aligned with another
MADE, WORDS = int(os.environ.get("MADE_LAWS", "2000")), 5000  # made laws, and words of each
Finder = Callable[[Prepared, Prepared], list[Pair]]


def measure() -> Iterable[Row]:
    """Quality, then speed on real codes, then a scan of made laws."""
    if CODES.is_file():
        codes = parquet.read_table(CODES)["text"].to_pylist()
        yield from _quality()
        yield from _speed(codes)
        yield from _all_pairs()
    yield from _made()


def core_seconds(call: Callable[[], object], runs: int = 5) -> tuple[float, ...]:
    """Time a call on one core, after one that warms it up."""
    call()
    times = []
    for _ in range(runs):
        begun = time.process_time()
        call()
        times.append(time.process_time() - begun)
    return tuple(times)


def _ours(here: Prepared, there: Prepared) -> list[Pair]:
    return characters(align(here, there), here.view, there.view)


def _local(here: Prepared, there: Prepared) -> list[Pair]:
    left, right = here.view, there.view
    return [
        Pair(int(left.starts[a]), int(left.ends[b - 1]), int(right.starts[c]), int(right.ends[d - 1]))
        for a, b, c, d in local_alignments(left.stems, right.stems)
    ]


def _quality() -> Iterator[Row]:
    rows = parquet.read_table(PLANTED).to_pylist()
    lexicon = Lexicon("ru")
    pairs = [(prepare(row["suspicious"], lexicon), prepare(row["source"], lexicon)) for row in rows]
    for name, finder, reach in (("aligned", _ours, 0.95), ("plain local alignment", _local, None)):
        finder(*pairs[0])
        begun = time.process_time()
        found = [finder(*pair) for pair in pairs]
        spent = time.process_time() - begun
        for level in ("none", "adapt", "light", "heavy", ""):
            chosen = [at for at, row in enumerate(rows) if level in ("", row["level"])]
            reached = score(
                [_truth(rows[at]["truth"]) for at in chosen], [found[at] for at in chosen]
            ).plagdet
            known = reach if not level else None
            yield Row(f"plagdet of planted passages, {level or 'all'}: {name}", "", (reached,), known, True)
        clean = sum(len(hits) for row, hits in zip(rows, found, strict=True) if row["level"] == "nopl")
        yield Row(f"false hits in 30 clean pairs: {name}", "", (float(clean),), 0.0 if reach else None)
        yield Row(f"150 pairs, indexed before, one core: {name}", "s", (spent,))


def _truth(rows: list[list[int]]) -> list[Pair]:
    return [Pair(start, start + size, other, other + length) for start, size, other, length in rows]


def _speed(codes: list[str]) -> Iterator[Row]:
    lexicon = Lexicon("ru")
    words = sum(len(split(text).hashes) for text in codes)

    def read() -> None:
        fresh = Lexicon("ru")
        for text in codes:
            fresh.number(text, split(text))

    rates = tuple(words / one / 1e6 for one in core_seconds(read, 3))
    yield Row("words read and stemmed, millions a core-second", "", rates, 5, more_is_better=True)
    views = [matching_view(text, lexicon) for text in codes]
    cut = [_part(view, at) for view in views for at in range(0, len(view) - LENGTH, LENGTH)]
    laws = [prepared(view) for view in cut[::3]]
    draw = random.Random(0)
    pairs = [draw.sample(range(len(laws)), 2) for _ in range(400)]
    spent = core_seconds(lambda: [align(laws[one], laws[other]) for one, other in pairs], 3)
    rates = tuple(len(pairs) / one for one in spent)
    yield Row("pairs of 9,000 words aligned a core-second", "", rates, 200, more_is_better=True)
    spent = core_seconds(lambda: [prepared(view) for view in cut[::9]], 3)
    yield Row("a law of 9,000 words indexed", "ms", tuple(1000 * one / len(cut[::9]) for one in spent))


def _part(view: View, at: int) -> View:
    end = at + LENGTH
    return View(view.stems[at:end], view.starts[at:end], view.ends[at:end])


def _all_pairs() -> Iterator[Row]:
    begun = time.perf_counter()
    scan_laws(Asked(str(CODES), language="ru", workers=2))
    yield Row("43 codes, 20 M characters: every pair", "s", (time.perf_counter() - begun,), 60)
    yield Row("peak memory of that, a process", "GB", (_peak(),), 2)


def _made() -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as name:
        file = Path(name) / "made.parquet"
        write_made(file, MADE)
        begun, spent = time.perf_counter(), _cores()
        found = scan_laws(Asked(str(file), language="ru", workers=2))
        clock, cores = time.perf_counter() - begun, _cores() - spent
    assert found.result.data.links
    name = f"{MADE:,} made laws of {WORDS:,} words scanned by two processes"
    yield Row(name, "s", (clock,), 1800 if MADE == 100_000 else None)
    yield Row(f"{name}, core-seconds", "s", (cores,))
    yield Row("100,000 of them, core-seconds if they go with their number", "s", (cores / MADE * 100_000,))


def _cores() -> float:
    """Seconds of processor time that this process and those that it waited for have used."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def _peak() -> float:
    return (
        max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
        / 1e6
    )


def write_made(file: Path, count: int) -> None:
    """Write laws of made words, of which a third have a passage of an earlier law."""
    draw = np.random.default_rng(0)
    syllables = [
        first + second
        for first in "бвгдзклмнпрстфх"
        for second in ("а", "о", "и", "е", "ун", "ор", "ел", "ам")
    ]
    words = np.array(sorted({"".join(draw.choice(syllables, draw.integers(2, 5))) for _ in range(40_000)}))
    chances = np.cumsum(1 / np.arange(10, len(words) + 10))
    kept: list[np.ndarray] = []
    with parquet.ParquetWriter(file, pa.schema([("id", pa.string()), ("text", pa.string())])) as sink:
        for number in range(count):
            law = words[np.searchsorted(chances, draw.random(WORDS) * chances[-1]).clip(max=len(words) - 1)]
            if kept and draw.random() < 1 / 3:
                size = int(draw.integers(100, 600))
                at, to = draw.integers(0, WORDS - size, 2)
                law[to : to + size] = kept[draw.integers(len(kept))][at : at + size]
            if draw.random() < 0.2 or not kept:
                kept = [*kept[-2000:], law]
            articles = (" ".join(law[at : at + 250]) for at in range(0, WORDS, 250))
            text = "\n".join(f"Статья {at}. {one}." for at, one in enumerate(articles, start=1))
            sink.write_table(pa.table({"id": [f"law{number}"], "text": [text]}))
