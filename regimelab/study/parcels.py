"""Pieces of work sent to workers in parcels of some seconds each, and what comes back of them.

How pieces are put together follows from how long they were seen to take, and changes no number: each is
worked out by itself, from its own seed.
"""

import os
import pickle
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, Generic, NamedTuple, TypeVar
from uuid import uuid4

import numpy as np

from regimelab.errors import first_line
from regimelab.study.sent import Named

AGAIN: Final = 4  # times that a piece is asked for in all
AHEAD: Final = 2  # parcels asked for by worker, so that none waits for the driver
LASTING: Final = 4.0  # seconds that a parcel is to last: to send and to fetch one takes some milliseconds
MOST: Final = 1000  # pieces of a parcel, whose results lie in memory together
KEPT: Final = "What was finished is kept: run it again."
Key = TypeVar("Key")
Work = Callable[[Any, Any], Any]


class Lost(Exception):
    """A piece whose worker was lost again and again."""

    def __init__(self, key: object, error: Exception) -> None:
        super().__init__(key)
        self.key = key
        self.for_memory = for_memory(error)
        self.what = f"its worker was lost {AGAIN} times ({first_line(error)})."


def for_memory(error: Exception) -> bool:
    """Whether a worker was killed because its machine ran out of memory."""
    return "memory" in str(error).lower()


class Brought(NamedTuple):
    """What a worker brings: results of the first pieces of its parcel, or of all, and seconds a piece."""

    results: list[Any]
    pace: float


@dataclass(frozen=True, eq=False)
class Sent(Named):
    """Work, and what all its pieces have in common, packed: unpacked once by each worker."""

    packed: np.ndarray


class Queue(Generic[Key]):
    """Pieces that wait to be asked for, and how often each was."""

    def __init__(self, keys: Sequence[Key]) -> None:
        self.keys, self.waiting = keys, deque(range(len(keys)))
        self.alone = deque[int]()  # pieces of parcels that were lost
        self.tried = [0] * len(keys)
        self.pace = np.inf

    def __bool__(self) -> bool:
        """Whether any piece waits."""
        return bool(self.waiting or self.alone)

    def parcel(self, workers: int) -> list[int]:
        """Take the next pieces: some seconds of work, one until it is known how long they last.

        Towards the end parcels get smaller, so that workers end together.
        """
        if self.alone:
            taken = [self.alone.popleft()]
        else:
            even = -(-len(self.waiting) // (AHEAD * workers))
            size = max(min(int(LASTING / max(self.pace, LASTING / MOST)), even), 1)
            taken = [self.waiting.popleft() for _ in range(size)]
        for place in taken:
            self.tried[place] += 1
        return taken

    def came(self, parcel: Sequence[int], brought: Brought) -> Iterator[tuple[Key, Any]]:
        """Give what came; what the worker did not get to is asked for again."""
        self.pace = brought.pace
        left = parcel[len(brought.results) :]
        for place in reversed(left):
            self.tried[place] -= 1
            self.waiting.appendleft(place)
        for place, result in zip(parcel, brought.results, strict=False):
            yield self.keys[place], result

    def lost(self, parcel: Sequence[int], error: Exception) -> None:
        """Ask again, one by one, for what a lost worker did not bring."""
        for place in parcel:
            if self.tried[place] >= AGAIN:
                raise Lost(self.keys[place], error) from error
        self.alone.extend(parcel)


def spread(ray: Any, work: Work, given: object, keys: Sequence[Key]) -> Iterator[tuple[Key, Any]]:  # noqa: ANN401
    """Keep the workers of a cluster busy; ask again for what a lost worker did not bring."""
    task = ray.remote(num_cpus=1, max_retries=0)(carry)
    packed = np.frombuffer(ray.cloudpickle.dumps((work, given)), np.uint8)
    sent, queue = ray.put(Sent(uuid4().hex, packed)), Queue(keys)
    asked: dict[Any, list[int]] = {}
    while queue or asked:
        workers = max(int(ray.cluster_resources().get("CPU", 1)), 1)
        while queue and len(asked) < AHEAD * workers:
            parcel = queue.parcel(workers)
            asked[task.remote(sent, [keys[place] for place in parcel])] = parcel
        (done, *_), _ = ray.wait(list(asked), num_returns=1)
        parcel = asked.pop(done)
        try:
            brought = ray.get(done)
        except ray.exceptions.RayTaskError as error:
            raise error.cause from error
        except ray.exceptions.RayError as error:
            queue.lost(parcel, error)
        else:
            yield from queue.came(parcel, brought)


def carry(sent: Sent, keys: Sequence[Any]) -> Brought:
    """Carry out the pieces of a parcel on a worker, which is given one core.

    What a piece refuses is told when it is the first: those before it are brought back first.
    """
    os.environ["NPROC"] = "1"
    work, given = _unpacked(sent)
    begun, results = time.perf_counter(), list[Any]()
    for key in keys:
        try:
            results.append(work(given, key))
        except Exception:
            if not results:
                raise
            break
    return Brought(results, (time.perf_counter() - begun) / len(results))


@lru_cache(maxsize=1)
def _unpacked(sent: Sent) -> tuple[Work, Any]:
    return pickle.loads(sent.packed.data)
