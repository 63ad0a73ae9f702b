"""What the server holds: the labs, and the three threads that work for it."""

from collections.abc import Callable
from contextvars import copy_context
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from fastapi import Request

from regimelab.study.lab.labs import Labs, View
from regimelab.study.lab.session import Lab
from regimelab.study.laws.room import Scans
from regimelab.study.screening.cases import Cases
from regimelab.web.door import Door
from regimelab.web.heard import still_wanted, while_heard
from regimelab.web.worker import Worker

Found = TypeVar("Found")


class Stopped(Exception):
    """The server ends: what a study was at is not needed any more."""


class Stage:
    """What the study is at, and how far it is.

    It is stopped where it would outlive the server, and where whoever asked for it has gone on.
    """

    def __init__(self) -> None:
        self.name, self.done, self.stopped = "", 0.0, False

    def __call__(self, stage: str, done: float) -> None:
        """Note how far a stage is."""
        if self.stopped:
            raise Stopped
        still_wanted()
        self.name, self.done = stage, done


@dataclass
class Held:
    """Labs, door and threads of one server; ``stage`` says what the study is at.

    The engine answers levers in milliseconds; the study tests claims in seconds, on a thread of its own;
    cases and laws of the user's own are read and written on a third.
    """

    labs: Labs
    door: Door
    engine: Worker = field(default_factory=lambda: Worker("engine"))
    study: Worker = field(default_factory=lambda: Worker("study"))
    stage: Stage = field(default_factory=Stage)
    desks: Worker = field(default_factory=lambda: Worker("desks"))
    place: Path | None = None
    scans: Scans = field(default_factory=Scans)

    def __post_init__(self) -> None:
        """Look where the user's cases lie."""
        self.cases = Cases(self.labs.asked, self.place)

    async def ask(self, request: Request, view: View, question: Callable[[Lab], Found]) -> Found:
        """Put a question to a view of the evidence, on the study's thread, while somebody waits for it."""
        return await _asked(request, self.study, lambda: question(self.labs.of(view)))

    async def compute(self, request: Request, work: Callable[[], Found]) -> Found:
        """Do something on the engine's thread, while somebody waits for it."""
        return await _asked(request, self.engine, work)

    async def look(self, request: Request, work: Callable[[], Found]) -> Found:
        """Read something of the user's own on the desks' thread, while somebody waits for it."""
        return await _asked(request, self.desks, work)

    def go_on(self) -> None:
        """Go on with the study's futures where they are still wanted, when no lever moves."""
        still_wanted()
        self.engine.let_pass()

    async def ready(self, request: Request, view: View) -> Lab:
        """Give the lab of a view, ready to answer levers; the first time, its model is fitted."""
        found = self.labs.standing(view)
        if found is None:
            await self.ask(request, view, lambda lab: lab.warm())
            found = self.labs.of(view)
        return found

    def close(self) -> None:
        """Stop the study at its next step, and let the threads finish."""
        self.stage.stopped = True
        self.engine.close()
        self.study.close()
        self.desks.close()


async def _asked(request: Request, worker: Worker, work: Callable[[], Found]) -> Found:
    """Have work done in the asker's language; it is left where the asker has gone on before or meanwhile."""

    def wanted() -> Found:
        still_wanted()
        return work()

    async with while_heard(request):
        asker = copy_context()
        return await worker.run(lambda: asker.run(wanted))


def held(request: Request) -> Held:
    """Find what the server holds."""
    return request.app.state.held
