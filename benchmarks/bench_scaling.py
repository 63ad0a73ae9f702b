"""Weak scaling on a Ray cluster of this machine: twice the pieces on two workers, in the time of one worker.

Each worker is one core and one thread. A machine needs two idle cores, and a third for the driver is better.
"""

import os
import sys
import tempfile
import time
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from row import Row

ONE_THREAD = "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"
PIECES, BATCH, MONTHS, RUNS = 12, 1000, 24, 3


def measure() -> Iterable[Row]:
    """Time the same work a worker on one and on two workers, and divide."""
    if not find_spec("ray"):
        print("bench_scaling: needs the extra 'cluster'.", file=sys.stderr)
        return
    os.environ |= {"XLA_FLAGS": ONE_THREAD, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    with tempfile.TemporaryDirectory() as folder:
        given = _given(Path(folder))
        taken = {workers: _timed(given, workers) for workers in (1, 2)}
    for workers, runs in taken.items():
        yield Row(f"sweep: {workers * PIECES} pieces of {BATCH:,} futures, {workers} worker(s)", "s", runs)
    shares = tuple(one / two for one, two in zip(taken[1], taken[2], strict=True))
    yield Row("weak scaling from one worker to two", "", shares, reach=0.85, more_is_better=True)


def _given(folder: Path) -> Any:  # noqa: ANN401 - what a worker of the sweep is given
    from regimelab.study.inquiry import Inquiry
    from regimelab.study.opening import Asked
    from regimelab.study.sweep import Wanted, given_of

    inquiry = Inquiry(Asked("central_asia", folder / "store.duckdb", None))
    wanted = Wanted(folder, futures=2 * PIECES * BATCH * (RUNS + 1), batch=BATCH, months=MONTHS)
    return given_of(inquiry, wanted, 0)


def _timed(given: Any, workers: int) -> tuple[float, ...]:  # noqa: ANN401
    """Seconds of each run on so many workers, after one in which they compile."""
    from ray.cluster_utils import Cluster

    from regimelab.study.cluster import carried_out
    from regimelab.study.sweep import simulated

    small = {"num_cpus": 1, "object_store_memory": 200 << 20}
    cluster = Cluster(
        initialize_head=True, head_node_args={**small, "num_cpus": 0, "include_dashboard": False}
    )
    found: list[float] = []
    try:
        for _ in range(workers):
            cluster.add_node(True, **small)
        names = given.options.scenarios[0].name, given.options.portfolios[0].name
        numbers = iter(range(2 * PIECES * (RUNS + 1)))
        keys = [[(*names, next(numbers)) for _ in range(workers * PIECES)] for _ in range(RUNS + 1)]
        came = carried_out(simulated, given, [key for run in keys for key in run], str(cluster.address))
        for _ in keys:
            begun = time.perf_counter()
            for _ in range(workers * PIECES):
                next(came)
            found.append(time.perf_counter() - begun)
        assert next(came, None) is None  # lets go of the cluster
    finally:
        cluster.shutdown()
    return tuple(found[1:])
