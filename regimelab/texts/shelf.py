"""A shelf of laws on disk: words and articles of a whole country, read once and used in parts."""

import json
from collections.abc import Iterator
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from regimelab.texts.law import Law
from regimelab.texts.lexicon import Numbers
from regimelab.texts.view import View

COLUMNS = {"stems": np.int32, "starts": np.int32, "ends": np.int32, "begins": np.int32}
SHELF, FACTS, EDGES, DONE = "shelf", "laws.jsonl", "edges.npy", "shelf.json"


class Shelved(NamedTuple):
    """What is known of a law on the shelf; ``side`` is 1 for laws that others are held against."""

    law: Law
    side: int
    words: int


class Board:
    """A portion of a shelf: its laws, numbered from 0, with stems as the portion numbers them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.edges = np.load(folder / EDGES)
        self._columns = {name: _mapped(folder / name, kind) for name, kind in COLUMNS.items()}
        self._numbers: dict[str, Numbers] = {}

    def part(self, name: str, number: int) -> NDArray[Any]:
        """Give a column of a law."""
        first, last = self.edges[list(COLUMNS).index(name)][number : number + 2]
        return self._columns[name][first:last]

    def stems(self, number: int, language: str) -> Numbers:
        """Give the stems of a law, as the whole shelf numbers them."""
        if language not in self._numbers:
            self._numbers[language] = np.load(self.folder / named("numbers", language))
        return self._numbers[language][self.part("stems", number)]


class Shelf:
    """A shelf that is filled: laws by their number."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._boards: dict[int, Board] = {}
        self._firsts = np.cumsum([0, *_told(folder)["laws"]])

    def __len__(self) -> int:
        """Count the laws."""
        return int(self._firsts[-1])

    @cached_property
    def words(self) -> NDArray[np.int64]:
        """Count the words of each law."""
        return np.load(self.folder / "words.npy")

    @cached_property
    def languages(self) -> list[str]:
        """Give the language of each law."""
        return np.load(self.folder / "languages.npy").tolist()

    def view(self, number: int) -> View:
        """Give the matching view of a law."""
        board, at = self._board(number)
        starts, ends = (board.part(name, at).astype(np.int64) for name in ("starts", "ends"))
        return View(self.stems(number), starts, ends)

    def stems(self, number: int) -> Numbers:
        """Give the stems of a law."""
        board, at = self._board(number)
        return board.stems(at, self.languages[number])

    def begins(self, number: int) -> Numbers:
        """Give the first word of each article of a law."""
        board, at = self._board(number)
        return np.array(board.part("begins", at))

    def facts(self) -> Iterator[Shelved]:
        """Say what is known of each law, in order."""
        for number in range(len(self._firsts) - 1):
            with (board_folder(self.folder, number) / FACTS).open(encoding="utf-8") as lines:
                for line in lines:
                    said = json.loads(line)
                    yield Shelved(_law(said["law"]), said["side"], said["words"])

    def notes(self) -> list[str]:
        """Say what had to be assumed when the laws were read."""
        return _told(self.folder)["notes"]

    def frequency(self, language: str) -> Numbers:
        """Say in how many laws of a language each stem occurs."""
        return np.load(self.folder / named("frequency", language))

    def _board(self, number: int) -> tuple[Board, int]:
        at = int(np.searchsorted(self._firsts, number, side="right")) - 1
        if at not in self._boards:
            self._boards[at] = Board(board_folder(self.folder, at))
        return self._boards[at], number - int(self._firsts[at])


def board_folder(folder: Path, number: int) -> Path:
    """Name the folder of a portion of a shelf."""
    return folder / SHELF / f"{number:06d}"


def named(what: str, language: str) -> str:
    """Name the file of what is kept apart by language."""
    return f"{what}-{language or 'none'}.npy"


def _told(folder: Path) -> dict[str, Any]:
    return json.loads((folder / DONE).read_text(encoding="utf-8"))


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
