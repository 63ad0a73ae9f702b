"""One worker computes; of each client only the newest question counts."""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Any, Generic, NamedTuple, TypeVar

from regimelab.web.alone import Alone

Answer = TypeVar("Answer")
MOST = 256  # clients whose questions wait at once


class Superseded(Exception):
    """A newer question of the same client took the place of this one."""


class Crowded(Exception):
    """More clients wait than can be answered in useful time."""


class Timed(NamedTuple, Generic[Answer]):
    """An answer, how long its question waited, and how long it was worked on, in seconds."""

    answer: Answer
    waited: float
    worked: float


class _Job(NamedTuple):
    work: Callable[[], Any]
    answer: "asyncio.Future[Timed[Any]]"
    asked: float


class Worker:
    """A thread of its own for the engine; clients take turns, each with its newest question."""

    def __init__(self, name: str) -> None:
        self._thread = Alone(name)
        self._waiting: OrderedDict[str, _Job] = OrderedDict()
        self._newest: OrderedDict[str, int] = OrderedDict()
        self._busy: asyncio.Task[None] | None = None

    async def latest(self, client: str, work: Callable[[], Answer], number: int = 0) -> Timed[Answer]:
        """Answer a client's question, unless a newer one of the same client comes before its turn.

        Questions may overtake each other on their way: by their numbers, a client says which is newer.
        """
        if number < self._newest.get(client, 0):
            raise Superseded
        if client not in self._waiting and len(self._waiting) >= MOST:
            raise Crowded
        self._note(client, number)
        job = _Job(work, asyncio.get_running_loop().create_future(), time.perf_counter())
        older = self._waiting.get(client)
        self._waiting[client] = job  # a client keeps its place in the line
        if older and not older.answer.done():
            older.answer.set_exception(Superseded())
        if self._busy is None or self._busy.done():
            self._busy = asyncio.create_task(self._work_off())
        return await job.answer

    def _note(self, client: str, number: int) -> None:
        """Remember a client's newest question; clients that were not heard of for long are forgotten."""
        self._newest[client] = number
        self._newest.move_to_end(client)
        while len(self._newest) > 4 * MOST:
            self._newest.popitem(last=False)

    async def run(self, work: Callable[[], Answer]) -> Answer:
        """Do something that is never superseded, when the thread is free."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)

    async def _work_off(self) -> None:
        loop = asyncio.get_running_loop()
        while self._waiting:
            _, job = self._waiting.popitem(last=False)
            if job.answer.done():
                continue
            begun = time.perf_counter()
            try:
                found = await loop.run_in_executor(self._thread, job.work)
            except Exception as error:
                _settle(job, error)
            else:
                ended = time.perf_counter()
                _settle(job, Timed(found, begun - job.asked, ended - begun))

    def close(self) -> None:
        """Take nothing more, and wait a little for what is under way."""
        self._thread.shutdown()


def _settle(job: _Job, found: Any) -> None:  # noqa: ANN401
    if job.answer.done():
        return
    if isinstance(found, Exception):
        job.answer.set_exception(found)
    else:
        job.answer.set_result(found)
