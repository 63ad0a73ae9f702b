"""Work for somebody who has gone is left."""

import asyncio

import pytest
from fastapi import Request

from regimelab.web.heard import while_heard
from regimelab.web.worker import Superseded


def test_the_way_is_free_until_the_line_is_closed():
    async def ask():
        closed = asyncio.Event()

        async def receive():
            await closed.wait()
            return {"type": "http.disconnect"}

        async with while_heard(Request({"type": "http"}, receive)) as way:
            await asyncio.sleep(0)
            way()
            closed.set()
            for _ in range(5):
                await asyncio.sleep(0)
            with pytest.raises(Superseded):
                way()

    asyncio.run(ask())
