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


class Work:
    """Work for spare moments in so many steps; it notes what it did and heard."""

    def __init__(self, steps, name="", order=None):
        self.left, self.name, self.told = steps, name, []
        self.order = [] if order is None else order

    def step(self, way):
        way()
        self.order.append(self.name)
        self.left -= 1
        return self.left > 0

    def heard(self, question):
        self.told.append(question)


async def until(done):
    for _ in range(400):
        if done():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it never came to that")


def test_clients_take_turns_with_their_spare_moments_and_the_newest_row_comes_first(worker):
    order: list[str] = []
    works = [Work(2, name, order) for name in ("old", "new", "other")]

    async def ask():
        gate = threading.Event()
        busy = asyncio.create_task(worker.latest("busy", gate.wait))
        await asyncio.sleep(0.05)
        for client, work in zip(("a", "a", "b"), works, strict=True):
            worker.spare(client, work)
        worker.heard("a", "a question")
        gate.set()
        await busy
        await until(lambda: not any(work.left for work in works))

    asyncio.run(ask())
    assert order == ["new", "other", "new", "other", "old", "old"]
    assert [work.told for work in works] == [["a question"], ["a question"], []]
    assert not worker._spare


def test_work_for_spare_moments_gives_way_to_a_question_and_goes_on(worker):
    begun, tried = threading.Event(), []

    class Long(Work):
        def step(self, way):
            tried.append(1)
            begun.set()
            while len(tried) == 1:  # the first time it only ends because somebody asks
                way()
            return super().step(way)

    async def ask():
        work = Long(1)
        worker.spare("a", work)
        await until(begun.is_set)
        assert (await worker.latest("b", lambda: "answer")).answer == "answer"
        await until(lambda: not work.left)

    asyncio.run(ask())
    assert len(tried) == 2


def test_right_after_an_answer_there_is_no_spare_moment(worker, monkeypatch):
    monkeypatch.setattr(module, "QUIET", 3600.0)

    async def ask():
        await worker.latest("a", lambda: "first")
        work = Work(1)
        worker.spare("a", work)
        await asyncio.sleep(0.05)
        return (await worker.latest("a", lambda: "next")).answer, work.left

    assert asyncio.run(ask()) == ("next", 1)


def test_what_fails_in_a_spare_moment_is_left(worker):
    class Failing(Work):
        def step(self, way):
            raise ValueError("of the work")

    async def ask():
        worker.spare("a", Failing(1))
        await until(lambda: not worker._spare)
        return await worker.latest("a", lambda: "fine")

    assert asyncio.run(ask()).answer == "fine"


def test_rows_for_spare_moments_are_bounded(worker, monkeypatch):
    monkeypatch.setattr(module, "MOST", 3)

    async def ask():
        gate = threading.Event()
        busy = asyncio.create_task(worker.latest("busy", gate.wait))
        await asyncio.sleep(0.05)
        for number in range(20):
            worker.spare(f"client {number // 4}", Work(1))
        held = [len(rows) for rows in worker._spare.values()]
        gate.set()
        await busy
        return held

    held = asyncio.run(ask())
    assert len(held) == 3 and max(held) == module.ROWS


def asked_while_under_way(worker, client, first_is_final, then_final):
    """Whether a question under way ends early where its client asks another."""

    async def ask():
        begun, gate = threading.Event(), threading.Event()

        def work():
            begun.set()
            while not gate.wait(0.01):
                worker.overtaken(client, first_is_final)
            return "whole"

        first = asyncio.create_task(worker.latest(client, work, 1, first_is_final))
        await until(begun.is_set)
        second = asyncio.create_task(worker.latest(client, lambda: "next", 2, then_final))
        await asyncio.sleep(0.1)
        gate.set()
        return await asyncio.gather(first, second, return_exceptions=True)

    first, second = asyncio.run(ask())
    assert second.answer == "next"
    return isinstance(first, Superseded)


def test_a_final_question_ends_the_one_under_way_and_is_ended_by_any(worker):
    assert not asked_while_under_way(worker, "a", False, False)
    assert asked_while_under_way(worker, "b", False, True)
    assert asked_while_under_way(worker, "c", True, False)


def test_an_answer_that_needs_no_work_overtakes_what_waits(worker):
    async def ask():
        gate = threading.Event()
        busy = asyncio.create_task(worker.latest("other", gate.wait))
        await asyncio.sleep(0.05)
        waiting = asyncio.create_task(worker.latest("a", lambda: "older", 3))
        await asyncio.sleep(0.05)
        worker.overtake("a", 4)
        gate.set()
        await busy
        with pytest.raises(Superseded):
            worker.overtake("a", 2)
        return await asyncio.gather(waiting, return_exceptions=True)

    assert isinstance(asyncio.run(ask())[0], Superseded)


def test_other_threads_let_questions_pass_but_not_for_ever(worker, monkeypatch):
    monkeypatch.setattr(module, "STILL", 0.0)
    monkeypatch.setattr(module, "PATIENCE", 60.0)
    passed = threading.Event()

    async def ask():
        await asyncio.to_thread(worker.let_pass)  # nobody asks: it goes on
        gate, begun = threading.Event(), threading.Event()
        asked = asyncio.create_task(worker.latest("a", lambda: begun.set() or gate.wait()))
        await asyncio.to_thread(begun.wait)
        other = asyncio.create_task(asyncio.to_thread(lambda: worker.let_pass() or passed.set()))
        await asyncio.sleep(0.1)
        waited = not passed.is_set()
        gate.set()
        await asyncio.gather(asked, other)
        monkeypatch.setattr(module, "PATIENCE", 0.0)
        gate.clear()
        begun.clear()
        asked = asyncio.create_task(worker.latest("a", lambda: begun.set() or gate.wait()))
        await asyncio.to_thread(begun.wait)
        await asyncio.to_thread(worker.let_pass)  # many ask: it goes on, too
        gate.set()
        await asked
        return waited

    assert asyncio.run(ask()) and passed.is_set()
