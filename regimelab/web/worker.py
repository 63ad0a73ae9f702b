"""One worker computes; of each client only the newest question counts, and spare moments are used."""

import asyncio
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from typing import Any, Generic, NamedTuple, Protocol, TypeVar, runtime_checkable

from regimelab.web.alone import Alone

Answer = TypeVar("Answer")
MOST = 256  # clients whose questions wait at once
QUIET = 0.04  # seconds after an answer that are no spare moment: a hand that moves asks again in them
STILL = 0.3  # seconds without a question in which no hand moves
PATIENCE = 0.5  # seconds that work of another thread lets hands go first, each time that it asks
ROWS = 2  # of work for spare moments, the newest first, that a client may have


class Superseded(Exception):
    """A newer question of the same client took the place of this one."""


class Crowded(Exception):
    """More clients wait than can be answered in useful time."""


class GaveWay(Exception):
    """Work for spare moments made room for a question."""


@runtime_checkable
class Spare(Protocol):
    """Work for spare moments: it goes on step by step, and hears what its client asks meanwhile."""

    def step(self, way: Callable[[], None]) -> bool:
        """Do a step, asking the way often: it raises where a question waits. Say whether more is left."""
        ...

    def heard(self, question: object) -> None:
        """Hear what the client asks."""
        ...


class Timed(NamedTuple, Generic[Answer]):
    """An answer, how long its question waited, and how long it was worked on, in seconds."""

    answer: Answer
    waited: float
    worked: float


class _Job(NamedTuple):
    work: Callable[[], Any]
    answer: "asyncio.Future[Timed[Any]]"
    asked: float
    final: bool


class Worker:
    """A thread of its own for the engine; clients take turns, each with its newest question.

    When none waits, clients take turns with their work for spare moments.
    """

    def __init__(self, name: str) -> None:
        self._thread = Alone(name)
        self._waiting: OrderedDict[str, _Job] = OrderedDict()
        self._newest: OrderedDict[str, int] = OrderedDict()
        self._spare: OrderedDict[str, deque[Spare]] = OrderedDict()
        self._busy: asyncio.Task[None] | None = None
        self._closed, self._answering, self._answered = False, False, 0.0

    async def latest(
        self, client: str, work: Callable[[], Answer], number: int = 0, final: bool = False
    ) -> Timed[Answer]:
        """Answer a client's question, unless a newer one of the same client comes before its turn.

        Questions may overtake each other on their way: by their numbers, a client says which is newer.
        A final one, after which a client rests, does not wait for others: see ``overtaken``.
        """
        if client not in self._waiting and len(self._waiting) >= MOST:
            raise Crowded
        self._note(client, number)
        job = _Job(work, asyncio.get_running_loop().create_future(), time.perf_counter(), final)
        older = self._waiting.get(client)
        self._waiting[client] = job  # a client keeps its place in the line
        if older:
            _settle(older, Superseded())
        self._wake()
        return await job.answer

    def overtake(self, client: str, number: int) -> None:
        """Take a question for the newest that needs no work: what the client asked before waits no longer."""
        self._note(client, number)
        older = self._waiting.pop(client, None)
        if older:
            _settle(older, Superseded())

    def overtaken(self, client: str, final: bool) -> None:
        """End a client's question that is under way where a newer one is not to wait for it.

        That is so for a final one that waits, and for any that waits for a final one. Others let the one
        under way be answered: a hand that never rests is to see pictures, too.
        """
        waiting = self._waiting.get(client)
        if waiting and (waiting.final or final):
            raise Superseded

    def spare(self, client: str, work: Spare) -> None:
        """Take work for spare moments; what a client gave before the last comes off."""
        rows = self._spare.setdefault(client, deque(maxlen=ROWS))
        rows.appendleft(work)
        while len(self._spare) > MOST:
            self._spare.popitem(last=False)
        self._wake()

    def heard(self, client: str, question: object) -> None:
        """Tell a client's work for spare moments what it asks now."""
        for work in self._spare.get(client, ()):
            work.heard(question)

    def let_pass(self) -> None:
        """Wait, on another thread, while questions come; but not for ever, for there may be many hands."""
        end = time.perf_counter() + PATIENCE
        while self._moved() and time.perf_counter() < end:
            time.sleep(QUIET / 8)

    def _moved(self) -> bool:
        still = time.perf_counter() > self._answered + STILL
        return not self._closed and (bool(self._waiting) or self._answering or not still)

    def _wake(self) -> None:
        if self._busy is None or self._busy.done():
            self._busy = asyncio.create_task(self._work_off())

    def _note(self, client: str, number: int) -> None:
        """Remember a client's newest question; clients that were not heard of for long are forgotten."""
        if number < self._newest.get(client, 0):
            raise Superseded
        self._newest[client] = number
        self._newest.move_to_end(client)
        while len(self._newest) > 4 * MOST:
            self._newest.popitem(last=False)

    async def run(self, work: Callable[[], Answer]) -> Answer:
        """Do something that is never superseded, when the thread is free."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)

    async def _work_off(self) -> None:
        while self._waiting or self._spare:
            quiet = self._answered + QUIET - time.perf_counter()
            if self._waiting:
                self._answering = True
                await self._answer_next()
                self._answering, self._answered = False, time.perf_counter()
            elif quiet > 0:
                asyncio.get_running_loop().call_later(quiet, self._wake)
                return
            else:
                await self._use_spare_moment()

    async def _answer_next(self) -> None:
        _, job = self._waiting.popitem(last=False)
        if job.answer.done():
            return
        begun = time.perf_counter()
        try:
            found = await self.run(job.work)
        except Exception as error:
            _settle(job, error)
        else:
            _settle(job, Timed(found, begun - job.asked, time.perf_counter() - begun))

    async def _use_spare_moment(self) -> None:
        """Let the next client's work do a step; what fails is left, and told when it is asked for."""
        client, rows = next(iter(self._spare.items()))
        work = rows[0]
        try:
            more = await self.run(lambda: work.step(self._give_way))
        except GaveWay:
            more = True
        except Exception:
            more = False
        if not more and work in rows:
            rows.remove(work)
        if client in self._spare:
            self._spare.move_to_end(client)
            if not rows:
                del self._spare[client]

    def _give_way(self) -> None:
        if self._waiting or self._closed or self._thread.wanted:
            raise GaveWay

    def close(self) -> None:
        """Take nothing more, and wait a little for what is under way."""
        self._closed = True
        self._spare.clear()
        self._thread.shutdown()


def _settle(job: _Job, found: Any) -> None:  # noqa: ANN401
    if job.answer.done():
        return
    if isinstance(found, Exception):
        job.answer.set_exception(found)
    else:
        job.answer.set_result(found)
