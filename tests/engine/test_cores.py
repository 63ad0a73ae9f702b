"""How many cores are drawn on: what this process may use, or as many as it is told."""

import os
import threading

import numpy as np

from regimelab.engine.cores import cores
from regimelab.engine.simulate import Drawn, on_every_core

COLUMNS = [np.array([number]) for number in range(6)]


def test_a_process_uses_what_it_may_or_as_many_cores_as_it_is_told(monkeypatch):
    monkeypatch.delenv("NPROC", raising=False)
    may = cores()
    assert 1 <= may <= (os.cpu_count() or 1)
    monkeypatch.setenv("NPROC", "3")
    assert cores() == 3
    for nonsense in ("0", "many", ""):
        monkeypatch.setenv("NPROC", nonsense)
        assert cores() == may


def test_as_many_chunks_are_drawn_at_a_time_as_there_are_cores(monkeypatch):
    monkeypatch.setenv("NPROC", "3")
    together = threading.Barrier(3, timeout=30)

    def draw(columns):
        together.wait()
        return Drawn(np.zeros((1, 1, 1), np.uint8), np.zeros(1), np.float32(columns[0]))

    assert [float(one.capped) for one in on_every_core(draw, COLUMNS)] == [0, 1, 2, 3, 4, 5]


def test_on_one_core_chunks_are_drawn_by_one_thread(monkeypatch):
    monkeypatch.setenv("NPROC", "1")
    threads = []

    def draw(columns):
        threads.append(threading.get_ident())
        return Drawn(np.zeros((1, 1, 1), np.uint8), np.zeros(1), np.float32(0))

    list(on_every_core(draw, COLUMNS))
    assert len(threads) == 6 and len(set(threads)) == 1
