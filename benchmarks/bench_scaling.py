"""Weak scaling of `sweep --cluster` on this machine: twice the futures on two workers, in the time of one.

On a machine of more cores also four times the futures on four workers, and so on while a core is left for
the driver.

What is timed is the command's own work as it is by default (its pieces and parcels, 24 months, every
scenario and portfolio of Central Asia), from asking for the first piece to having written the last: looking
at the workers' versions, their start and what they load are part of it. A worker is one core. A machine
needs two idle cores, and the driver wants some of them too.
"""

import os
import sys
import tempfile
import time
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from row import Row

FUTURES, RUNS = 2000, 3  # a batch by default, of each scenario and portfolio, for each worker
SMALL = {"num_cpus": 1, "object_store_memory": 200 << 20}


class Run(NamedTuple):
    """Seconds on the clock, pieces, and milliseconds of the driver's processor time a piece."""

    seconds: float
    pieces: int
    driver: float


def measure() -> Iterable[Row]:
    """Time the same work a worker on one and on two workers, and divide."""
    if not find_spec("ray"):
        print("bench_scaling: needs the extra 'cluster'.", file=sys.stderr)
        return
    with tempfile.TemporaryDirectory() as folder:
        taken = {workers: _timed(Path(folder), workers) for workers in _counts()}
    for workers, runs in taken.items():
        what = f"sweep: {runs[0].pieces} pieces of {FUTURES:,} futures, {workers} worker(s)"
        yield Row(what, "s", tuple(run.seconds for run in runs))
    most = max(taken)
    yield Row(
        f"the driver's processor time a piece, {most} workers", "ms", tuple(run.driver for run in taken[most])
    )
    for workers in sorted(set(taken) - {1}):
        shares = tuple(one.seconds / all_.seconds for one, all_ in zip(taken[1], taken[workers], strict=True))
        yield Row(f"weak scaling from one worker to {workers}", "", shares, reach=0.85, more_is_better=True)


def _counts() -> list[int]:
    """How many workers: one, two, and on while the number doubled leaves a core for the driver."""
    doubled = (2**power for power in range(2, 10))
    return [1, 2, *(count for count in doubled if count < (os.cpu_count() or 1))]


def _timed(folder: Path, workers: int) -> list[Run]:
    """Sweep on so many workers, once to compile and then some times."""
    from ray.cluster_utils import Cluster

    cluster = Cluster(
        initialize_head=True, head_node_args={**SMALL, "num_cpus": 0, "include_dashboard": False}
    )
    try:
        for _ in range(workers):
            cluster.add_node(True, **SMALL)
        into = [folder / f"{workers} {number}" for number in range(RUNS + 1)]
        _swept(into[0], 10, str(cluster.address))
        return [_swept(one, workers * FUTURES, str(cluster.address)) for one in into[1:]]
    finally:
        cluster.shutdown()


def _swept(into: Path, futures: int, address: str) -> Run:
    from regimelab.study.opening import Asked
    from regimelab.study.sweep import Wanted, sweep

    said: list[tuple[float, float]] = []

    def progress(what: str, share: float) -> None:
        if what == "futures":
            said.append((time.perf_counter(), time.process_time()))

    asked = Asked("central_asia", into.parent / "store.duckdb", None)
    pieces = sweep(asked, Wanted(into, futures, cluster=address), progress=progress).data.pieces
    clock, processor = (last - first for first, last in zip(said[0], said[-1], strict=True))
    return Run(clock, pieces, 1000.0 * processor / pieces)
