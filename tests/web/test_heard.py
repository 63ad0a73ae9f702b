"""Work for somebody who has gone is left."""

import asyncio
import threading

import pytest
from fastapi import Request

from regimelab.study.lab.labs import Labs, View
from regimelab.study.opening import Asked
from regimelab.web.door import Door
from regimelab.web.heard import while_heard
from regimelab.web.held import Held, Stage
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


class Asker:
    """A client who waits for an answer until it goes on to something else."""

    def __init__(self):
        self.gone = asyncio.Event()

    @property
    def request(self):
        async def receive():
            await self.gone.wait()
            return {"type": "http.disconnect"}

        return Request({"type": "http"}, receive)


class Views(Labs):
    """Labs that hand a question the view that it was put to."""

    def of(self, view):
        return view


def test_a_study_that_nobody_waits_for_gives_way_at_its_next_step_and_what_waits_is_not_begun():
    stage, begun, going = Stage(), [], threading.Event()

    def fit(view):
        begun.append(view.as_of)
        going.set()
        for number in range(10_000):
            stage("fit", number / 10_000)
            threading.Event().wait(0.001)

    async def ask():
        here = Held(Views(Asked("central_asia")), Door("127.0.0.1", 8700), stage=stage)
        first, second, third = Asker(), Asker(), Asker()
        asks = [
            asyncio.create_task(here.ask(one.request, View((), day), work))
            for one, day, work in (
                (first, "2021", fit),
                (second, "2022", fit),
                (third, None, lambda view: "answer"),
            )
        ]
        await asyncio.to_thread(going.wait)
        first.gone.set()
        second.gone.set()
        found = await asyncio.gather(*asks, return_exceptions=True)
        here.close()
        return found

    one, two, three = asyncio.run(ask())
    assert isinstance(one, Superseded) and isinstance(two, Superseded) and three == "answer"
    assert begun == ["2021"] and stage.done < 0.99
