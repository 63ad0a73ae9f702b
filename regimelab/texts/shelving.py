"""Laws are put on the shelf in portions, each read by itself; then stems are numbered alike."""

import json
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from regimelab.errors import InvalidInput, Problem
from regimelab.texts.candidates import LAWS
from regimelab.texts.corpus import (
    PORTION,
    Source,
    file_and_id,
    found,
    note_id,
    nothing,
    sources,
    with_language,
)
from regimelab.texts.law import Law
from regimelab.texts.lexicon import Lexicon, Numbers
from regimelab.texts.shelf import COLUMNS, DONE, EDGES, FACTS, board_folder, named
from regimelab.texts.structure import articles, first_words
from regimelab.texts.view import matching_view


class Portion(NamedTuple):
    """Sources that are read at one go; ``side`` is 1 for laws that others are held against."""

    folder: str
    number: int
    side: int
    language: str
    given: Path
    picked: str
    sources: tuple[Source, ...]

    @property
    def place(self) -> Path:
        """The folder of the portion."""
        return board_folder(Path(self.folder), self.number)

    @property
    def file(self) -> Path:
        """What was found in the portion; it is there when all was read."""
        return self.place / "found.json"


def portions(folder: Path, places: Sequence[str], language: str) -> tuple[list[Portion], list[Problem]]:
    """Cut the sources of one collection, or of two that are held against each other, into portions."""
    cut: list[Portion] = []
    problems: list[Problem] = []
    for side, place in enumerate(places):
        path, picked = file_and_id(place)
        listed, wrong = sources(path)
        problems += wrong
        ends = np.cumsum([one.size for one in listed])
        edges = np.flatnonzero(np.diff(ends // PORTION)) + 1
        for part in np.split(np.arange(len(listed)), edges):
            chosen = tuple(listed[at] for at in part)
            cut.append(Portion(str(folder), len(cut), side, language, path, picked, chosen))
    return cut, problems


def shelve(portion: Portion) -> int:
    """Read the laws of a portion and put them on the shelf; give how many."""
    portion.place.mkdir(parents=True, exist_ok=True)
    writing = _Writing()
    with ExitStack() as opened:
        files = {name: opened.enter_context((portion.place / name).open("wb")) for name in COLUMNS}
        facts = opened.enter_context((portion.place / FACTS).open("w", encoding="utf-8"))
        for law, wrong in (each for source in portion.sources for each in found(source)):
            writing.problems += [(one.where, one.what, one.remedy) for one in wrong]
            if law is None:
                continue
            writing.seen.append((law.id, str(law.file)))
            if portion.picked in ("", law.id):
                columns, line = writing.add(law, portion)
                facts.write(line)
                for name, values in columns.items():
                    values.tofile(files[name])
    writing.finish(portion)
    return len(writing.languages)


class _Writing:
    """What is gathered while a portion is read."""

    def __init__(self) -> None:
        self.lexicons: dict[str, Lexicon] = {}
        self.frequency: dict[str, Numbers] = {}
        self.edges = [[0] * len(COLUMNS)]
        self.problems: list[tuple[str, str, str]] = []
        self.seen: list[tuple[str, str]] = []
        self.languages: list[str] = []
        self.guessed: set[str] = set()

    def add(self, given: Law, portion: Portion) -> tuple[dict[str, Any], str]:
        """Give the columns of a law, and the line of what is known of it."""
        law, guessed = with_language(given, portion.language)
        if guessed:
            self.guessed.add(law.language or "unknown")
        lexicon = self.lexicons.setdefault(law.language, Lexicon(law.language))
        view, units = matching_view(law.text, lexicon), articles(law.text)
        self.frequency[law.language] = _counted(self.frequency.get(law.language), view.stems, len(lexicon))
        self.languages.append(law.language)
        values = (*view, first_words(view.starts, units))
        columns = {name: np.asarray(one, COLUMNS[name]) for name, one in zip(COLUMNS, values, strict=True)}
        sizes = [len(one) for one in columns.values()]
        self.edges.append([edge + size for edge, size in zip(self.edges[-1], sizes, strict=True)])
        return columns, _line(law, portion.side, len(view))

    def finish(self, portion: Portion) -> None:
        """Write what is known of the whole portion."""
        np.save(portion.place / EDGES, np.array(self.edges, np.int64).T)
        for language, counts in self.frequency.items():
            np.save(portion.place / named("frequency", language), counts)
        told = {
            "problems": self.problems,
            "seen": self.seen,
            "languages": self.languages,
            "guessed": sorted(self.guessed),
            "stems": {language: one.stems for language, one in self.lexicons.items()},
        }
        beside = portion.file.with_suffix(".part")
        beside.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
        beside.rename(portion.file)


def bind(folder: Path, done: Sequence[Portion], problems: list[Problem]) -> None:
    """Number the stems of all portions alike, in order; refuse the collection if anything is wrong.

    In how many laws each stem occurs is kept with them, and so is what had to be assumed.
    """
    problems += [] if problems else _problems(done)
    if problems:
        raise InvalidInput(problems)
    known: dict[str, dict[str, int]] = {}
    frequency: dict[str, Numbers] = {}
    languages: list[str] = []
    words, guessed = [np.empty(0, np.int64)], set[str]()
    for one in done:
        told = _told(one)
        languages += told["languages"]
        guessed.update(told["guessed"])
        words.append(np.diff(np.load(one.place / EDGES)[0]))
        for language, stems in told["stems"].items():
            numbered = known.setdefault(language, {})
            numbers = np.array([numbered.setdefault(stem, len(numbered)) for stem in stems], np.int32)
            np.save(one.place / named("numbers", language), numbers)
            counts = _grown(frequency.get(language), len(numbered))
            counts[numbers] += _grown(np.load(one.place / named("frequency", language)), len(numbers))
            frequency[language] = counts
    assert len(languages) < LAWS
    np.save(folder / "languages.npy", np.array(languages, np.str_))
    np.save(folder / "words.npy", np.concatenate(words))
    for language, counts in frequency.items():
        np.save(folder / named("frequency", language), counts)
    listed = {"laws": [len(one) for one in words[1:]], "notes": list(_notes(guessed))}
    (folder / DONE).write_text(json.dumps(listed, ensure_ascii=False), encoding="utf-8")


def _problems(done: Sequence[Portion]) -> list[Problem]:
    """Gather what is wrong with any law of any portion; ids are told apart on each side."""
    problems: list[Problem] = []
    known: dict[int, dict[str, Path]] = {}
    for one in done:
        told = _told(one)
        problems += [Problem(*each) for each in told["problems"]]
        ids = known.setdefault(one.side, {})
        for name, file in told["seen"]:
            problems += note_id(name, Path(file), ids)
    for one in {each.side: each for each in reversed(done)}.values():
        problems += [] if problems else nothing(one.given, one.picked, known[one.side])
    return problems


def _told(portion: Portion) -> dict[str, Any]:
    return json.loads(portion.file.read_text(encoding="utf-8"))


def _notes(guessed: set[str]) -> Iterator[str]:
    if guessed:
        told = ", ".join(sorted(guessed))
        yield f"language taken from letters and words: {told}; state it to be sure"


def _counted(before: Numbers | None, stems: Numbers, size: int) -> Numbers:
    """Add a law to the counts of laws by stem."""
    counts = _grown(before, size)
    counts[np.unique(stems)] += 1
    return counts


def _grown(counts: Numbers | None, size: int) -> Numbers:
    """Give counts that have room for so many stems."""
    grown = np.zeros(size, np.int32)
    if counts is not None:
        grown[: len(counts)] = counts
    return grown


def _line(law: Law, side: int, words: int) -> str:
    said = {name: value for name, value in asdict(law).items() if name != "text"}
    known = {"law": said, "side": side, "words": words}
    return json.dumps(known, ensure_ascii=False, default=str) + "\n"
