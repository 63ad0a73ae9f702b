"""The cases that a lab may open: the file or the folder that its user named, and nothing beside."""

import secrets
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from threading import RLock, Timer
from typing import Any

from regimelab.errors import InvalidInput, Problem, UsageError
from regimelab.screening import NOTICE
from regimelab.screening.difference import Difference
from regimelab.study.opening import Asked
from regimelab.study.screening.desk import Desk, open_desk
from regimelab.study.screening.drawer import Opened
from regimelab.study.screening.files import ENDING
from regimelab.study.screening.follow import compare_screenings
from regimelab.study.screening.form import Form, form_of
from regimelab.study.screening.spoken import told_difference

IDLE = 3600.0  # seconds after which a passphrase that nobody used is forgotten
MOST = 16  # desks that are open at once


class ChangedSince(InvalidInput):
    """The case is not what the form was filled in on: somebody else changed it."""


class Shut(InvalidInput):
    """The desk is not open, or no longer."""


@dataclass(frozen=True)
class CasesShown:
    """The cases that may be opened, by their names below the place that was named; blank if none was."""

    place: str
    cases: tuple[str, ...]
    begin: str
    notice: str = NOTICE


@dataclass(frozen=True)
class DeskShown:
    """An open desk: the word by which its window asks for it, and its form."""

    desk: str
    form: Form


@dataclass
class _Open:
    name: str
    desk: Desk = field(repr=False)
    used: float


class Cases:
    """Desks by a word that only their window knows; what opens a case stays in memory until it is closed."""

    def __init__(self, asked: Asked, place: Path | None = None) -> None:
        self.asked, self.place = asked, place and place.expanduser()
        if self.place and not self.place.exists():
            raise UsageError(Problem(str(place), "there is no such file or folder.", "Check the path."))
        self._desks: dict[str, _Open] = {}
        self._lock = RLock()
        self._clock: Timer | None = None

    def shown(self) -> CasesShown:
        """List the cases that may be opened."""
        place = "" if self.place is None else str(self.place)
        where = self.place if self.place and self.place.is_dir() else Path()
        begin = f'regimelab screen new "{where / ("grant" + ENDING)}" --by NAME'
        return CasesShown(place, tuple(self._files()), begin)

    def open(self, name: str, passphrase: str, by: str) -> DeskShown:
        """Open a case; its passphrase is kept in memory for as long as the desk is used."""
        path = self._file(name)
        if not by.strip():
            raise InvalidInput(Problem("by", "a person answers, and has to be named.", "Say who writes."))
        try:
            desk = open_desk(path, passphrase, self.asked, by.strip())
        except InvalidInput as error:
            raise InvalidInput(_named(error, path, name)) from None
        with self._lock:
            self._forget()
            if len(self._desks) >= MOST:
                raise UsageError(Problem("desk", f"{MOST} cases are open.", "Close one first."))
            word = secrets.token_urlsafe(18)
            self._desks[word] = _Open(name, desk, time.monotonic())
            self._wind()
        return self._told(word)

    def form(self, word: str) -> DeskShown:
        """Show a desk as it stands."""
        with self._lock:
            return self._told(word)

    def drawer(self, word: str, question: str, limit: int) -> Opened:
        """Open the drawer of a question."""
        desk = self._desk(word).desk
        return desk.drawers.opened(desk.bank.question(question, "question"), limit)

    def compare(self, word: str, name: str, passphrase: str | None) -> Difference:
        """Say what the open case has otherwise than another, which may have a passphrase of its own."""
        desk, path = self._desk(word).desk, self._file(name)
        try:
            found = compare_screenings(path, desk.opened.path, passphrase or desk.passphrase, desk.passphrase)
        except InvalidInput as error:
            raise InvalidInput(_named(error, path, name)) from None
        return told_difference(found.data)

    def save(self, word: str, head: str, given: Mapping[str, Any]) -> DeskShown:
        """Add to a case and write its file, if it is still the case that the window showed."""
        _refuse_files(given)
        with self._lock:
            held = self._desk(word)
            if held.desk.result.data.head != head or _altered(held.desk):
                what = "it was changed elsewhere since it was opened here; nothing was written."
                raise ChangedSince(Problem(held.name, what, "Read it again, then save yours on top."))
            held.desk.add(given)
            return self._told(word)

    def reread(self, word: str) -> DeskShown:
        """Read a case anew from its file, with the passphrase that is in memory."""
        with self._lock:
            held = self._desk(word)
            held.desk = open_desk(held.desk.opened.path, held.desk.passphrase, self.asked, held.desk.by)
            return self._told(word)

    def close(self, word: str) -> None:
        """Forget a desk and its passphrase."""
        with self._lock:
            self._desks.pop(word, None)

    def _files(self) -> dict[str, Path]:
        if self.place is None:
            return {}
        if not self.place.is_dir():
            return {self.place.name: self.place}
        root = self.place.resolve()
        found = sorted(self.place.rglob(f"*{ENDING}"))
        inside = (one for one in found if one.is_file() and one.resolve().is_relative_to(root))
        return {one.relative_to(self.place).as_posix(): one for one in inside}

    def _file(self, name: str) -> Path:
        path = self._files().get(name)
        if path is None:
            what = "there is no such case where the lab was told to look."
            raise InvalidInput(Problem("case", what, "Choose one of the list."))
        return path

    def _desk(self, word: str) -> _Open:
        with self._lock:
            self._forget()
            if word not in self._desks:
                what = "the case is not open here, or was left for an hour."
                raise Shut(Problem("desk", what, "Give its passphrase again."))
            self._desks[word].used = time.monotonic()
            return self._desks[word]

    def _forget(self) -> None:
        oldest = time.monotonic() - IDLE
        self._desks = {word: one for word, one in self._desks.items() if one.used >= oldest}

    def _wind(self) -> None:
        """Forget in time even if nobody asks again."""
        if self._clock is None and self._desks:
            oldest = min(one.used for one in self._desks.values())
            self._clock = Timer(oldest + IDLE + 1 - time.monotonic(), self._expire)
            self._clock.daemon = True
            self._clock.start()

    def _expire(self) -> None:
        with self._lock:
            self._clock = None
            self._forget()
            self._wind()

    def _told(self, word: str) -> DeskShown:
        held = self._desk(word)
        return DeskShown(word, form_of(held.desk, held.name))


def _altered(desk: Desk) -> bool:
    """Whether the file is gone, or not the one that was read or written last."""
    path = desk.opened.path
    return not path.is_file() or sha256(path.read_bytes()).hexdigest() != desk.opened.found


def _named(error: InvalidInput, path: Path, name: str) -> list[Problem]:
    """Name the file as the list names it."""
    return [Problem(one.where.replace(str(path), name), one.what, one.remedy) for one in error.problems]


def _refuse_files(given: Mapping[str, Any]) -> None:
    """Refuse to read files of this machine because a page asks: a page gives a document's hash."""
    found = [
        Problem(where, "a page does not name files of this machine.", "Give the hash of the document.")
        for where in _filed(given, "")
    ]
    if found:
        raise InvalidInput(found)


def _filed(value: object, where: str) -> Iterator[str]:
    if isinstance(value, Mapping):
        for name, one in value.items():
            if name == "file" and one:
                yield f"{where}.file".lstrip(".")
            yield from _filed(one, f"{where}.{name}".lstrip("."))
    elif isinstance(value, list | tuple):
        for place, one in enumerate(value):
            yield from _filed(one, f"{where}[{place}]")
