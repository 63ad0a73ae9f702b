"""Whether somebody still waits for an answer: work for a page that has gone on is left."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from threading import Event

from fastapi import Request

from regimelab.web.worker import Superseded


@asynccontextmanager
async def while_heard(request: Request) -> AsyncIterator[Callable[[], None]]:
    """Give a way that raises as soon as the client has closed the line, as a page does that has gone on."""
    gone = Event()

    async def listen() -> None:
        while (await request.receive())["type"] != "http.disconnect":
            pass
        gone.set()

    def way() -> None:
        if gone.is_set():
            raise Superseded

    listening = asyncio.create_task(listen())
    try:
        yield way
    finally:
        listening.cancel()
