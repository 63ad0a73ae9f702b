"""A shelf of laws on disk: texts, words and articles of a whole country, read once and used in parts."""

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import asdict
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from regimelab.texts.candidates import LAWS
from regimelab.texts.law import Law
from regimelab.texts.lexicon import Lexicon, Numbers
from regimelab.texts.structure import articles, first_words
from regimelab.texts.view import View, matching_view

COLUMNS = {"stems": np.int32, "starts": np.int32, "ends": np.int32, "begins": np.int32, "texts": np.uint8}
FACTS, DONE = "laws.jsonl", "shelf.json"


class Shelved(NamedTuple):
    """What is known of a law on the shelf; ``side`` is 1 for laws that others are held against."""

    law: Law
    side: int
    words: int
    headings: tuple[str, ...]


def fill(folder: Path, laws: Iterable[tuple[Law, int]], notes: Sequence[str] = ()) -> None:
    """Put laws on a shelf one after another; it is there only when all are.

    Stems are numbered by language; in how many laws each occurs is kept with them, and so are ``notes``
    on what had to be assumed, which may grow while the laws are read.
    """
    folder.mkdir(parents=True, exist_ok=True)
    lexicons: dict[str, Lexicon] = {}
    frequency: dict[str, Numbers] = {}
    languages: list[str] = []
    edges: dict[str, list[int]] = {name: [0] for name in COLUMNS}
    with ExitStack() as opened:
        files = {name: opened.enter_context((folder / name).open("wb")) for name in COLUMNS}
        facts = opened.enter_context((folder / FACTS).open("w", encoding="utf-8"))
        for number, (law, side) in enumerate(laws):
            assert number < LAWS
            lexicon = lexicons.setdefault(law.language, Lexicon(law.language))
            view, units = matching_view(law.text, lexicon), articles(law.text)
            frequency[law.language] = _counted(frequency.get(law.language), view.stems, len(lexicon))
            text = np.frombuffer(law.text.encode(), np.uint8)
            columns = (*view, first_words(view.starts, units), text)
            for name, values in zip(COLUMNS, columns, strict=True):
                np.asarray(values, COLUMNS[name]).tofile(files[name])
                edges[name].append(edges[name][-1] + len(values))
            languages.append(law.language)
            facts.write(_line(law, side, len(view), [one.heading[:120] for one in units]))
    for name, edge in edges.items():
        np.save(folder / f"{name}.npy", np.array(edge, np.int64))
    np.save(folder / "languages.npy", np.array(languages, np.str_))
    for language, counts in frequency.items():
        np.save(folder / f"frequency-{language or 'none'}.npy", counts)
    done = {"laws": len(edges["stems"]) - 1, "notes": list(notes)}
    (folder / DONE).write_text(json.dumps(done, ensure_ascii=False), encoding="utf-8")


def _counted(before: Numbers | None, stems: Numbers, size: int) -> Numbers:
    """Add a law to the counts of laws by stem."""
    counts = np.zeros(size, np.int32)
    if before is not None:
        counts[: len(before)] = before
    counts[np.unique(stems)] += 1
    return counts


def _line(law: Law, side: int, words: int, headings: list[str]) -> str:
    said = {name: value for name, value in asdict(law).items() if name != "text"}
    known = {"law": said, "side": side, "words": words, "headings": headings}
    return json.dumps(known, ensure_ascii=False, default=str) + "\n"


class Shelf:
    """A shelf that is filled: laws by their number."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._edges = {name: np.load(folder / f"{name}.npy") for name in COLUMNS}
        self._columns = {name: _mapped(folder / name, kind) for name, kind in COLUMNS.items()}

    def __len__(self) -> int:
        """Count the laws."""
        return len(self._edges["stems"]) - 1

    def words(self) -> NDArray[np.int64]:
        """Count the words of each law."""
        return np.diff(self._edges["stems"])

    def view(self, number: int) -> View:
        """Give the matching view of a law."""
        stems, starts, ends = (self._part(name, number) for name in ("stems", "starts", "ends"))
        return View(np.array(stems), starts.astype(np.int64), ends.astype(np.int64))

    def stems(self, number: int) -> Numbers:
        """Give the stems of a law."""
        return np.array(self._part("stems", number))

    def begins(self, number: int) -> Numbers:
        """Give the first word of each article of a law."""
        return np.array(self._part("begins", number))

    def text(self, number: int) -> str:
        """Give the text of a law as it was read."""
        return self._part("texts", number).tobytes().decode()

    def facts(self) -> Iterator[Shelved]:
        """Say what is known of each law, in order; the texts stay on the shelf."""
        with (self.folder / FACTS).open(encoding="utf-8") as lines:
            for line in lines:
                said = json.loads(line)
                yield Shelved(_law(said["law"]), said["side"], said["words"], tuple(said["headings"]))

    def languages(self) -> list[str]:
        """Give the language of each law."""
        return np.load(self.folder / "languages.npy").tolist()

    def notes(self) -> list[str]:
        """Say what had to be assumed when the laws were read."""
        return json.loads((self.folder / DONE).read_text(encoding="utf-8")).get("notes", [])

    def frequency(self, language: str) -> Numbers:
        """Say in how many laws of a language each stem occurs."""
        return np.load(self.folder / f"frequency-{language or 'none'}.npy")

    def _part(self, name: str, number: int) -> NDArray[Any]:
        edge = self._edges[name]
        return self._columns[name][edge[number] : edge[number + 1]]


@lru_cache(maxsize=2)
def open_shelf(folder: Path) -> Shelf:
    """Open a shelf; a worker keeps it open."""
    return Shelf(folder)


def filled(folder: Path) -> bool:
    """Whether a shelf is complete."""
    return (folder / DONE).is_file()


def _mapped(path: Path, kind: type) -> NDArray[Any]:
    return np.memmap(path, kind, "r") if path.stat().st_size else np.empty(0, kind)


def _law(said: dict[str, Any]) -> Law:
    days = {
        name: date.fromisoformat(said[name]) if said[name] else None
        for name in ("adopted", "in_force", "edition")
    }
    return Law(**{**said, **days, "text": "", "file": Path(said["file"])})
