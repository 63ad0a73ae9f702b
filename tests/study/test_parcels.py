"""Parcels of pieces: some seconds each, nothing twice, nothing lost, and what fails is told by itself."""

import os
import pickle
from collections import Counter

import numpy as np
import pytest

from regimelab.errors import InvalidInput, Problem
from regimelab.study.parcels import AGAIN, LASTING, Brought, Lost, Queue, Sent, carry


@pytest.fixture(autouse=True)
def cores(monkeypatch):
    monkeypatch.setenv("NPROC", "2")


def sizes(pieces, workers, pace):
    """Sizes of parcels, each of which comes before the next is asked for."""
    queue, came, found = Queue(range(pieces)), [], []
    while queue:
        parcel = queue.parcel(workers)
        found.append(len(parcel))
        came += queue.came(parcel, Brought([-place for place in parcel], pace))
    assert came == [(key, -key) for key in range(pieces)]
    return found


def test_the_first_parcel_is_one_piece_and_the_next_last_some_seconds():
    assert sizes(1000, 2, LASTING / 8)[:4] == [1, 8, 8, 8]


def test_pieces_that_last_longer_go_one_by_one():
    assert set(sizes(20, 2, 3 * LASTING)) == {1}


def test_parcels_get_smaller_towards_the_end_so_that_workers_end_together():
    found = sizes(100, 4, LASTING / 50)
    assert found[1:] == sorted(found[1:], reverse=True) and found[-1] == 1
    assert max(found) <= 100 // 4


def test_pieces_that_take_no_time_at_all_still_come_in_parcels_that_memory_holds():
    assert max(sizes(100_000, 1, 0.0)) == 1000


def test_pieces_of_a_lost_parcel_are_asked_for_one_by_one_and_given_up_after_some_times():
    queue = Queue("abcdef")
    queue.pace = LASTING / 2
    first = queue.parcel(1)
    assert [queue.keys[place] for place in first] == ["a", "b"]
    queue.lost(first, RuntimeError("gone"))
    asked = Counter()
    with pytest.raises(Lost, match="a") as lost:
        while queue:
            parcel = queue.parcel(1)
            asked[len(parcel)] += 1
            assert len(parcel) == 1 or "a" not in [queue.keys[place] for place in parcel]
            if queue.keys[parcel[0]] == "a":
                queue.lost(parcel, RuntimeError("killed for memory\nmore"))
            else:
                list(queue.came(parcel, Brought([0] * len(parcel), LASTING / 2)))
    assert lost.value.for_memory and "lost 4 times (killed for memory)" in lost.value.what
    assert queue.tried[0] == AGAIN


def square(given, key):
    if key == given:
        raise MemoryError("Unable to allocate 93.1 TiB")
    return key * key


def sent(name, given):
    return Sent(name, np.frombuffer(pickle.dumps((square, given)), np.uint8))


def test_pieces_before_one_that_fails_are_brought_and_it_is_told_when_it_is_the_first():
    brought = carry(sent("one", 3), [1, 2, 3, 4])
    assert brought.results == [1, 4]
    queue = Queue([1, 2, 3, 4])
    queue.pace = LASTING / 4
    assert list(queue.came([0, 1, 2, 3], brought)) == [(1, 1), (2, 4)]
    with pytest.raises(MemoryError, match="93.1 TiB"):
        carry(sent("one", 3), [3, 4])


def test_a_refusal_comes_from_a_worker_with_all_its_problems():
    refused = InvalidInput([Problem("evidence", "holds 3 months.", "Lengthen it."), Problem("a", "b.", "c")])
    came = pickle.loads(pickle.dumps(refused))
    assert type(came) is InvalidInput and came.problems == refused.problems and str(came) == str(refused)


def test_a_worker_keeps_to_one_core_and_unpacks_what_is_sent_once():
    packed = sent("two", 0)
    assert carry(packed, [5]).results == [25]
    assert os.environ["NPROC"] == "1"
    again = Sent("two", np.frombuffer(b"not unpacked again", np.uint8))
    assert carry(again, [6]).results == [36]
