"""One thread computes; of each client only the newest question counts, and clients take turns."""

import asyncio
import threading

import pytest

from regimelab.web import worker as module
from regimelab.web.worker import Crowded, Superseded, Worker


@pytest.fixture
def worker():
    found = Worker("test")
    yield found
    found.close()


def test_a_newer_question_takes_the_place_of_an_older_that_waits(worker):
    async def ask():
        gate = threading.Event()
        first = asyncio.create_task(worker.latest("a", lambda: gate.wait() and "first"))
        await asyncio.sleep(0.05)
        later = [asyncio.create_task(worker.latest("a", lambda n=n: n)) for n in range(4)]
        await asyncio.sleep(0.05)
        gate.set()
        return await asyncio.gather(first, *later, return_exceptions=True)

    first, *superseded, newest = asyncio.run(ask())
    assert first.answer == "first" and newest.answer == 3
    assert all(isinstance(one, Superseded) for one in superseded)


def test_an_older_question_that_was_overtaken_does_not_win(worker):
    async def ask():
        gate = threading.Event()
        busy = asyncio.create_task(worker.latest("other", gate.wait))
        await asyncio.sleep(0.05)
        newer = asyncio.create_task(worker.latest("a", lambda: "newer", 7))
        await asyncio.sleep(0.05)
        older = asyncio.create_task(worker.latest("a", lambda: "older", 6))
        await asyncio.sleep(0.05)
        gate.set()
        await busy
        return await asyncio.gather(newer, older, return_exceptions=True)

    newer, older = asyncio.run(ask())
    assert newer.answer == "newer" and isinstance(older, Superseded)


def test_clients_take_turns_and_each_gets_its_newest(worker):
    order: list[str] = []

    async def ask():
        gate = threading.Event()
        busy = asyncio.create_task(worker.latest("busy", gate.wait))
        await asyncio.sleep(0.05)
        tasks = []
        for number in range(50):
            name = f"client {number}"
            for move in range(3):
                work = lambda name=name, move=move: order.append(name) or (name, move)  # noqa: E731
                tasks.append(asyncio.create_task(worker.latest(name, work, move)))
        await asyncio.sleep(0.05)
        gate.set()
        await busy
        return await asyncio.gather(*tasks, return_exceptions=True)

    answers = [one.answer for one in asyncio.run(ask()) if not isinstance(one, Superseded)]
    assert answers == [(f"client {number}", 2) for number in range(50)]
    assert order == [f"client {number}" for number in range(50)]


def test_a_failure_reaches_who_asked_and_the_next_is_answered(worker):
    def fail():
        raise ValueError("of the work")

    async def ask():
        return await asyncio.gather(
            worker.latest("a", fail), worker.latest("b", lambda: "fine"), return_exceptions=True
        )

    failed, fine = asyncio.run(ask())
    assert isinstance(failed, ValueError) and fine.answer == "fine"


def test_more_clients_than_can_wait_are_told_so(worker, monkeypatch):
    monkeypatch.setattr(module, "MOST", 2)

    async def ask():
        gate = threading.Event()
        tasks = [asyncio.create_task(worker.latest(f"client {n}", gate.wait)) for n in range(6)]
        await asyncio.sleep(0.05)
        gate.set()
        return await asyncio.gather(*tasks, return_exceptions=True)

    assert sum(isinstance(one, Crowded) for one in asyncio.run(ask())) > 0
