"""Answers that a lab gave, or worked out before a hand asked for them, kept under all that they depend on."""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from regimelab.study.lab.answered import Simulated, answered
from regimelab.study.lab.wanted import Moved, Wanted

if TYPE_CHECKING:
    from regimelab.engine.simulate import DrawChunk, Drawn, Through
    from regimelab.types import FutureIndex

KEPT = 500  # answers, some 30 kB each
BEGUN = 2  # questions whose chunks are kept; a thousand futures take some 30 MB

Way = Callable[[], None]  # called between chunks; it raises where another question goes first


class Key(NamedTuple):
    """All that the futures of one lab depend on; its evidence and its fit never change."""

    scenario: str
    doses: Hashable
    assumed: Hashable
    size: tuple[int, int, int]


def key_of(wanted: Wanted) -> Key:
    """Name what is wanted so that only the same is the same."""
    return Key(wanted.scenario, wanted.doses, tuple(sorted(wanted.assumed.items())), wanted.size)


def go_on() -> None:
    """Give way to nobody."""


class Answers:
    """Answers of one lab: those of the region as a whole are kept, the ones not asked for longest go first.

    A question that gave way keeps the chunks of futures that were drawn for it; asked again, it goes on
    from there. They are the same futures either way.
    """

    def __init__(self, simulate: "Callable[[Wanted, Through], Moved]", release: Callable[[], str]) -> None:
        self._simulate, self._release = simulate, release
        self._kept: OrderedDict[Key, Simulated] = OrderedDict()
        self._begun: OrderedDict[Key, dict[int, Drawn]] = OrderedDict()
        self._lock = Lock()

    def known(self, wanted: Wanted) -> Simulated | None:
        """Give an answer that is kept."""
        if wanted.members:
            return None
        with self._lock:
            key = key_of(wanted)
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def answer(self, wanted: Wanted, way: Way = go_on) -> Simulated:
        """Answer, unless the answer is kept."""
        return self.known(wanted) or self._worked_out(wanted, way)

    def ahead(self, wanted: Wanted, way: Way) -> None:
        """Work an answer out that nobody asked for yet."""
        if self.known(wanted) is None:
            self._worked_out(wanted, way)

    def _worked_out(self, wanted: Wanted, way: Way) -> Simulated:
        key = key_of(wanted)
        parts = None if wanted.waits else self._parts(key)
        found = answered(self._simulate(wanted, _through(parts, way)), self._release())
        with self._lock:
            self._begun.pop(key, None)
            if not wanted.members:
                self._kept[key] = found
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return found

    def _parts(self, key: Key) -> "dict[int, Drawn]":
        with self._lock:
            parts = self._begun.setdefault(key, {})
            self._begun.move_to_end(key)
            while len(self._begun) > BEGUN:
                self._begun.popitem(last=False)
        return parts


def giving_way(way: Way) -> "Through":
    """Draw chunks on every core, and ask the way before each."""
    return _through(None, way)


def _through(parts: "dict[int, Drawn] | None", way: Way) -> "Through":
    """Draw the chunks that are not there yet, and ask the way before each; none are there without parts."""

    def through(draw: "DrawChunk", columns: "list[FutureIndex]") -> "Iterable[Drawn]":
        from regimelab.engine.simulate import on_every_core

        def drawn(chunk: "FutureIndex") -> "Drawn":
            way()
            return draw(chunk)

        there = {} if parts is None else parts
        left = [chunk for chunk in columns if int(chunk[0]) not in there]
        for chunk, part in zip(left, on_every_core(drawn, left), strict=True):
            there[int(chunk[0])] = part
        return [there[int(chunk[0])] for chunk in columns]

    return through
