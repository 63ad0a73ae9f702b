"""Whether somebody still waits for an answer: work for a page that has gone on is left."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from contextvars import ContextVar
from threading import Event

from fastapi import Request

from regimelab.web.worker import Superseded

_way: ContextVar[Callable[[], None]] = ContextVar("way", default=lambda: None)


def still_wanted() -> None:
    """Raise where whoever asked for what is worked on has gone on; work of the lab's own is always wanted."""
    _way.get()()


@asynccontextmanager
async def while_heard(request: Request) -> AsyncIterator[Callable[[], None]]:
    """Give a way that raises as soon as the client has closed the line, as a page does that has gone on.

    Work that is begun in here asks it by ``still_wanted``.
    """
    gone = Event()

    async def listen() -> None:
        while (await request.receive())["type"] != "http.disconnect":
            pass
        gone.set()

    def way() -> None:
        if gone.is_set():
            raise Superseded

    listening = asyncio.create_task(listen())
    before = _way.set(way)
    try:
        yield way
    finally:
        _way.reset(before)
        listening.cancel()
