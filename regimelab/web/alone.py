"""A thread that works alone, and does not keep the server from ending."""

from collections.abc import Callable
from concurrent.futures import Executor, Future
from queue import SimpleQueue
from threading import Thread
from typing import Any, NamedTuple, ParamSpec, TypeVar

PATIENCE = 5.0  # seconds that work under way is given when the server ends
Given = ParamSpec("Given")
Found = TypeVar("Found")


class _Task(NamedTuple):
    future: "Future[Any]"
    work: Callable[[], Any]


class Alone(Executor):
    """One thread that works off what it is given, in order."""

    def __init__(self, name: str) -> None:
        self._tasks: SimpleQueue[_Task | None] = SimpleQueue()
        self._ended = False
        self._thread = Thread(target=self._work_off, name=name, daemon=True)
        self._thread.start()

    @property
    def wanted(self) -> bool:
        """Whether work waits."""
        return not self._tasks.empty()

    def submit(
        self, fn: Callable[Given, Found], /, *args: Given.args, **kwargs: Given.kwargs
    ) -> "Future[Found]":
        """Line a piece of work up.

        Raises:
            RuntimeError: after the thread was ended, for nothing would ever be worked off.
        """
        if self._ended:
            raise RuntimeError(f"the thread '{self._thread.name}' has ended")
        future: Future[Found] = Future()
        self._tasks.put(_Task(future, lambda: fn(*args, **kwargs)))
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Take nothing more, and wait a little for what is under way; what still waits is cancelled."""
        self._ended = True
        while not self._tasks.empty():
            task = self._tasks.get()
            if task:
                task.future.cancel()
        self._tasks.put(None)
        self._thread.join(PATIENCE if wait else 0)

    def _work_off(self) -> None:
        while task := self._tasks.get():
            if not task.future.set_running_or_notify_cancel():
                continue
            try:
                task.future.set_result(task.work())
            except BaseException as error:
                task.future.set_exception(error)
